package truekeel.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import truekeel.kinds.Directory;
import truekeel.kinds.Kinds;
import truekeel.kinds.Sightings;
import truekeel.kinds.Survey;
import truekeel.kinds.all.AllKinds;
import truekeel.model.KindName;
import truekeel.model.NaturalKey;
import truekeel.model.Owned;
import truekeel.model.ResourceRef;
import truekeel.model.TenantName;
import truekeel.model.Value;
import truekeel.plan.FieldRules;
import truekeel.plan.Observation;
import truekeel.schema.Schemas;
import truekeel.store.MemoryStore;
import truekeel.store.RunId;
import truekeel.store.StepRecord;
import truekeel.store.Store;

/** What the steps that a killed process left open prove once the tenant was seen again. */
class LedgerTest {
    private static final TenantName ACME = TenantName.of("acme");
    private static final KindName SPACE = KindName.of("Space");
    private static final ResourceRef FINANCE = new ResourceRef(SPACE, "Finance");
    private static final Instant SENT = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration SETTLE = Duration.ofMinutes(2);

    private final Store store = new MemoryStore();
    private final Ledger ledger = new Ledger(
            store, new Kinds(Schemas.bundled(), AllKinds.list()), InstantSource.fixed(SENT.plus(Duration.ofHours(1))));

    private void leftOpen(String action, String step) {
        store.journal()
                .sent(new StepRecord(
                        RunId.of("run-1"),
                        ACME,
                        FINANCE,
                        action,
                        step,
                        "hash",
                        "print",
                        Value.Fields.EMPTY,
                        true,
                        false,
                        SENT));
    }

    private void owned() {
        store.inventory()
                .put(
                        ACME,
                        new Owned(
                                FINANCE,
                                NaturalKey.of(SPACE, Map.of("name", "Finance")),
                                "s1",
                                "",
                                Map.of(),
                                Optional.empty(),
                                Owned.Origin.ADOPTED,
                                Value.Fields.EMPTY,
                                SENT));
    }

    private static Survey seen(Observation observation) {
        return seen(observation, new FieldRules.Lateness(SETTLE, Duration.ZERO));
    }

    private static Survey seen(Observation observation, FieldRules.Lateness lateness) {
        FieldRules rules = new FieldRules(SPACE, Map.of(), false, FieldRules.Prunable.YES, lateness);
        return new Survey(
                Map.of(SPACE, observation),
                Map.of(SPACE, rules),
                List.of(),
                Map.of(),
                Map.of(),
                new Directory(),
                new Sightings(Map.of(), Map.of()));
    }

    private static Survey seenAt(Instant at) {
        return seen(new Observation.Complete(SPACE, List.of(), at));
    }

    /** The space was there before us, and an orphan of it would have been deleted as our own. */
    @Test
    void takesAMembersOpenStepForNoProofThatWeMadeTheSpace() {
        // given
        owned();
        leftOpen("update", "add member");

        // when
        ledger.settle(ACME, seenAt(SENT.plus(SETTLE).plusMillis(1)));

        // then
        assertThat(store.journal().open(ACME)).isEmpty();
        assertThat(store.journal().wasCreatedByUs(ACME, SPACE, "s1")).isFalse();
    }

    @Test
    void takesTheOpenStepOfACreateThatCameToLightForProof() {
        // given
        owned();
        leftOpen("create", "create");

        // when
        ledger.settle(ACME, seenAt(SENT.plus(SETTLE).plusMillis(1)));

        // then
        assertThat(store.journal().open(ACME)).isEmpty();
        assertThat(store.journal().wasCreatedByUs(ACME, SPACE, "s1")).isTrue();
    }

    @Test
    void closesACreateThatNeverCameToLight() {
        // given
        leftOpen("create", "create");

        // when
        ledger.settle(ACME, seenAt(SENT.plus(SETTLE).plusMillis(1)));

        // then
        assertThat(store.journal().open(ACME)).isEmpty();
    }

    @Test
    void leavesStepsOpenUntilTheirKindWasSeenInFullAndLongEnoughAfter() {
        // given
        leftOpen("create", "create");

        // when
        ledger.settle(ACME, seenAt(SENT.plus(SETTLE)));
        ledger.settle(ACME, seen(new Observation.Partial(SPACE, List.of(), "The list broke off.")));
        ledger.settle(ACME, seen(new Observation.Unavailable(SPACE, "403")));

        // then
        assertThat(store.journal().open(ACME)).hasSize(1);
    }

    /** Else nothing would keep a second create back in the run after the next. */
    @Test
    void leavesACreateOpenThatMayStillArrive() {
        // given
        leftOpen("create", "create");
        leftOpen("update", "update");
        FieldRules.Lateness unkeyed = new FieldRules.Lateness(Duration.ZERO, SETTLE);

        // when
        ledger.settle(ACME, seen(new Observation.Complete(SPACE, List.of(), SENT.plus(SETTLE)), unkeyed));
        int before = store.journal().open(ACME).size();
        ledger.settle(
                ACME,
                seen(
                        new Observation.Complete(
                                SPACE, List.of(), SENT.plus(SETTLE).plusMillis(1)),
                        unkeyed));

        // then
        assertThat(before).isEqualTo(2);
        assertThat(store.journal().open(ACME)).isEmpty();
    }

    @Test
    void takesWhatArrivedForProofAtOnceAndThenWaitsForItsParts() {
        // given
        owned();
        leftOpen("create", "create");
        leftOpen("create", "add a term");
        FieldRules.Lateness unkeyed = new FieldRules.Lateness(Duration.ZERO, SETTLE);

        // when
        ledger.settle(ACME, seen(new Observation.Complete(SPACE, List.of(), SENT.plusMillis(1)), unkeyed));

        // then
        assertThat(store.journal().open(ACME))
                .extracting(step -> step.record().step())
                .containsExactly("add a term");
        assertThat(store.journal().wasCreatedByUs(ACME, SPACE, "s1")).isTrue();
    }
}
