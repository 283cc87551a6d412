package truekeel.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static truekeel.plan.PlanArbitraries.APP;
import static truekeel.plan.PlanArbitraries.NOW;
import static truekeel.plan.PlanArbitraries.SPACE;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import truekeel.model.Desired;
import truekeel.model.FieldPath;
import truekeel.model.Live;
import truekeel.model.Owned;
import truekeel.model.Position;
import truekeel.model.Value;

/** What changes, observations and states say of themselves. */
class ChangeTest {
    private static final Desired WANTED =
            PlanArbitraries.desired(SPACE, "s", Value.Fields.EMPTY.with("a", Value.number(1)));
    private static final Live SEEN = PlanArbitraries.live(SPACE, "1", "live", Value.Fields.EMPTY);
    private static final Owned LINE = PlanArbitraries.owned(SPACE, "line", "1", Owned.Origin.CREATED);

    @Test
    void changesOfADeclaredResourceSayWhereItIsWritten() {
        List<Change> changes = List.of(
                new Change.Create(WANTED, "r", Set.of()),
                new Change.Update(WANTED, SEEN, List.of(), "r", Set.of()),
                new Change.Recreate(WANTED, SEEN, List.of(), "r", Set.of()),
                new Change.Adopt(WANTED, SEEN, "r"));

        assertThat(changes).allSatisfy(change -> {
            assertThat(change.source()).contains(new Position("acme/s.yaml", 1, 1));
            assertThat(change.desired()).contains(WANTED);
            assertThat(change.ref()).isEqualTo(WANTED.ref());
            assertThat(change.key()).isEqualTo(WANTED.key());
            assertThat(change.kind()).isEqualTo(SPACE);
            assertThat(change.reason()).isEqualTo("r");
        });
        assertThat(changes.subList(1, 4))
                .allSatisfy(change -> assertThat(change.live()).contains(SEEN));
    }

    @Test
    void changesOfOthersHaveNoSource() {
        Change delete = PlanArbitraries.delete(APP, "x");
        Change release = new Change.Release(LINE, "r");

        assertThat(Stream.of(delete, release).map(Change::source)).allMatch(source -> source.isEmpty());
        assertThat(delete.key()).isEqualTo(PlanArbitraries.key(APP, "x"));
        assertThat(release.key()).isEqualTo(LINE.key());
        assertThat(release.ref()).isEqualTo(LINE.ref());
        assertThat(release.live()).isEmpty();
        assertThat(release.dependsOn()).isEmpty();
    }

    @Test
    void aCreateBringsEveryField() {
        Change create = new Change.Create(WANTED, "r", Set.of());

        assertThat(create.fields())
                .containsExactly(new FieldDiff(FieldPath.parse("/a"), Value.number(1), Value.nothing()));
        assertThat(create.removals()).isZero();
    }

    @Test
    void aChangeNamesEachFieldThatDiffersOnce() {
        List<FieldDiff> fields = Stream.of("/members/user=mary/roles", "/name", "/members/user=john")
                .map(path -> new FieldDiff(FieldPath.parse(path), Value.text("x"), Value.nothing()))
                .toList();

        assertThat(new Change.Update(WANTED, SEEN, fields, "r", Set.of()).differing())
                .containsExactly("members", "name");
        assertThat(new Change.Adopt(WANTED, SEEN, "r").differing()).isEmpty();
    }

    @Test
    void aPlanIsEmptyWithoutWrites() {
        Change adopt = new Change.Adopt(WANTED, SEEN, "r");

        assertThat(GuardsPropertyTest.plan(List.of(adopt)).isEmpty()).isTrue();
        assertThat(GuardsPropertyTest.plan(List.of(adopt, PlanArbitraries.delete(APP, "x")))
                        .isEmpty())
                .isFalse();
    }

    @Test
    void whatMayRunIsToldApartFromWhatOnlyTheInventoryFollows() {
        Change adopt = new Change.Adopt(WANTED, SEEN, "r");
        Change delete = PlanArbitraries.delete(APP, "x");
        Plan quiet = GuardsPropertyTest.plan(List.of(adopt));
        Plan both = GuardsPropertyTest.plan(List.of(adopt, delete));

        assertThat(Admission.of(quiet, List.of(), Set.of()).writes()).isFalse();
        assertThat(Admission.of(both, List.of(), Set.of()).writes()).isTrue();
    }

    @Test
    void actionsSayWhetherTheyWriteAndDestroy() {
        assertThat(EnumSet.allOf(Action.class).stream().filter(Action::writes))
                .containsExactlyInAnyOrder(Action.CREATE, Action.UPDATE, Action.RECREATE, Action.DELETE);
        assertThat(EnumSet.allOf(Action.class).stream().filter(Action::destroys))
                .containsExactlyInAnyOrder(Action.RECREATE, Action.DELETE);
        assertThat(Action.RECREATE.word()).isEqualTo("recreate");
    }

    @Test
    void everyStateButTwoIsDrift() {
        assertThat(EnumSet.allOf(DriftState.class).stream().filter(state -> !state.isDrift()))
                .containsExactly(DriftState.IN_SYNC, DriftState.IGNORED);
        assertThat(DriftState.IN_SYNC.word()).isEqualTo("in_sync");
    }

    @Test
    void observationsSayWhyTheyAreNotComplete() {
        assertThat(new Observation.Complete(SPACE, List.of(SEEN), NOW).cause()).isEmpty();
        assertThat(new Observation.Complete(SPACE, List.of(SEEN), NOW).isComplete())
                .isTrue();
        assertThat(new Observation.Partial(SPACE, List.of(SEEN), "500").cause()).isEqualTo("500");
        assertThat(new Observation.Partial(SPACE, List.of(SEEN), "500").isComplete())
                .isFalse();
        assertThat(new Observation.Unavailable(SPACE, "403").cause()).isEqualTo("403");
        assertThat(new Observation.Unavailable(SPACE, "403").live()).isEmpty();
    }
}
