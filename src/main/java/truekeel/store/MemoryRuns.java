package truekeel.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import truekeel.model.Revision;
import truekeel.model.TenantName;

final class MemoryRuns implements Runs {
    private static final Comparator<RunRecord> NEWEST_FIRST =
            Comparator.comparing(RunRecord::begun).thenComparing(RunRecord::id).reversed();

    private final Store store;
    private final MemoryState state;

    MemoryRuns(Store store, MemoryState state) {
        this.store = store;
        this.state = state;
    }

    @Override
    public void begin(RunRecord run) {
        state.run(store, () -> {
            if (state.runs.putIfAbsent(run.id(), run) != null) {
                throw new IllegalStateException("Run " + run.id() + " began twice. This is a bug in Truekeel.");
            }
        });
    }

    @Override
    public void end(RunId id, RunEnd end) {
        state.run(store, () -> {
            RunRecord run = find(id).orElseThrow(() ->
                    new IllegalStateException("Run " + id + " ended and never began. This is a bug in Truekeel."));
            state.runs.put(
                    id, new RunRecord(id, run.tenant(), run.revision(), run.trigger(), run.begun(), Optional.of(end)));
        });
    }

    @Override
    public int endOpen(RunEnd end) {
        return state.in(store, () -> {
            List<RunRecord> open = state.runs.values().stream()
                    .filter(run -> run.end().isEmpty())
                    .toList();
            open.forEach(run -> end(run.id(), end));
            return open.size();
        });
    }

    @Override
    public List<RunRecord> recent(Optional<TenantName> tenant, int limit) {
        return state.in(
                store, () -> newestFirst(run -> tenant.isEmpty() || tenant.get().equals(run.tenant()))
                        .limit(limit)
                        .toList());
    }

    @Override
    public Optional<RunRecord> find(RunId id) {
        return state.in(store, () -> Optional.ofNullable(state.runs.get(id)));
    }

    @Override
    public boolean hasApplied(TenantName tenant, Revision revision) {
        return state.in(store, () -> newest(tenant, RunRecord::putRevisionIntoForce)
                .filter(run -> run.revision().equals(revision))
                .isPresent());
    }

    @Override
    public Optional<LastLook> lastLook(TenantName tenant, Instant before) {
        return state.in(store, () -> newest(tenant, run -> run.lookedBefore(Micros.of(before)))
                .flatMap(RunRecord::lastLook));
    }

    @Override
    public Optional<Instant> lastSuccess(TenantName tenant) {
        return state.in(store, () -> newest(tenant, RunRecord::endedWell)
                .flatMap(RunRecord::end)
                .map(RunEnd::at));
    }

    @Override
    public int prune(Retention retention, Instant now) {
        return state.in(store, () -> {
            Set<RunId> gone = new HashSet<>();
            Set<TenantName> tenants =
                    state.runs.values().stream().map(RunRecord::tenant).collect(Collectors.toSet());
            tenants.forEach(tenant -> gone.addAll(superfluous(tenant, retention, now)));
            Instant horizon = retention.horizon(now);
            state.steps
                    .values()
                    .removeIf(step -> !step.state().isOpen()
                            && (step.record().at().isBefore(horizon)
                                    || (gone.contains(step.record().run())
                                            && !step.record().creates())));
            gone.forEach(state.runs::remove);
            return gone.size();
        });
    }

    private List<RunId> superfluous(TenantName tenant, Retention retention, Instant now) {
        Set<RunId> kept = new HashSet<>();
        state.steps.values().stream()
                .filter(step -> step.state().isOpen())
                .forEach(step -> kept.add(step.record().run()));
        newest(tenant, RunRecord::putRevisionIntoForce).ifPresent(run -> kept.add(run.id()));
        newest(tenant, RunRecord::endedWell).ifPresent(run -> kept.add(run.id()));
        newestFirst(run -> run.tenant().equals(tenant))
                .limit(retention.count())
                .filter(run -> !run.begun().isBefore(retention.horizon(now)))
                .forEach(run -> kept.add(run.id()));
        return newestFirst(run -> run.tenant().equals(tenant) && !kept.contains(run.id()))
                .map(RunRecord::id)
                .toList();
    }

    private Optional<RunRecord> newest(TenantName tenant, Predicate<RunRecord> wanted) {
        return newestFirst(run -> run.tenant().equals(tenant) && wanted.test(run))
                .findFirst();
    }

    private Stream<RunRecord> newestFirst(Predicate<RunRecord> wanted) {
        return state.runs.values().stream().filter(wanted).sorted(NEWEST_FIRST);
    }
}
