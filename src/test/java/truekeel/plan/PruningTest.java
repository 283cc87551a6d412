package truekeel.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static truekeel.plan.PlanArbitraries.APP;
import static truekeel.plan.PlanArbitraries.GROUP;
import static truekeel.plan.PlanArbitraries.SPACE;
import static truekeel.plan.PlanArbitraries.desired;
import static truekeel.plan.PlanArbitraries.live;
import static truekeel.plan.PlanArbitraries.owned;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import truekeel.model.Live;
import truekeel.model.Owned.Origin;
import truekeel.model.ReconcilePolicy.Prune;
import truekeel.model.ResourceRef;
import truekeel.model.Value;

/** What is deleted because nobody declares it, and what never is. */
class PruningTest {
    private static final Value.Fields NONE = Value.Fields.EMPTY;

    private static Live object(String id, String name) {
        return live(SPACE, id, name, NONE);
    }

    private static Live marked(String id, String name, String fact) {
        Live plain = object(id, name);
        return new Live(
                SPACE, id, plain.keys(), name, plain.spec(), NONE.with(fact, Value.flag(true)), plain.unknown());
    }

    private static Live halfKnown(String id, String name) {
        Live plain = object(id, name);
        return new Live(SPACE, id, plain.keys(), name, plain.spec(), plain.facts(), Optional.of("Members: 500"));
    }

    @Test
    void deletesTheOrphansWeMadeAndReleasesTheOthers() {
        // given
        Situation situation = new Situation()
                .live(object("1", "made"), object("2", "found"))
                .owned(owned(SPACE, "made", "1", Origin.CREATED), owned(SPACE, "found", "2", Origin.ADOPTED))
                .prune(Prune.ORPHANS);

        // then
        assertThat(situation.changes()).containsExactly("release Space/found", "delete Space/made");
        assertThat(situation.states()).containsExactly("orphaned Space/made");
    }

    @Test
    void keepsOrphansInTheInventoryWherePruneIsNever() {
        // given
        Situation situation =
                new Situation().live(object("1", "made")).owned(owned(SPACE, "made", "1", Origin.CREATED));

        // then
        assertThat(situation.changes()).isEmpty();
        assertThat(situation.states()).containsExactly("orphaned Space/made");
    }

    /** They were released first and deleted by the second run, which was to find nothing to do. */
    @Test
    void deletesAtOnceWhatWasAdoptedWherePruneReachesEverything() {
        // given
        Situation situation = new Situation()
                .live(object("1", "found"), live(GROUP, "2", "found", NONE))
                .owned(owned(SPACE, "found", "1", Origin.ADOPTED), owned(GROUP, "found", "2", Origin.ADOPTED))
                .prune(Prune.ALL, SPACE);

        // then
        assertThat(situation.changes()).containsExactly("release Group/found", "delete Space/found");
        assertThat(situation.states()).containsExactly("orphaned Space/found");
    }

    @Test
    void releasesAnOrphanThatQlikShips() {
        // given
        Situation situation = new Situation()
                .live(marked("1", "shipped", "builtIn"))
                .owned(owned(SPACE, "shipped", "1", Origin.ADOPTED))
                .prune(Prune.ALL, SPACE);

        // then
        assertThat(situation.changes()).containsExactly("release Space/shipped");
        assertThat(situation.states()).isEmpty();
    }

    @Test
    void leavesAnOrphanAloneThatWasSeenInPart() {
        // given
        Situation situation = new Situation()
                .live(halfKnown("1", "made"))
                .owned(owned(SPACE, "made", "1", Origin.CREATED))
                .prune(Prune.ORPHANS);

        // then
        assertThat(situation.changes()).isEmpty();
        assertThat(situation.states()).containsExactly("orphaned Space/made");
    }

    @Test
    void deletesStrangersOfTheNamedKindsOnly() {
        // given
        Situation situation = new Situation()
                .live(object("1", "stranger"), halfKnown("2", "half"), live(GROUP, "3", "stranger", NONE))
                .prune(Prune.ALL, SPACE);

        // then
        assertThat(situation.changes()).containsExactly("delete Space/stranger");
        assertThat(situation.states())
                .containsExactly("unmanaged Group/stranger", "unmanaged Space/stranger", "unmanaged Space/half");
    }

    @Test
    void tellsObjectsOfTwoKindsApartThatShareAnId() {
        // given
        Situation situation = new Situation()
                .live(object("1", "stranger"), live(GROUP, "1", "ours", NONE))
                .owned(owned(GROUP, "ours", "1", Origin.CREATED));

        // then
        assertThat(situation.states()).containsExactly("orphaned Group/ours", "unmanaged Space/stranger");
    }

    /** All of them answered to the manifest's name, and all were deleted as undeclared. */
    @Test
    void deletesNoneOfTheObjectsOfWhichADeclaredOneCannotBeTold() {
        // given
        Situation situation = new Situation()
                .live(object("1", "Twin"), object("2", "Twin"))
                .desired(desired(SPACE, "ours", NONE.with("name", Value.text("Twin"))))
                .prune(Prune.ALL, SPACE);

        // then
        assertThat(situation.changes()).isEmpty();
        assertThat(situation.states())
                .containsExactly("blocked Space/ours", "unmanaged Space/Twin (1)", "unmanaged Space/Twin (2)");
    }

