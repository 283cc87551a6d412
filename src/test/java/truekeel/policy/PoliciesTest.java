package truekeel.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.model.Desired;
import truekeel.model.Ensure;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.Metadata;
import truekeel.model.NaturalKey;
import truekeel.model.Owned;
import truekeel.model.Position;
import truekeel.model.ResourceRef;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.policy.PolicyRule.Level;
import truekeel.policy.PolicyRule.Occasion;

class PoliciesTest {
    private static final KindName APP = KindName.of("App");
    private static final KindName SPACE = KindName.of("Space");
    private static final Policies.TenantFacts ACME = new Policies.TenantFacts("acme", Map.of("tier", "gold"));
    private static final NaturalKey KEY = NaturalKey.of(APP, Map.of("name", "Sales"));

    private static PolicyRule rule(String cel, Occasion... on) {
        return new PolicyRule(
                "p",
                List.of(),
                labels -> true,
                Set.of(on),
                Level.BLOCK,
                cel,
                "{resource.metadata.name} of {tenant.name} fails");
    }

    private static Desired desired(Value.Fields spec) {
        return desired(spec, Desired.Lifecycle.PRESENT);
    }

    private static Desired desired(Value.Fields spec, Desired.Lifecycle lifecycle) {
        return new Desired(
                new ResourceRef(APP, "Sales"),
                KEY,
                new Metadata("Sales", Map.of("team", "fin"), Map.of("note", "n")),
                lifecycle,
                spec,
                new Position("a.yaml", 1, 1),
                Map.of());
    }

    private static Live live(Value.Fields spec, Value.Fields facts) {
        return new Live(APP, "1", List.of(KEY), "Sales", spec, facts, Optional.empty());
    }

    private static Value.Fields spec(String name, Value value) {
        return Value.Fields.EMPTY.with(name, value);
    }

    private static List<Violation> onDesired(String cel, Value.Fields spec) {
        return Policies.of(List.of(rule(cel, Occasion.DESIRED)))
                .violations(ACME, List.of(desired(spec)), List.of(), List.of());
    }

    private static boolean holds(String cel, Value.Fields spec) {
        return onDesired(cel, spec).isEmpty();
    }

