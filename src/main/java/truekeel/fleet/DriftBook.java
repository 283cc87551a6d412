package truekeel.fleet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import truekeel.kinds.Kinds;
import truekeel.kinds.Trail;
import truekeel.model.Desired;
import truekeel.model.Live;
import truekeel.model.Owned;
import truekeel.model.ResourceRef;
import truekeel.model.TenantName;
import truekeel.plan.Change;
import truekeel.plan.DriftState;
import truekeel.plan.FieldDiff;
import truekeel.plan.Observation;
import truekeel.plan.PlanHash;
import truekeel.plan.ResourceState;
import truekeel.store.Attribution;
import truekeel.store.DriftCause;
import truekeel.store.DriftField;
import truekeel.store.DriftRecord;
import truekeel.store.LastLook;
import truekeel.store.Store;

/** Writes down what drifts, since when, because of what, and by whom where that is known. */
final class DriftBook {
    private static final int STEPS_TO_RECALL = 50;
    /**
     * How long after the onset an event may still reach the feed; until then drift without an author is asked about.
     */
    private static final Duration LATE = Duration.ofMinutes(15);

    private final Store store;
    private final Kinds kinds;
    private final InstantSource clock;
    private final Attributor attributor = new Attributor();

    DriftBook(Store store, Kinds kinds, InstantSource clock) {
        this.store = store;
        this.kinds = kinds;
        this.clock = clock;
    }

    /**
     * Replaces what is known of the tenant's drift.
     *
     * @param shown the plan's resources in their order, those that a guard withholds shown as blocked
     */
    List<DriftRecord> write(TenantTask task, Picture picture, List<ResourceState> shown, Instant now) {
        TenantName tenant = task.tenant();
        List<DriftRecord> current = new ArrayList<>();
        if (shown.stream().anyMatch(state -> state.state().isDrift())) {
            Onsets onsets = new Onsets(task, picture, now);
            List<ResourceState> planned = new ArrayList<>();
            for (int index = 0; index < shown.size(); index++) {
                if (shown.get(index).state().isDrift()) {
                    current.add(record(
                            shown.get(index), onsets.cause(shown.get(index).ref()), now));
                    planned.add(picture.plan().resources().get(index));
                }
            }
            attribute(current, onsets.suspicions(current, planned), task, picture);
        }
        store.drift().replace(tenant, current, now);
        return current.isEmpty() ? List.of() : store.drift().of(tenant);
    }

    /** Why new drift has no author, where that is the fault of the feed. */
    Optional<String> gap(TenantName tenant) {
        return attributor.gap(tenant);
    }

    private static DriftRecord record(ResourceState state, DriftCause cause, Instant now) {
        List<DriftField> fields = state.fields().stream()
                .map(field -> new DriftField(
                        field.path().toString(),
                        field.desired().toString(),
                        field.live().toString()))
                .toList();
        return new DriftRecord(state.ref(), state.state().word(), fields, now, cause, Optional.empty());
    }

    private void attribute(
            List<DriftRecord> current, Map<Integer, Suspicion> suspicions, TenantTask task, Picture picture) {
        Map<Integer, Attribution> authors = attributor.authors(task, picture.survey(), suspicions);
        authors.forEach((index, author) -> current.set(index, current.get(index).withAttribution(Optional.of(author))));
    }

    /** What the store and the look tell about the beginnings of drift. */
    private final class Onsets {
        private final TenantTask task;
        private final Picture picture;
        private final Instant now;
        private final Optional<LastLook> lastLook;
        private final Map<ResourceRef, Owned> owned = new HashMap<>();
        private final Map<ResourceRef, Desired> desired = new HashMap<>();

        Onsets(TenantTask task, Picture picture, Instant now) {
            this.task = task;
            this.picture = picture;
            this.now = now;
            this.lastLook = store.runs().lastLook(task.tenant(), now);
            store.inventory().of(task.tenant()).forEach(line -> owned.put(line.ref(), line));
            picture.survey().desired().forEach(one -> desired.put(one.ref(), one));
        }

