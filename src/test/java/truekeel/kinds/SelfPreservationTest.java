package truekeel.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static truekeel.kinds.Lockouts.live;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import truekeel.model.Desired;
import truekeel.plan.Refusal;
import truekeel.report.RunReport;

/**
 * Every way to lock ourselves or the last people out that a plan could take, and neighbours that do no harm, each
 * through the whole chain against the simulator.
 */
class SelfPreservationTest {
    /** What is tried, on what, how it is declared, and what is refused; a question mark where a person may approve. */
    private static final String OURSELVES = """
            own role | ada | user bot assignedRoles: [] | User/bot SELF
            own status | ada | user bot status: disabled | User/bot SELF
            own user | ada | user bot absent | User/bot SELF
            own group left | ada botInAdmins | user bot assignedGroups: [] | User/bot SELF
            own group without its role | ada botInAdmins | Group Admins providerType: custom, assignedRoles: [] | Group/Admins SELF
            own group deleted | ada botInAdmins | Group Admins providerType: custom, absent | Group/Admins SELF
            own custom role by a group that loses it | ada ops botInOps | Group Operators providerType: custom, assignedRoles: [] | Group/Operators SELF
            own custom role without scopes | ada ops botIsOps | Role Ops assignedScopes: [apps] | Role/Ops SELF
            own custom role deleted | ada ops botIsOps | Role Ops absent | Role/Ops SELF
            own custom role by a group without scopes | ada ops botInOps | Role Ops assignedScopes: [apps] | Role/Ops SELF
            own custom role deleted that a group gives | ada ops botInOps | Role Ops absent | Role/Ops SELF
            own role that everyone has | ada botOnlyByEveryone | GroupSettings groups everyone: {assignedRoles: []} | GroupSettings/groups SELF
            own seat moved | ada | LicenseAssignment bot subject: 'qlikbot\\sim-client', type: analyzer | LicenseAssignment/bot SELF
            own seat given up | ada | LicenseAssignment bot subject: 'qlikbot\\sim-client', type: professional, absent | LicenseAssignment/bot SELF
            first IP policy elsewhere | | IpPolicy offices allowedIps: [198.51.100.0/24], enabled: true | IpPolicy/offices SELF
            own address taken from the IP policy | offices | IpPolicy offices allowedIps: [203.0.113.8/29], enabled: true | IpPolicy/offices SELF
            own IP policy deleted beside another | offices lab | IpPolicy offices absent | IpPolicy/offices SELF
            """;

    private static final String PEOPLE = """
            last admin without the role | ada | user ada assignedRoles: [] | User/ada SELF?
            last admin disabled | ada | user ada status: disabled | User/ada SELF?
            last admin deleted | ada | user ada absent | User/ada SELF?
            both admins at once | ada bob | user ada assignedRoles: [] ;; user bob status: disabled | User/ada SELF?, User/bob SELF?
            last admin leaves the group | janeInAdmins | user jane assignedGroups: [] | User/jane SELF?
            last admin's group without the role | janeInAdmins | Group Admins providerType: custom, assignedRoles: [] | Group/Admins SELF?
            last admin's group deleted | janeInAdmins | Group Admins providerType: custom, absent | Group/Admins SELF?
            everyone was admin | jane everyone | GroupSettings groups everyone: {assignedRoles: []} | GroupSettings/groups SELF?
            last direct admin beside one by a group | ada janeInAdmins | user ada assignedRoles: [] | User/ada SELF?
            one by the role, the other by the group | ada janeInAdmins | user ada assignedRoles: [] ;; Group Admins providerType: custom, assignedRoles: [] | Group/Admins SELF?, User/ada SELF?
            one by the role, the other by leaving | ada janeInAdmins | user ada status: disabled ;; user jane assignedGroups: [] | User/ada SELF?, User/jane SELF?
            one by the role, the other by the login | ada joeByLogin | user ada assignedRoles: [] ;; jwt portal absent | IdentityProvider/portal OUT?, User/ada SELF?
            one by a custom group, the other by the login | janeInAdmins joeByLogin | user jane assignedGroups: [] ;; jwt portal absent | IdentityProvider/portal OUT?, User/jane SELF?
            """;

