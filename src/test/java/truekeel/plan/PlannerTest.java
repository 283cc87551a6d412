package truekeel.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static truekeel.plan.PlanArbitraries.APP;
import static truekeel.plan.PlanArbitraries.GROUP;
import static truekeel.plan.PlanArbitraries.NOW;
import static truekeel.plan.PlanArbitraries.SETTLE;
import static truekeel.plan.PlanArbitraries.SPACE;
import static truekeel.plan.PlanArbitraries.absent;
import static truekeel.plan.PlanArbitraries.desired;
import static truekeel.plan.PlanArbitraries.live;
import static truekeel.plan.PlanArbitraries.owned;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import truekeel.model.Desired;
import truekeel.model.Ensure;
import truekeel.model.FieldPath;
import truekeel.model.Live;
import truekeel.model.Owned.Origin;
import truekeel.model.ReconcilePolicy.Prune;
import truekeel.model.ResourceRef;
import truekeel.model.Value;

/** What is planned for declared resources, case by case. */
class PlannerTest {
    private static final ResourceRef SALES = new ResourceRef(SPACE, "Sales");

    private static Value.Fields named(String name) {
        return Value.Fields.EMPTY.with("name", Value.text(name));
    }

    private static Live object(String id, String name) {
        return live(SPACE, id, name, named(name));
    }

    private static Desired manifest(String name) {
        return desired(SPACE, name, named(name));
    }

    private static Refusal refusal(Situation situation) {
        List<Refusal> refusals = situation.plan().refusals();
        assertThat(refusals).hasSize(1);
        return refusals.get(0);
    }

    @Test
    void createsWhatIsMissing() {
        Situation situation = new Situation().desired(manifest("Sales"));

        assertThat(situation.changes()).containsExactly("create Space/Sales");
        assertThat(situation.states()).containsExactly("missing Space/Sales");
    }

    @Test
    void tellsWhatQlikSaysOfTheObjectBesideTheDifference() {
        Live off = new Live(
                SPACE,
                "1",
                List.of(PlanArbitraries.key(SPACE, "Sales")),
                "Sales",
                named("Sales").with("enabled", Value.flag(false)),
                Value.Fields.EMPTY.with(Live.REMARK, Value.text("Qlik switched it off: it failed.")),
                Optional.empty());
        Situation situation = new Situation()
                .desired(desired(SPACE, "Sales", named("Sales").with("enabled", Value.flag(true))))
                .live(off);

        assertThat(situation.plan().changes())
                .extracting(Change::reason)
                .containsExactly("It differs in /enabled. Qlik switched it off: it failed.");
        assertThat(situation.plan().resources())
                .extracting(ResourceState::message)
                .containsExactly("Qlik switched it off: it failed.");
    }

    @Test
    void adoptsWhatIsThereAndAgrees() {
        Situation situation = new Situation().desired(manifest("Sales")).live(object("1", "Sales"));

        assertThat(situation.changes()).containsExactly("adopt Space/Sales");
        assertThat(situation.states()).containsExactly("in_sync Space/Sales");
    }

    @Test
    void adoptsAnewWhereTheInventoryKnowsAnotherIdOrKey() {
        Situation otherId = new Situation()
                .desired(manifest("Sales"))
                .live(object("1", "Sales"))
                .owned(owned(SPACE, "Sales", "9", Origin.CREATED));
        Situation otherKey = new Situation()
                .desired(desired(SPACE, "Sales", named("Sales 2")))
                .live(object("1", "Sales 2"))
                .owned(owned(SPACE, "Sales", "1", Origin.CREATED));

        assertThat(otherId.changes()).containsExactly("adopt Space/Sales");
        assertThat(otherKey.changes()).containsExactly("adopt Space/Sales");
    }

