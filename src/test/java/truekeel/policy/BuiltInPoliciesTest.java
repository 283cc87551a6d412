package truekeel.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import truekeel.model.Desired;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.Metadata;
import truekeel.model.NaturalKey;
import truekeel.model.Position;
import truekeel.model.ResourceRef;
import truekeel.model.Value;

/** The policies that hold in every fleet. */
class BuiltInPoliciesTest {
    private static final KindName SPACE = KindName.of("Space");
    private static final Policies.TenantFacts ACME = new Policies.TenantFacts("acme", Map.of("tier", "gold"));

    private static Value.Fields spec(String name, Value value) {
        return Value.Fields.EMPTY.with(name, value);
    }

    @Test
    void warnsOfLinksThatNobodyDeclared() {
        // given
        Policies policies = Policies.of(BuiltInPolicies.rules());
        Value.Fields declared =
                Value.Fields.EMPTY.with("disabled", Value.flag(false)).with("declared", Value.flag(true));
        Value.Fields disabled =
                Value.Fields.EMPTY.with("disabled", Value.flag(true)).with("declared", Value.flag(false));
        Value.Fields stray =
                Value.Fields.EMPTY.with("disabled", Value.flag(false)).with("declared", Value.flag(false));

        // then
        assertThat(policies.violations(ACME, List.of(), List.of(space()), List.of()))
                .isEmpty();
        assertThat(policies.violations(ACME, List.of(), List.of(space(declared, disabled)), List.of()))
                .isEmpty();
        assertThat(policies.violations(ACME, List.of(), List.of(space(declared, stray)), List.of()))
                .extracting(Violation::policy)
                .containsExactly(BuiltInPolicies.ANONYMOUS_LINKS);
    }

    @Test
    void warnsOfLinksThatTheTenantTells() {
        // given
        Value.Fields stray =
                Value.Fields.EMPTY.with("disabled", Value.flag(false)).with("declared", Value.flag(false));
        Live tenant = new Live(
                KindName.of("Tenant"),
                "1",
                List.of(),
                "Acme",
                Value.Fields.EMPTY,
                spec("linkShares", new Value.Items(List.of(stray))),
                Optional.empty());

        // when
        List<Violation> violations =
                Policies.of(BuiltInPolicies.rules()).violations(ACME, List.of(), List.of(tenant), List.of());

        // then
        assertThat(violations)
                .extracting(Violation::message)
                .containsExactly("Tenant Acme opens an app to anonymous visitors by a link that no manifest declares.");
    }

    @Test
    void warnsOfContentOfInactiveBots() {
        // given
        Live left = new Live(
                SPACE,
                "1",
                List.of(),
                "Finance",
                Value.Fields.EMPTY,
                spec("inactiveOwner", Value.text("qlikbot\\old")),
                Optional.empty());

        // when
        List<Violation> violations =
                Policies.of(BuiltInPolicies.rules()).violations(ACME, List.of(), List.of(left), List.of());

        // then
        assertThat(violations).singleElement().satisfies(violation -> {
            assertThat(violation.policy()).isEqualTo(BuiltInPolicies.INACTIVE_BOTS);
            assertThat(violation.message())
                    .isEqualTo(
                            "Space Finance belongs to qlikbot\\old, the bot of an OAuth client that is used no more.");
        });
    }

    @Test
    void warnsOfWhatWaitsForAPerson() {
        // given
        Live waiting = new Live(
                KindName.of("Automation"),
                "1",
                List.of(),
                "Tell sales",
                Value.Fields.EMPTY,
                spec("needsPerson", Value.text("Slack")),
                Optional.empty());

        // when
        List<Violation> violations =
                Policies.of(BuiltInPolicies.rules()).violations(ACME, List.of(), List.of(waiting), List.of());

        // then
        assertThat(violations)
                .extracting(Violation::message)
                .containsExactly("Automation Tell sales uses what a person must connect in Qlik first: Slack.");
    }

    @Test
    void warnsOfSeatsThatAreTakenByThemselves() {
        // given
        Policies policies = Policies.of(BuiltInPolicies.rules());

        // then
        assertThat(policies.violations(ACME, List.of(licences(false)), List.of(), List.of()))
                .isEmpty();
        assertThat(policies.violations(ACME, List.of(licences(true)), List.of(), List.of()))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.policy()).isEqualTo(BuiltInPolicies.AUTOMATIC_SEATS);
                    assertThat(violation.isBlocking()).isFalse();
                });
    }

    private static Desired licences(boolean automatic) {
        KindName kind = KindName.of("LicenseSettings");
        return new Desired(
                new ResourceRef(kind, "licences"),
                NaturalKey.ofSingleton(kind),
                Metadata.named("licences"),
                Desired.Lifecycle.PRESENT,
                spec("autoAssignAnalyzer", Value.flag(automatic)),
                Position.startOf("licences.yaml"),
                Map.of());
    }

    private static Live space(Value... links) {
        Value.Fields facts =
                links.length == 0 ? Value.Fields.EMPTY : spec("linkShares", new Value.Items(List.of(links)));
        return new Live(SPACE, "1", List.of(), "Finance", Value.Fields.EMPTY, facts, Optional.empty());
    }
}