    private static final String LOGINS = """
            last login deleted | ada portal | jwt portal absent | IdentityProvider/portal OUT?
            both logins deleted | ada portal shop | jwt portal absent ;; jwt shop absent | IdentityProvider/portal OUT?, IdentityProvider/shop OUT?
            last admin's login deleted | joeByLogin | jwt portal absent | IdentityProvider/portal OUT?
            interactive login switched off | ada okta | idp okta skipVerify: true, active: false, | IdentityProvider/okta OUT?
            interactive login deleted beside a JWT one | ada okta portal | idp okta absent | IdentityProvider/okta OUT?
            Qlik Account displaced without a way back | jane | idp okta skipVerify: true, | IdentityProvider/okta OUT?
            Qlik Account displaced with a group's admin only | janeInAdmins | idp okta skipVerify: true, | IdentityProvider/okta OUT?
            Qlik Account displaced by switching on | jane oktaOff | idp okta skipVerify: true, active: true, | IdentityProvider/okta OUT?
            Qlik Account displaced while the way back goes | ada | idp okta skipVerify: true, ;; user ada assignedRoles: [] | IdentityProvider/okta OUT?, User/ada SELF?
            sessions that end while people read | ada | AuthSettings auth userSessionInactivityTimeoutMinutes: 1 | AuthSettings/auth OUT?
            no API keys for anybody | ada | ApiKeySettings keys max_keys_per_user: 0 | ApiKeySettings/keys OUT?
            """;

    private static final String HARMLESS = """
            what everybody may do | ada | Role UserDefault assignedScopes: [apps] |
            a role of others | ada ops | Role Ops assignedScopes: [apps] |
            one of two admins | ada bob | user bob assignedRoles: [] |
            another role of the last admin | adaIsOps | user ada assignedRoles: [TenantAdmin] |
            the role of one who is switched off | ada bobDisabled | user bob assignedRoles: [] |
            a group without the role | ada staff | Group Staff providerType: custom, absent |
            a group of admins beside a direct one | ada admins | Group Admins providerType: custom, absent |
            one of two logins | ada portal shop | jwt shop absent |
            the words for a login | ada portal | jwt portal description: ours, |
            a first login by JWT | jane | jwt portal |
            a login made anew | ada portal | jwt portal clockToleranceSec: 5, recreate, |
            an interactive login with a way back | ada | idp okta skipVerify: true, |
            an interactive login that waits | jane | idp okta |
            a login that was off already | ada oktaOff | idp okta absent |
            a login of machines | ada portal robots | idp robots absent |
            the last login where nobody is | portal | jwt portal absent |
            our address in an IP policy | | IpPolicy offices allowedIps: [203.0.113.0/24], enabled: true |
            sessions of half an hour | ada | AuthSettings auth userSessionInactivityTimeoutMinutes: 30 |
            a role more for ourselves | ada ops | user bot assignedRoles: [TenantAdmin, Ops] |
            """;

    @TempDir
    Path folder;

    /** A line of the tables. */
    private record Attempt(String name, String live, String desired, String refused) {
        static Stream<Attempt> of(String table) {
            return table.lines().map(line -> line.split("\\|", -1)).map(cells -> {
                String refused = cells[3].replace("SELF", "SELF_PRESERVATION").replace("OUT", "LOCKS_PEOPLE_OUT");
                return new Attempt(cells[0].strip(), cells[1].strip(), Lockouts.yaml(cells[2]), refused.strip());
            });
        }
    }