    @Test
    void updatesWhatDiffersAndSaysWhere() {
        // given
        Situation situation = new Situation()
                .desired(desired(SPACE, "Sales", named("Sales").with("description", Value.text("x"))))
                .live(object("1", "Sales"))
                .refers(SALES, new ResourceRef(GROUP, "g"));

        // when
        Change change = situation.plan().changes().get(0);

        // then
        assertThat(change.action()).isEqualTo(Action.UPDATE);
        assertThat(change.reason()).isEqualTo("It differs in /description.");
        assertThat(change.dependsOn()).containsExactly(new ResourceRef(GROUP, "g"));
        assertThat(situation.states()).containsExactly("modified Space/Sales");
        assertThat(situation.plan().resources().get(0).fields()).isEqualTo(change.fields());
    }

    @Test
    void recreatesOnlyWhereTheManifestAllowsIt() {
        // given
        Value.Fields spec = named("Sales").with("type", Value.text("b"));
        Live other = live(SPACE, "1", "Sales", named("Sales").with("type", Value.text("a")));
        Desired.Lifecycle allowed = new Desired.Lifecycle(Ensure.PRESENT, true);

        // when
        Situation without =
                new Situation().desired(desired(SPACE, "Sales", spec)).live(other);
        Situation with = new Situation()
                .desired(desired(SPACE, "Sales", spec, allowed, Map.of()))
                .live(other);

        // then
        assertThat(without.changes()).isEmpty();
        assertThat(refusal(without).code()).isEqualTo(RefusalCode.RECREATE_NOT_ALLOWED);
        assertThat(refusal(without).message()).isEqualTo("Qlik cannot change /type of an existing Space.");
        assertThat(without.plan().resources())
                .extracting(state -> state.fields().size())
                .containsExactly(1);
        assertThat(without.states()).containsExactly("blocked Space/Sales");
        assertThat(with.changes()).containsExactly("recreate Space/Sales");
        assertThat(with.states()).containsExactly("modified Space/Sales");
    }

    private static FieldRules fixedWhereKindIs(String... words) {
        FieldRules.Rule fixed = new FieldRules.Rule(
                false,
                List.of(),
                Optional.empty(),
                true,
                Map.of(FieldPath.parse("/kind"), List.of(words)),
                false,
                false);
        return new FieldRules(
                SPACE,
                Map.of(FieldPath.parse("/type"), fixed),
                false,
                FieldRules.Prunable.YES,
                FieldRules.Lateness.NONE,
                "Its id changes.",
                Map.of());
    }

    @Test
    void recreatesOnlyWhereAnotherFieldSaysSo() {
        // given
        FieldRules rules = fixedWhereKindIs("fixed", "frozen");
        Value.Fields spec = named("Sales").with("type", Value.text("b")).with("words", Value.text("new"));
        Live other = live(
                SPACE,
                "1",
                "Sales",
                named("Sales").with("type", Value.text("a")).with("kind", Value.text("frozen")));

        // when
        Situation open = new Situation()
                .rules(rules)
                .desired(desired(SPACE, "Sales", spec))
                .live(other);
        Situation frozen = new Situation()
                .rules(rules)
                .desired(desired(SPACE, "Sales", spec.with("kind", Value.text("frozen"))))
                .live(other);
        Situation allowed = new Situation()
                .rules(rules)
                .desired(desired(
                        SPACE,
                        "Sales",
                        spec.with("kind", Value.text("frozen")),
                        new Desired.Lifecycle(Ensure.PRESENT, true),
                        Map.of()))
                .live(other);

        // then
        assertThat(open.changes()).containsExactly("update Space/Sales");
        assertThat(refusal(frozen).message()).isEqualTo("Qlik cannot change /type of an existing Space.");
        assertThat(refusal(frozen).liftedBy()).endsWith("with a new id. Its id changes.");
        assertThat(allowed.plan().changes())
                .extracting(Change::reason)
                .containsExactly("It differs in what cannot be updated. Its id changes.");
    }