    @Test
    void tellsWhoFailsWhatAndWhen() {
        assertThat(onDesired("false", Value.Fields.EMPTY))
                .containsExactly(new Violation(
                        "p", Level.BLOCK, Occasion.DESIRED, new ResourceRef(APP, "Sales"), "Sales of acme fails"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '"',
            value = {
                "resource.kind == 'App' # true",
                "resource.metadata.name == 'Sales' # true",
                "resource.metadata.labels.team == 'fin' # true",
                "resource.metadata.annotations.note == 'n' # true",
                "has(resource.metadata.labels.other) # false",
                "tenant.name == 'acme' && tenant.labels.tier == 'gold' # true",
                "resource.spec.text.startsWith('w') # true",
                "resource.spec.number == 3 # true",
                "resource.spec.half > 0.4 && resource.spec.half < 0.6 # true",
                "resource.spec.flag # false",
                "!resource.spec.flag # true",
                "'a' in resource.spec.list # true",
                "resource.spec.list.all(x, x != 'z') # true",
                "resource.spec.list.exists(x, x == 'z') # false",
                "resource.spec.list.filter(x, x == 'a').size() == 1 # true",
                "size(resource.spec.list) == 2 # true",
                "resource.spec.map.deep == 'x' # true",
                "has(resource.spec.text) # true",
                "has(resource.spec.cleared) # false",
                "has(resource.spec.secret) # false",
                "has(resource.spec.map.deep) # true",
                "has(resource.spec.absent) # false",
                "!has(resource.spec.absent) || resource.spec.absent # true",
                "resource.spec.list.map(x, x + '!') == ['a!', 'b!'] # true",
                "action == '' && before == {} && after == {} # true"
            })
    void seesTheResourceAsItIsDeclared(String cel, boolean expected) {
        Value.Fields spec = Value.Fields.EMPTY
                .with("text", Value.text("words"))
                .with("number", Value.number(3))
                .with("half", new Value.Num(new BigDecimal("0.5")))
                .with("flag", Value.flag(false))
                .with("cleared", Value.nothing())
                .with("secret", new Value.SecretRef("s"))
                .with("list", new Value.Items(List.of(Value.text("a"), Value.nothing(), Value.text("b"))))
                .with("map", spec("deep", Value.text("x")));

        assertThat(holds(cel, spec)).isEqualTo(expected);
    }

    /** They came round to some other number, often a negative one. */
    @Test
    void seesNumbersBeyondSixtyFourBitsByTheirSize() {
        Value.Fields spec = spec("size", new Value.Num(new BigDecimal("1e19")));

        assertThat(holds("resource.spec.size > 1000.0", spec)).isTrue();
        assertThat(holds("resource.spec.size < 1000.0", spec)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resource.spec.absent",
                "resource.spec.absent == 1",
                "resource.spec.text",
                "resource.spec.text > 1",
                "1 / (size(resource.spec.text) - 1) == 0",
                "resource.spec.text.matches('(')",
                "[1][size(resource.spec.text)] == 1",
                "timestamp(resource.spec.text) > timestamp('2026-01-01T00:00:00Z')",
                "int(resource.spec.text) == 1",
                "resource.spec.text.all(x, x == 1)",
                "9223372036854775807 + size(resource.spec.text) > 0",
                "resource.nothing.there"
            })
    void takesARuleThatCannotBeEvaluatedForViolated(String cel) {
        List<Violation> violations = onDesired(cel, spec("text", Value.text("x")));

        assertThat(violations).hasSize(1);
        assertThat(violations.get(0).isBlocking()).isTrue();
    }

    @Test
    void saysThatARuleCouldNotBeEvaluated() {
        assertThat(onDesired("resource.spec.absent == 1", Value.Fields.EMPTY))
                .extracting(Violation::message)
                .allSatisfy(message -> assertThat(message).startsWith("The rule could not be evaluated: "));
    }

    @Test
    void asksNothingAboutWhatShallNotExist() {
        Desired absent = desired(Value.Fields.EMPTY, new Desired.Lifecycle(Ensure.ABSENT, false));

        assertThat(Policies.of(List.of(rule("false", Occasion.DESIRED)))
                        .violations(ACME, List.of(absent), List.of(), List.of()))
                .isEmpty();
    }

    @Test
    void seesLiveObjectsWithTheirFacts() {
        // given
        Live object = live(spec("x", Value.number(1)), spec("links", Value.number(2)));
        String sound = "resource.spec.x == 1 && resource.facts.links == 2 && resource.metadata.name == 'Sales'"
                + " && resource.kind == 'App' && resource.metadata.labels == {} && resource.metadata.annotations == {}";

        // then
        assertThat(Policies.of(List.of(rule(sound, Occasion.LIVE)))
                        .violations(ACME, List.of(), List.of(object), List.of()))
                .isEmpty();
        assertThat(Policies.of(List.of(rule("resource.facts.links < 2", Occasion.LIVE)))
                        .violations(ACME, List.of(), List.of(object), List.of()))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.occasion()).isEqualTo(Occasion.LIVE);
                    assertThat(violation.isBlocking()).isFalse();
                });
    }

    @Test
    void asksOnlyOnTheOccasionsOfTheRule() {
        // given
        Policies policies = Policies.of(List.of(rule("false", Occasion.CHANGE)));
        Change create = new Change.Create(desired(Value.Fields.EMPTY), "new", Set.of());

        // when
        List<Violation> violations = policies.violations(
                ACME,
                List.of(desired(Value.Fields.EMPTY)),
                List.of(live(Value.Fields.EMPTY, Value.Fields.EMPTY)),
                List.of(create));

        // then
        assertThat(violations).extracting(Violation::occasion).containsExactly(Occasion.CHANGE);
    }

    @Test
    void seesWhatAChangeDoes() {
        // given
        Desired wanted = desired(spec("x", Value.number(2)));
        Live seen = live(spec("x", Value.number(1)), Value.Fields.EMPTY);
        Change create = new Change.Create(wanted, "new", Set.of());
        Change update = new Change.Update(wanted, seen, List.of(), "differs", Set.of());
        Change delete = new Change.Delete(wanted.ref(), seen, Optional.empty(), "gone", Set.of());

        // then
        assertThat(holdsFor("action == 'create' && before == {} && after.spec.x == 2 && resource.spec.x == 2", create))
                .isTrue();
        assertThat(holdsFor(
                        "action == 'update' && before.spec.x == 1 && after.spec.x == 2 && resource.spec.x == 2",
                        update))
                .isTrue();
        assertThat(holdsFor("action == 'delete' && before.spec.x == 1 && after == {} && resource.spec.x == 1", delete))
                .isTrue();
        assertThat(holdsFor("action != 'delete'", delete)).isFalse();
    }

    private static boolean holdsFor(String cel, Change change) {
        return Policies.of(List.of(rule(cel, Occasion.CHANGE)))
                .violations(ACME, List.of(), List.of(), List.of(change))
                .isEmpty();
    }

    @Test
    void asksNothingAboutWhatOnlyTheInventoryFollows() {
        Owned line = new Owned(
                new ResourceRef(APP, "Sales"),
                KEY,
                "1",
                "",
                Map.of(),
                Optional.empty(),
                Owned.Origin.CREATED,
                Value.Fields.EMPTY,
                Instant.EPOCH);

        assertThat(holdsFor("false", new Change.Release(line, "gone"))).isTrue();
    }

    @Test
    void looksAtTheKindsAndTenantsOfTheRuleOnly() {
        // given
        PolicyRule spaces = new PolicyRule(
                "spaces", List.of(SPACE), labels -> true, Set.of(Occasion.DESIRED), Level.WARN, "false", "no");
        PolicyRule silver = new PolicyRule(
                "silver",
                List.of(),
                labels -> "silver".equals(labels.get("tier")),
                Set.of(Occasion.DESIRED),
                Level.WARN,
                "false",
                "no");
        PolicyRule apps = new PolicyRule(
                "apps", List.of(SPACE, APP), labels -> true, Set.of(Occasion.DESIRED), Level.WARN, "false", "no");

        // when
        List<Violation> violations = Policies.of(List.of(spaces, silver, apps))
                .violations(ACME, List.of(desired(Value.Fields.EMPTY)), List.of(), List.of());

        // then
        assertThat(violations).extracting(Violation::policy).containsExactly("apps");
        assertThat(violations.get(0).isBlocking()).isFalse();
    }

    @Test
    void fillsPathsIntoMessagesAndLeavesAloneWhatLeadsNowhere() {
        // given
        PolicyRule rule = new PolicyRule(
                "p",
                List.of(),
                labels -> true,
                Set.of(Occasion.DESIRED),
                Level.BLOCK,
                "false",
                "{resource.spec.x} $1 {resource.spec.y} {resource.metadata.name.z} {nobody} {} {resource.spec.map}");

        // when
        List<Violation> violations = Policies.of(List.of(rule))
                .violations(
                        ACME,
                        List.of(desired(spec("x", Value.text("$0")).with("map", spec("a", Value.number(1))))),
                        List.of(),
                        List.of());

        // then
        assertThat(violations)
                .extracting(Violation::message)
                .containsExactly("$0 $1 {resource.spec.y} {resource.metadata.name.z} {nobody} {} {a=1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"resource.", "1 +", "unknown == 1", "1", "'text'", "", "resource.spec.x ? 'a' : 'b'"})
    void refusesRulesThatAreNotSound(String cel) {
        assertThat(Policies.check(cel)).isPresent();
        assertThatThrownBy(() -> Policies.of(List.of(rule(cel, Occasion.DESIRED))))
                .isInstanceOf(Policies.UnsoundRule.class)
                .hasMessageStartingWith("The rule of policy p is not sound: ");
    }

    @Test
    void findsNothingWrongWithASoundRule() {
        assertThat(Policies.check("has(resource.spec.x)")).isEmpty();
    }
}