    @TestFactory
    Stream<DynamicTest> refusesEveryAttempt() {
        return Stream.of(OURSELVES, PEOPLE, LOGINS)
                .flatMap(Attempt::of)
                .map(attempt -> DynamicTest.dynamicTest(attempt.name(), () -> refuses(attempt)));
    }

    private void refuses(Attempt attempt) {
        // given
        try (LawWorld world = live(attempt.live())) {
            List<Desired> desired = Lockouts.desired(folder, attempt.desired());
            long before = world.lastRequest();

            // when
            RunReport report = world.daemon().run(desired);

            // then
            assertThat(shown(report)).isEqualTo(attempt.refused());
            assertThat(report.outcomes()).isEmpty();
            assertThat(world.writesSince(before)).isEmpty();
            assertThat(report.standing().isInSync()).isFalse();
        }
    }

    private static String shown(RunReport report) {
        return String.join(
                ", ",
                report.admission().refusals().stream()
                        .map(refusal ->
                                refusal.subjects().get(0) + " " + refusal.code() + (refusal.approvable() ? "?" : ""))
                        .sorted()
                        .toList());
    }

    @TestFactory
    Stream<DynamicTest> keepsWhatNoApprovalMayTake() {
        return Attempt.of(OURSELVES)
                .map(attempt -> DynamicTest.dynamicTest(attempt.name(), () -> {
                    // given
                    try (LawWorld world = live(attempt.live())) {
                        List<Desired> desired = Lockouts.desired(folder, attempt.desired());
                        long before = world.lastRequest();

                        // when
                        RunReport report = world.daemon().runApproved(desired);

                        // then
                        assertThat(report.admission().refusals()).noneMatch(Refusal::approvable);
                        assertThat(world.writesSince(before)).isEmpty();
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> letsWhatIsHarmlessPass() {
        return Attempt.of(HARMLESS)
                .map(attempt -> DynamicTest.dynamicTest(attempt.name(), () -> {
                    // given
                    try (LawWorld world = live(attempt.live())) {
                        List<Desired> desired = Lockouts.desired(folder, attempt.desired());
                        long before = world.lastRequest();

                        // when
                        RunReport report = world.daemon().run(desired);

                        // then
                        boolean waits = attempt.name().endsWith("waits");
                        assertThat(shown(report)).isEmpty();
                        assertThat(report.outcomes()).isNotEmpty().allMatch(outcome -> outcome.verdict()
                                .isGood());
                        assertThat(world.writesSince(before)).isNotEmpty();
                        assertThat(report.standing().isInSync()).isNotEqualTo(waits);
                    }
                }));
    }

    @Test
    void replacesTheLastLoginInTwoRuns() {
        // given
        try (LawWorld world = live("ada portal")) {
            List<Desired> desired = Lockouts.desired(folder, Lockouts.yaml("jwt portal absent ;; jwt shop"));
            LawDaemon daemon = world.daemon();

            // when
            RunReport first = daemon.run(desired);
            RunReport second = daemon.run(desired);

            // then
            assertThat(shown(first)).isEqualTo("IdentityProvider/portal LOCKS_PEOPLE_OUT?");
            assertThat(shown(second)).isEmpty();
            assertThat(second.standing().isInSync()).isTrue();
        }
    }

    @Test
    void bringsTheWayBackAndThenTheInteractiveLogin() {
        // given
        try (LawWorld world = live("jane")) {
            List<Desired> desired = Lockouts.desired(
                    folder, Lockouts.yaml("idp okta skipVerify: true, ;; user ada assignedRoles: [TenantAdmin]"));
            LawDaemon daemon = world.daemon();

            // when
            RunReport first = daemon.run(desired);
            RunReport second = daemon.run(desired);

            // then
            assertThat(shown(first)).isEqualTo("IdentityProvider/okta LOCKS_PEOPLE_OUT?");
            assertThat(shown(second)).isEmpty();
            assertThat(second.standing().isInSync()).isTrue();
        }
    }
}