    @Test
    void deletesWhatIsDeclaredAbsent() {
        Situation situation = new Situation().desired(absent(SPACE, "Sales")).live(object("1", "Sales"));

        assertThat(situation.changes()).containsExactly("delete Space/Sales");
        assertThat(situation.states()).containsExactly("modified Space/Sales");
        assertThat(situation.plan().resources().get(0).message()).isEqualTo("It exists but is declared absent.");
    }

    @Test
    void deletesNothingThatWasSeenInPart() {
        // given
        Live plain = object("1", "Sales");
        Live half =
                new Live(SPACE, "1", plain.keys(), "Sales", plain.spec(), plain.facts(), Optional.of("Members: 500"));

        // when
        Situation unwanted = new Situation().desired(absent(SPACE, "Sales")).live(half);
        Situation wanted = new Situation()
                .desired(desired(SPACE, "Sales", named("Sales").with("description", Value.text("x"))))
                .live(half);

        // then
        assertThat(unwanted.changes()).isEmpty();
        assertThat(unwanted.states()).containsExactly("modified Space/Sales");
        assertThat(wanted.changes()).isEmpty();
        assertThat(wanted.states()).containsExactly("unknown Space/Sales");
        assertThat(wanted.plan().resources().get(0).message()).isEqualTo("Members: 500");
    }

    /** It stayed in the inventory for good. */
    @Test
    void releasesWhatIsGoneAsItsManifestAsks() {
        // given
        Situation situation =
                new Situation().desired(absent(SPACE, "Sales")).owned(owned(SPACE, "Sales", "1", Origin.CREATED));

        // then
        assertThat(situation.changes()).containsExactly("release Space/Sales");
        assertThat(situation.states()).containsExactly("in_sync Space/Sales");
        assertThat(new Situation().desired(absent(SPACE, "Sales")).changes()).isEmpty();
    }

    @Test
    void doesNothingAboutAKindThatWasNotSeenInFull() {
        // given
        Situation part = new Situation()
                .desired(manifest("Sales"), manifest("HR"), absent(SPACE, "Old"))
                .live(object("1", "Sales"), object("2", "Old"))
                .seenInPart(SPACE)
                .prune(Prune.ALL, SPACE);

        // then
        assertThat(part.changes()).isEmpty();
        assertThat(part.states()).containsExactly("unknown Space/Sales", "unknown Space/HR", "unknown Space/Old");
        assertThat(part.plan().resources()).extracting(ResourceState::message).containsOnly("The list broke off.");
    }

    /** What it refers to is part of an app's key: the app was there, and was made a second time. */
    @Test
    void makesNothingThatRefersToWhatWasNotSeen() {
        // given
        ResourceRef app = new ResourceRef(APP, "Sales");
        Situation situation = new Situation()
                .desired(desired(APP, "Sales", named("Sales")))
                .refers(app, SALES)
                .unseen(SPACE);

        // then
        assertThat(situation.changes()).isEmpty();
        assertThat(situation.states()).containsExactly("unknown App/Sales");
        assertThat(situation.plan().resources().get(0).message()).isEqualTo("403");
    }

    @Test
    void makesWhatRefersToWhatWasSeen() {
        // given
        ResourceRef app = new ResourceRef(APP, "Sales");
        Situation situation = new Situation()
                .desired(desired(APP, "Sales", named("Sales")))
                .refers(app, SALES)
                .unseen(GROUP);

        // then
        assertThat(situation.changes()).containsExactly("create App/Sales");
    }

    @Test
    void saysTheSameOfAnUnseenReferenceInWhateverOrderTheyAreWritten() {
        // given
        ResourceRef app = new ResourceRef(APP, "Sales");
        ResourceRef group = new ResourceRef(GROUP, "g");
        Situation one = new Situation()
                .desired(desired(APP, "Sales", named("Sales")))
                .refers(app, SALES, group)
                .unseen(SPACE)
                .seenInPart(GROUP);
        Situation other = new Situation()
                .desired(desired(APP, "Sales", named("Sales")))
                .refers(app, group, SALES)
                .unseen(SPACE)
                .seenInPart(GROUP);

        // then
        assertThat(one.plan().resources()).isEqualTo(other.plan().resources());
    }

