package truekeel.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import truekeel.model.KindName;
import truekeel.model.ResourceRef;
import truekeel.model.TenantName;

final class MemoryJournal implements Journal {
    private final Store store;
    private final MemoryState state;

    MemoryJournal(Store store, MemoryState state) {
        this.store = store;
        this.state = state;
    }

    @Override
    public StepId sent(StepRecord step) {
        return state.in(store, () -> {
            StepId id = new StepId(state.nextNumber());
            state.steps.put(id, new StepEntry(id, step, StepState.SENT, Optional.empty(), Optional.empty(), step.at()));
            return id;
        });
    }

    @Override
    public void confirmed(StepId id, Optional<String> liveId, Instant at) {
        judge(id, StepState.CONFIRMED, liveId, Optional.empty(), at);
    }

    @Override
    public void uncertain(StepId id, String reason, Instant at) {
        judge(id, StepState.UNCERTAIN, Optional.empty(), Optional.of(reason), at);
    }

    @Override
    public void failed(StepId id, String reason, Instant at) {
        judge(id, StepState.FAILED, Optional.empty(), Optional.of(reason), at);
    }

    @Override
    public void settle(StepId id, Instant at) {
        judge(id, StepState.SETTLED, Optional.empty(), Optional.empty(), at);
    }

    private void judge(StepId id, StepState verdict, Optional<String> liveId, Optional<String> reason, Instant at) {
        state.run(store, () -> {
            StepEntry known = state.steps.get(id);
            Optional<StepState> before = Optional.ofNullable(known).map(StepEntry::state);
            if (known != null && known.state().isOpen()) {
                state.steps.put(
                        id,
                        new StepEntry(id, known.record(), verdict, liveId, reason.or(known::reason), Micros.of(at)));
            } else if (!before.equals(Optional.of(verdict))) {
                throw Verdicts.misplaced(id, verdict, before);
            }
        });
    }

    @Override
    public List<OpenStep> open(TenantName tenant) {
        return state.in(store, () -> state.steps.values().stream()
                .filter(entry ->
                        entry.record().tenant().equals(tenant) && entry.state().isOpen())
                .map(entry -> new OpenStep(entry.id(), entry.record(), entry.state()))
                .toList());
    }

    @Override
    public List<StepEntry> of(RunId run) {
        return state.in(store, () -> state.steps.values().stream()
                .filter(entry -> entry.record().run().equals(run))
                .toList());
    }

    @Override
    public List<StepEntry> recent(TenantName tenant, ResourceRef ref, int limit) {
        return state.in(store, () -> state.steps.descendingMap().values().stream()
                .filter(entry -> entry.record().tenant().equals(tenant)
                        && entry.record().ref().equals(ref))
                .limit(limit)
                .toList());
    }

    @Override
    public int sentSince(TenantName tenant, KindName kind, String step, Instant since) {
        return state.in(store, () -> (int) state.steps.values().stream()
                .map(StepEntry::record)
                .filter(record ->
                        record.tenant().equals(tenant) && record.ref().kind().equals(kind))
                .filter(record -> record.step().equals(step) && !record.at().isBefore(since))
                .count());
    }

    @Override
    public boolean wasCreatedByUs(TenantName tenant, KindName kind, String liveId) {
        return state.in(store, () -> state.steps.values().stream()
                .anyMatch(entry -> entry.state() == StepState.CONFIRMED
                        && entry.record().creates()
                        && entry.record().tenant().equals(tenant)
                        && entry.record().ref().kind().equals(kind)
                        && entry.liveId().equals(Optional.of(liveId))));
    }
}
