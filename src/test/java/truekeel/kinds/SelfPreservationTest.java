package truekeel.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static truekeel.kinds.Lockouts.idp;
import static truekeel.kinds.Lockouts.ipPolicy;
import static truekeel.kinds.Lockouts.jwt;
import static truekeel.kinds.Lockouts.kind;
import static truekeel.kinds.Lockouts.live;
import static truekeel.kinds.Lockouts.user;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
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
    private static final String SELF = " SELF_PRESERVATION";
    private static final String PEOPLE = " LOCKS_PEOPLE_OUT?";
    private static final String NONE = "assignedRoles: []";
    private static final String OPS = kind("Role", "Ops", "assignedScopes: [apps]");
    private static final String OKTA = idp("okta", "skipVerify: true,");
    private static final String OKTA_OFF = idp("okta", "skipVerify: true, active: false,");
    private static final String ADMINS = "name: Admins, providerType: custom";

    @TempDir
    Path folder;

    /**
     * One attempt.
     *
     * @param live what the tenant holds, words of {@link Lockouts#live}
     * @param refused refused changes with their codes, a question mark where a person may approve
     */
    private record Attempt(String name, String live, String desired, String refused) {}

    private static Attempt attempt(String name, String live, String desired, String... refused) {
        return new Attempt(name, live, desired, String.join(", ", new TreeSet<>(List.of(refused))));
    }

    private static Stream<Attempt> onOurselves() {
        return Stream.of(
                attempt("own role", "ada", user("bot", NONE), "User/bot" + SELF),
                attempt("own status", "ada", user("bot", "status: disabled"), "User/bot" + SELF),
                attempt("own user", "ada", user("bot", "absent"), "User/bot" + SELF),
                attempt("own group left", "ada botInAdmins", user("bot", "assignedGroups: []"), "User/bot" + SELF),
                attempt(
                        "own group without its role",
                        "ada botInAdmins",
                        kind("Group", "Admins", ADMINS + ", " + NONE),
                        "Group/Admins" + SELF),
                attempt(
                        "own group deleted",
                        "ada botInAdmins",
                        kind("Group", "Admins", ADMINS + ", absent"),
                        "Group/Admins" + SELF),
                attempt(
                        "own custom role by a group that loses it",
                        "ada ops botInOps",
                        kind("Group", "Operators", "providerType: custom, " + NONE),
                        "Group/Operators" + SELF),
                attempt("own custom role without scopes", "ada ops botIsOps", OPS, "Role/Ops" + SELF),
                attempt(
                        "own custom role deleted",
                        "ada ops botIsOps",
                        kind("Role", "Ops", "absent"),
                        "Role/Ops" + SELF),
                attempt("own custom role by a group without scopes", "ada ops botInOps", OPS, "Role/Ops" + SELF),
                attempt(
                        "own custom role deleted that a group gives",
                        "ada ops botInOps",
                        kind("Role", "Ops", "absent"),
                        "Role/Ops" + SELF),
                attempt(
                        "own role that everyone has",
                        "ada everyone botOnlyByEveryone",
                        kind("GroupSettings", "groups", "everyone: {assignedRoles: []}"),
                        "GroupSettings/groups" + SELF),
                attempt(
                        "own seat moved",
                        "ada",
                        kind("LicenseAssignment", "bot", "subject: 'qlikbot\\sim-client', type: analyzer"),
                        "LicenseAssignment/bot" + SELF),
                attempt(
                        "own seat given up",
                        "ada",
                        kind("LicenseAssignment", "bot", "subject: 'qlikbot\\sim-client', type: professional, absent"),
                        "LicenseAssignment/bot" + SELF),
                attempt(
                        "first IP policy elsewhere",
                        "",
                        ipPolicy("offices", "198.51.100.0/24"),
                        "IpPolicy/offices" + SELF),
                attempt(
                        "own address taken from the IP policy",
                        "offices",
                        ipPolicy("offices", "203.0.113.8/29"),
                        "IpPolicy/offices" + SELF),
                attempt(
                        "own IP policy deleted beside another",
                        "offices lab",
                        kind("IpPolicy", "offices", "absent"),
                        "IpPolicy/offices" + SELF));
    }

    private static Stream<Attempt> onPeople() {
        return Stream.of(
                attempt("last admin without the role", "ada", user("ada", NONE), "User/ada" + SELF + "?"),
                attempt("last admin disabled", "ada", user("ada", "status: disabled"), "User/ada" + SELF + "?"),
                attempt("last admin deleted", "ada", user("ada", "absent"), "User/ada" + SELF + "?"),
                attempt(
                        "both admins at once",
                        "ada bob",
                        user("ada", NONE) + user("bob", "status: disabled"),
                        "User/ada" + SELF + "?",
                        "User/bob" + SELF + "?"),
                attempt(
                        "last admin leaves the group",
                        "jane janeInAdmins",
                        user("jane", "assignedGroups: []"),
                        "User/jane" + SELF + "?"),
                attempt(
                        "last admin's group without the role",
                        "jane janeInAdmins",
                        kind("Group", "Admins", ADMINS + ", " + NONE),
                        "Group/Admins" + SELF + "?"),
                attempt(
                        "last admin's group deleted",
                        "jane janeInAdmins",
                        kind("Group", "Admins", ADMINS + ", absent"),
                        "Group/Admins" + SELF + "?"),
                attempt(
                        "everyone was admin",
                        "jane everyone",
                        kind("GroupSettings", "groups", "everyone: {assignedRoles: []}"),
                        "GroupSettings/groups" + SELF + "?"),
                attempt(
                        "last direct admin beside one by a group",
                        "ada jane janeInAdmins",
                        user("ada", NONE),
                        "User/ada" + SELF + "?"),
                attempt(
                        "one by the role, the other by the group, in one plan",
                        "ada jane janeInAdmins",
                        user("ada", NONE) + kind("Group", "Admins", ADMINS + ", " + NONE),
                        "Group/Admins" + SELF + "?",
                        "User/ada" + SELF + "?"),
                attempt(
                        "one by the role, the other by leaving, in one plan",
                        "ada jane janeInAdmins",
                        user("ada", "status: disabled") + user("jane", "assignedGroups: []"),
                        "User/ada" + SELF + "?",
                        "User/jane" + SELF + "?"),
                attempt(
                        "one by the role, the other by the login, in one plan",
                        "ada portal joeByLogin",
                        user("ada", NONE) + jwt("portal", "absent"),
                        "IdentityProvider/portal" + PEOPLE,
                        "User/ada" + SELF + "?"),
                attempt(
                        "custom group's admin beside one by the login",
                        "jane janeInAdmins portal joeByLogin",
                        user("jane", "assignedGroups: []") + jwt("portal", "absent"),
                        "IdentityProvider/portal" + PEOPLE,
                        "User/jane" + SELF + "?"));
    }

    private static Stream<Attempt> onLogins() {
        return Stream.of(
                attempt(
                        "last login deleted",
                        "ada portal",
                        jwt("portal", "absent"),
                        "IdentityProvider/portal" + PEOPLE),
                attempt(
                        "both logins deleted",
                        "ada portal shop",
                        jwt("portal", "absent") + jwt("shop", "absent"),
                        "IdentityProvider/portal" + PEOPLE,
                        "IdentityProvider/shop" + PEOPLE),
                attempt(
                        "last admin's login deleted",
                        "portal joeByLogin",
                        jwt("portal", "absent"),
                        "IdentityProvider/portal" + PEOPLE),
                attempt("interactive login switched off", "ada okta", OKTA_OFF, "IdentityProvider/okta" + PEOPLE),
                attempt(
                        "interactive login deleted beside a JWT one",
                        "ada okta portal",
                        idp("okta", "absent"),
                        "IdentityProvider/okta" + PEOPLE),
                attempt("Qlik Account displaced without a way back", "jane", OKTA, "IdentityProvider/okta" + PEOPLE),
                attempt(
                        "Qlik Account displaced with a group's admin only",
                        "jane janeInAdmins",
                        OKTA,
                        "IdentityProvider/okta" + PEOPLE),
                attempt(
                        "Qlik Account displaced by switching on",
                        "jane oktaOff",
                        idp("okta", "skipVerify: true, active: true,"),
                        "IdentityProvider/okta" + PEOPLE),
                attempt(
                        "Qlik Account displaced while the way back goes",
                        "ada",
                        OKTA + user("ada", NONE),
                        "IdentityProvider/okta" + PEOPLE,
                        "User/ada" + SELF + "?"),
                attempt(
                        "sessions that end while people read",
                        "ada",
                        kind("AuthSettings", "auth", "userSessionInactivityTimeoutMinutes: 1"),
                        "AuthSettings/auth" + PEOPLE),
                attempt(
                        "no API keys for anybody",
                        "ada",
                        kind("ApiKeySettings", "keys", "max_keys_per_user: 0"),
                        "ApiKeySettings/keys" + PEOPLE));
    }

    @TestFactory
    Stream<DynamicTest> refusesEveryAttempt() {
        return Stream.of(onOurselves(), onPeople(), onLogins())
                .flatMap(attempts -> attempts)
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
        return onOurselves()
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

    private static Stream<Attempt> harmless() {
        return Stream.of(
                attempt("what everybody may do", "ada", kind("Role", "UserDefault", "assignedScopes: [apps]")),
                attempt("a role of others", "ada ops", OPS),
                attempt("one of two admins", "ada bob", user("bob", NONE)),
                attempt("another role of the last admin", "adaIsOps", user("ada", "assignedRoles: [TenantAdmin]")),
                attempt("an admin's status that was not active", "ada bobDisabled", user("bob", NONE)),
                attempt(
                        "a group without the role",
                        "ada staff",
                        kind("Group", "Staff", "providerType: custom, absent")),
                attempt(
                        "a group of admins beside a direct one",
                        "ada admins",
                        kind("Group", "Admins", ADMINS + ", absent")),
                attempt("one of two logins", "ada portal shop", jwt("shop", "absent")),
                attempt("the words for a login", "ada portal", jwt("portal", "description: ours,")),
                attempt("a first login by JWT", "jane", jwt("portal", "")),
                attempt("a login made anew", "ada portal", jwt("portal", "clockToleranceSec: 5, recreate,")),
                attempt("an interactive login with a way back", "ada", OKTA),
                attempt("an interactive login that waits", "jane", idp("okta", "")),
                attempt("a login that was off already", "ada oktaOff", idp("okta", "absent")),
                attempt("a login of machines", "ada portal robots", idp("robots", "absent")),
                attempt("the last login where nobody is", "portal", jwt("portal", "absent")),
                attempt("our address in an IP policy", "", ipPolicy("offices", "203.0.113.0/24")),
                attempt(
                        "sessions of half an hour",
                        "ada",
                        kind("AuthSettings", "auth", "userSessionInactivityTimeoutMinutes: 30")),
                attempt("a role more for ourselves", "ada ops", user("bot", "assignedRoles: [TenantAdmin, Ops]")));
    }

    @TestFactory
    Stream<DynamicTest> letsWhatIsHarmlessPass() {
        return harmless()
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
            List<Desired> desired = Lockouts.desired(folder, jwt("portal", "absent") + jwt("shop", ""));
            LawDaemon daemon = world.daemon();

            // when
            RunReport first = daemon.run(desired);
            RunReport second = daemon.run(desired);

            // then
            assertThat(shown(first)).isEqualTo("IdentityProvider/portal" + PEOPLE);
            assertThat(shown(second)).isEmpty();
            assertThat(second.standing().isInSync()).isTrue();
        }
    }

    @Test
    void bringsTheWayBackAndThenTheInteractiveLogin() {
        // given
        try (LawWorld world = live("jane")) {
            List<Desired> desired = Lockouts.desired(folder, OKTA + user("ada", "assignedRoles: [TenantAdmin]"));
            LawDaemon daemon = world.daemon();

            // when
            RunReport first = daemon.run(desired);
            RunReport second = daemon.run(desired);

            // then
            assertThat(shown(first)).isEqualTo("IdentityProvider/okta" + PEOPLE);
            assertThat(shown(second)).isEmpty();
            assertThat(second.standing().isInSync()).isTrue();
        }
    }
}