    @Test
    void waitsForACreateWhoseFateIsOpen() {
        // given
        Situation open = new Situation()
                .desired(manifest("Sales"))
                .pending(SALES, NOW.minus(SETTLE).plusMillis(1));
        Situation settled = new Situation().desired(manifest("Sales")).pending(SALES, NOW.minus(SETTLE));
        Situation another = new Situation().desired(manifest("Sales")).pending(new ResourceRef(APP, "Sales"), NOW);

        // then
        assertThat(open.changes()).isEmpty();
        assertThat(open.states()).containsExactly("unknown Space/Sales");
        assertThat(open.plan().resources().get(0).message()).contains("2026-11-22T09:58:00.001Z");
        assertThat(settled.changes()).containsExactly("create Space/Sales");
        assertThat(another.changes()).containsExactly("create Space/Sales");
    }

    @Test
    void neverMakesASingleton() {
        // given
        FieldRules singleton = new FieldRules(SPACE, Map.of(), true, FieldRules.Prunable.YES, FieldRules.Lateness.NONE);
        Situation situation = new Situation()
                .rules(singleton)
                .desired(manifest("Sales"))
                .owned(owned(SPACE, "other", "1", Origin.CREATED))
                .live(object("1", "other"), object("2", "third"))
                .prune(Prune.ALL, SPACE);

        // then
        assertThat(situation.changes()).containsExactly("release Space/other");
        assertThat(situation.states()).containsExactly("unknown Space/Sales", "unmanaged Space/third");
    }

    @Test
    void neverPrunesAKindWhoseSchemaForbidsIt() {
        // given
        FieldRules kept = new FieldRules(SPACE, Map.of(), false, FieldRules.Prunable.NEVER, FieldRules.Lateness.NONE);
        Situation situation = new Situation()
                .rules(kept)
                .owned(owned(SPACE, "other", "1", Origin.CREATED))
                .live(object("1", "other"), object("2", "third"))
                .prune(Prune.ALL, SPACE);

        // then
        assertThat(situation.changes()).containsExactly("release Space/other");
        assertThat(situation.states()).containsExactly("unmanaged Space/third");
    }

    @Test
    void leavesIgnoredResourcesAndFieldsAlone() {
        // given
        Situation situation = new Situation()
                .desired(
                        desired(SPACE, "tmp-1", named("other")),
                        desired(
                                SPACE,
                                "Sales",
                                named("Sales")
                                        .with("description", Value.text("x"))
                                        .with("limit", Value.number(1))))
                .live(object("1", "Sales"))
                .ignoring(SPACE, "tmp-?")
                .ignoring(SPACE, "S*", "/description");

        // then
        assertThat(situation.changes()).containsExactly("update Space/Sales");
        assertThat(situation.plan().changes().get(0).reason()).isEqualTo("It differs in /limit.");
        assertThat(situation.states()).containsExactly("ignored Space/tmp-1", "modified Space/Sales");
    }

    @Test
    void passesOnWhyADeclaredResourceIsBlocked() {
        // given
        Refusal reason = Refusal.of(RefusalCode.REF_AMBIGUOUS, SALES, "Two groups.", "Say which.", false);
        Situation situation = new Situation().desired(manifest("Sales")).blocked(reason);

        // then
        assertThat(situation.plan().refusals()).containsExactly(reason);
        assertThat(situation.states()).containsExactly("blocked Space/Sales");
        assertThat(situation.plan().resources().get(0).code()).contains(RefusalCode.REF_AMBIGUOUS);
        assertThat(situation.plan().resources().get(0).message()).isEqualTo("Two groups.");
    }
}