    @Test
    void keepsAnOrphanThatADeclaredResourceMayBe() {
        // given
        Situation situation = new Situation()
                .live(object("1", "Twin"), object("2", "Twin"))
                .owned(owned(SPACE, "before", "1", Origin.CREATED))
                .desired(desired(SPACE, "after", NONE.with("name", Value.text("Twin"))))
                .prune(Prune.ORPHANS);

        // then
        assertThat(situation.changes()).isEmpty();
        assertThat(situation.states())
                .containsExactly("blocked Space/after", "orphaned Space/before", "unmanaged Space/Twin");
    }

    /** The deletion bore the declared resource's name and took its line of the inventory with it. */
    @Test
    void tellsAStrangerFromTheDeclaredResourceOfTheSameName() {
        // given
        Situation situation = new Situation()
                .live(live(SPACE, "1", "Sales", NONE.with("name", Value.text("Sales"))), object("2", "Sales"))
                .desired(desired(SPACE, "Sales", NONE.with("name", Value.text("Sales"))))
                .owned(owned(SPACE, "Sales", "1", Origin.CREATED))
                .prune(Prune.ALL, SPACE);

        // then
        assertThat(situation.changes()).containsExactly("delete Space/Sales (2)");
        assertThat(situation.states()).containsExactly("in_sync Space/Sales", "unmanaged Space/Sales (2)");
    }

    @Test
    void tellsStrangersOfOneNameApart() {
        // given
        Situation situation = new Situation()
                .live(object("1", "Sales"), object("2", "Sales"), object("3", "HR"))
                .prune(Prune.ALL, SPACE);

        // then
        assertThat(situation.changes())
                .containsExactly("delete Space/HR", "delete Space/Sales (1)", "delete Space/Sales (2)");
    }

    @Test
    void ignoresStrangersByTheNameTheyBear() {
        // given
        Situation situation = new Situation()
                .live(object("1", "Sales"), object("2", "Sales"))
                .ignoring(SPACE, "Sales")
                .prune(Prune.ALL, SPACE);

        // then
        assertThat(situation.changes()).isEmpty();
        assertThat(situation.states()).containsExactly("ignored Space/Sales (1)", "ignored Space/Sales (2)");
    }

    /** Its key can hold what could not be found, and then nothing matches it though it may be there. */
    @Test
    void prunesNoKindInWhichADeclaredResourceCouldNotBeLookedFor() {
        // given
        ResourceRef ref = new ResourceRef(SPACE, "ours");
        Situation situation = new Situation()
                .live(object("1", "stranger"), object("2", "made"), live(APP, "3", "app", NONE))
                .owned(owned(SPACE, "made", "2", Origin.CREATED))
                .desired(desired(SPACE, "ours", NONE))
                .blocked(Refusal.of(RefusalCode.REF_NOT_FOUND, ref, "The group is gone.", "Declare it.", false))
                .prune(Prune.ALL, SPACE, APP);

        // then
        assertThat(situation.changes()).containsExactly("delete App/app");
        assertThat(situation.states())
                .containsExactly(
                        "blocked Space/ours", "orphaned Space/made", "unmanaged Space/stranger", "unmanaged App/app");
    }

    @Test
    void prunesBesideABlockedResourceThatWasFound() {
        // given
        ResourceRef ref = new ResourceRef(SPACE, "ours");
        Situation situation = new Situation()
                .live(object("1", "stranger"), object("2", "ours"))
                .desired(desired(SPACE, "ours", NONE))
                .blocked(Refusal.of(RefusalCode.REF_NOT_FOUND, ref, "The group is gone.", "Declare it.", false))
                .prune(Prune.ALL, SPACE);

        // then
        assertThat(situation.changes()).containsExactly("delete Space/stranger");
    }

    @Test
    void releasesALineWhoseObjectIsGoneOrDeclaredUnderAnotherName() {
        // given
        Situation situation = new Situation()
                .live(live(SPACE, "1", "Sales", NONE.with("name", Value.text("Sales"))))
                .owned(owned(SPACE, "before", "1", Origin.CREATED), owned(SPACE, "gone", "9", Origin.CREATED))
                .desired(desired(SPACE, "after", NONE.with("name", Value.text("Sales"))))
                .prune(Prune.ORPHANS);

        // then
        assertThat(situation.changes())
                .containsExactly("adopt Space/after", "release Space/before", "release Space/gone");
        assertThat(situation.states()).containsExactly("in_sync Space/after");
    }

    @Test
    void keepsALineOfAKindThatWasNotSeen() {
        // given
        Situation situation = new Situation()
                .unseen(SPACE)
                .owned(owned(SPACE, "made", "1", Origin.CREATED))
                .prune(Prune.ALL, SPACE);

        // then
        assertThat(situation.changes()).isEmpty();
        assertThat(situation.states()).containsExactly("unknown Space/made");
    }

    @Test
    void keepsALineThatIsIgnored() {
        // given
        Situation situation = new Situation()
                .live(object("1", "tmp-1"))
                .owned(owned(SPACE, "tmp-1", "1", Origin.CREATED))
                .ignoring(SPACE, "tmp-*")
                .prune(Prune.ALL, SPACE);

        // then
        assertThat(situation.changes()).isEmpty();
        assertThat(situation.states()).containsExactly("ignored Space/tmp-1");
    }
}