        /** Nobody but us moved what is wanted: at the last look it was the same. */
        DriftCause cause(ResourceRef ref) {
            boolean sameRevision = lastLook.filter(
                            look -> look.revision().equals(task.wanted().revision()))
                    .isPresent();
            return sameRevision || isAsApplied(ref) ? DriftCause.LIVE : DriftCause.REVISION;
        }

        private boolean isAsApplied(ResourceRef ref) {
            return Optional.ofNullable(desired.get(ref))
                    .flatMap(one -> Optional.ofNullable(owned.get(ref))
                            .filter(line -> line.appliedDigest().equals(PlanHash.digestOf(one.spec()))))
                    .isPresent();
        }

        /** What has no author yet among the drift, is new enough and may have one, by its place. */
        Map<Integer, Suspicion> suspicions(List<DriftRecord> current, List<ResourceState> planned) {
            List<Optional<DriftRecord>> before = store.drift().before(task.tenant(), current);
            Map<Integer, Suspicion> suspicions = new HashMap<>();
            for (int index = 0; index < current.size(); index++) {
                DriftRecord record = current.get(index);
                Optional<DriftRecord> known = before.get(index);
                boolean told = known.filter(record::showsTheSameAs)
                        .filter(same -> !mayStillBeExplained(same))
                        .isPresent();
                if (!told && record.cause() == DriftCause.LIVE) {
                    int place = index;
                    suspicion(planned.get(index), lookBefore(record, known))
                            .ifPresent(found -> suspicions.put(place, found));
                }
            }
            return suspicions;
        }

        private boolean mayStillBeExplained(DriftRecord before) {
            return before.attribution().isEmpty() && before.since().plus(LATE).isAfter(now);
        }

        /** What is known already began before this look, so the look before its onset counts. */
        private Optional<LastLook> lookBefore(DriftRecord record, Optional<DriftRecord> known) {
            return known.filter(
                            before -> before.state().equals(DriftState.UNKNOWN.word()) || record.showsTheSameAs(before))
                    .map(before -> store.runs().lastLook(task.tenant(), before.since()))
                    .orElse(lastLook);
        }

        private Optional<Suspicion> suspicion(ResourceState planned, Optional<LastLook> look) {
            ResourceRef ref = planned.ref();
            DriftState state =
                    planned.state() == DriftState.BLOCKED && !planned.fields().isEmpty()
                            ? DriftState.MODIFIED
                            : planned.state();
            List<Trail> trails = kinds.kind(ref.kind()).trails();
            if (trails.isEmpty() || look.isEmpty()) {
                return Optional.empty();
            }
            return idOf(ref, state)
                    .map(id -> new Suspicion(
                            trails,
                            id,
                            state,
                            planned.fields().stream().map(FieldDiff::path).toList(),
                            look.get().at(),
                            store.journal().recent(task.tenant(), ref, STEPS_TO_RECALL),
                            Duration.between(
                                    clock.instant(), task.qlik().clock().instant())));
        }

        private Optional<String> idOf(ResourceRef ref, DriftState state) {
            return switch (state) {
                case MISSING -> Optional.ofNullable(owned.get(ref)).map(Owned::liveId);
                case MODIFIED ->
                    picture.plan().changes().stream()
                            .filter(change -> change.ref().equals(ref))
                            .findFirst()
                            .flatMap(Change::live)
                            .map(Live::id)
                            .or(() -> Optional.ofNullable(owned.get(ref)).map(Owned::liveId));
                case UNMANAGED -> strangerId(ref);
                case IN_SYNC, ORPHANED, UNKNOWN, IGNORED, BLOCKED -> Optional.empty();
            };
        }

        /** Of several that share a name nobody can tell which one is meant. */
        private Optional<String> strangerId(ResourceRef ref) {
            Observation seen = picture.survey().observations().get(ref.kind());
            List<String> ids = seen == null
                    ? List.of()
                    : seen.live().stream()
                            .filter(live -> live.name().equals(ref.name()))
                            .map(Live::id)
                            .collect(Collectors.toList());
            return ids.size() == 1 ? Optional.of(ids.get(0)) : Optional.empty();
        }
    }
}
