package truekeel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import truekeel.kinds.RoleHolders.Holder;
import truekeel.model.ResourceRef;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;

class RoleHoldersTest {
    private static final ResourceRef SUBJECT = ResourceRef.of("Group", "Admins");
    private static final String EVERYONE = "000000000000000000000001";
    private static final Holder BOT = new Holder("bot", true, true, true, Set.of());
    private static final Holder DIRECT = new Holder("Jane", false, true, true, Set.of());
    private static final Holder BY_GROUP = new Holder("John", false, true, false, Set.of("g1"));

    @Test
    void refusesForGoodWhatTakesTheRoleFromOurselves() {
        // given
        RoleHolders now = new RoleHolders(
                Map.of("g1", "Admins"), Map.of("me", new Holder("bot", true, true, false, Set.of("g1")), "u1", DIRECT));

        // when
        Optional<Refusal> objection = now.objectionTo(SUBJECT, now.withoutGroup("g1"), "me");

        // then
        assertThat(objection).hasValueSatisfying(refusal -> {
            assertThat(refusal.code()).isEqualTo(RefusalCode.SELF_PRESERVATION);
            assertThat(refusal.approvable()).isFalse();
        });
    }

    @Test
    void asksForApprovalBeforeTheLastPersonLosesTheRole() {
        // given
        RoleHolders now = new RoleHolders(Map.of("g1", "Admins"), Map.of("me", BOT, "u1", BY_GROUP));

        // when
        Optional<Refusal> objection = now.objectionTo(SUBJECT, now.withoutMembership("u1", "g1"), "me");

        // then
        assertThat(objection).map(Refusal::approvable).contains(true);
    }

    @Test
    void agreesWhenSomebodyElseKeepsTheRole() {
        // given
        RoleHolders now = new RoleHolders(Map.of("g1", "Admins"), Map.of("me", BOT, "u1", DIRECT, "u2", DIRECT));

        // when
        Optional<Refusal> objection = now.objectionTo(SUBJECT, now.withoutOwnRole("u1"), "me");

        // then
        assertThat(objection).isEmpty();
    }

    @Test
    void asksForApprovalBeforeTheLastPersonWithTheRoleItselfLosesIt() {
        // given
        RoleHolders now = new RoleHolders(Map.of("g1", "Admins"), Map.of("me", BOT, "u1", DIRECT, "u2", BY_GROUP));

        // when
        Optional<Refusal> objection = now.objectionTo(SUBJECT, now.withoutOwnRole("u1"), "me");

        // then
        assertThat(objection).hasValueSatisfying(refusal -> {
            assertThat(refusal.approvable()).isTrue();
            assertThat(refusal.message()).contains("directly");
        });
    }

    @Test
    void countsGroupsOnlyAsLongAsLoginsFillThem() {
        // given
        RoleHolders fed = new RoleHolders(Map.of("g1", "Admins"), Map.of("me", BOT, "u1", BY_GROUP), Set.of("g1"));
        RoleHolders custom = new RoleHolders(Map.of("g1", "Admins"), Map.of("me", BOT, "u1", BY_GROUP));

        // when
        Optional<Refusal> objection = fed.objectionTo(SUBJECT, fed.withoutLogins(), "me");
        Optional<Refusal> harmless = custom.objectionTo(SUBJECT, custom.withoutLogins(), "me");

        // then
        assertThat(objection).map(Refusal::approvable).contains(true);
        assertThat(harmless).isEmpty();
    }

    @Test
    void doesNotCountWhoIsSwitchedOff() {
        // given
        Holder disabled = new Holder("Jane", false, false, true, Set.of());
        RoleHolders now = new RoleHolders(Map.of(), Map.of("me", BOT, "u1", disabled, "u2", DIRECT));

        // when
        Optional<Refusal> objection = now.objectionTo(SUBJECT, now.withoutUser("u2"), "me");

        // then
        assertThat(objection).isPresent();
    }

    @Test
    void knowsThatEveryoneIncludesOurselves() {
        // given
        RoleHolders now = new RoleHolders(Map.of(EVERYONE, "com.qlik.Everyone"), Map.of("u1", DIRECT));

        // when
        Optional<Refusal> objection = now.objectionTo(SUBJECT, now.withoutGroup(EVERYONE), "me");

        // then
        assertThat(objection).map(Refusal::approvable).contains(false);
    }

    @Test
    void agreesInATenantWithoutPeople() {
        // given
        RoleHolders now = new RoleHolders(Map.of("g1", "Admins"), Map.of("me", BOT));

        // when
        Optional<Refusal> objection = now.objectionTo(SUBJECT, now.withoutGroup("g1"), "me");

        // then
        assertThat(objection).isEmpty();
    }
}
