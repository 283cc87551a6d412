package truekeel.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import truekeel.model.TenantName;

final class MemoryDriftLog implements DriftLog {
    private final Store store;
    private final MemoryState state;

    MemoryDriftLog(Store store, MemoryState state) {
        this.store = store;
        this.state = state;
    }

    @Override
    public List<DriftRecord> of(TenantName tenant) {
        return state.in(store, () -> currentOf(tenant).values().stream()
                .sorted(Comparator.comparing(DriftRecord::ref))
                .toList());
    }

    @Override
    public void replace(TenantName tenant, List<DriftRecord> current, Instant at) {
        state.run(store, () -> {
            Map<Long, DriftRecord> known = currentOf(tenant);
            Instant time = Micros.of(at);
            DriftSuccession<Long> next = DriftSuccession.of(known, current, time);
            next.changed().forEach(known::put);
            for (Long number : next.ended()) {
                DriftRecord over = known.remove(number);
                if (over != null) {
                    state.endedDriftOf(tenant).add(0, new EndedDrift(over, time));
                }
            }
            next.begun().forEach(record -> known.put(state.nextNumber(), record));
        });
    }

    @Override
    public List<EndedDrift> history(TenantName tenant, int limit) {
        return state.in(store, () -> state.endedDriftOf(tenant).stream()
                .sorted(Comparator.comparing(EndedDrift::until).reversed())
                .limit(limit)
                .toList());
    }

    @Override
    public List<EndedDrift> ended(TenantName tenant, Instant from, Instant to) {
        return history(tenant, Integer.MAX_VALUE).stream()
                .filter(over ->
                        !over.until().isBefore(Micros.of(from)) && !over.until().isAfter(Micros.of(to)))
                .toList();
    }

    @Override
    public int prune(Retention retention, Instant now) {
        return state.in(store, () -> {
            int gone = 0;
            for (TenantName tenant : List.copyOf(state.endedDrift.keySet())) {
                List<EndedDrift> kept = history(tenant, retention.count()).stream()
                        .filter(ended -> !ended.until().isBefore(retention.horizon(now)))
                        .toList();
                List<EndedDrift> all = state.endedDriftOf(tenant);
                gone += all.size() - kept.size();
                all.clear();
                all.addAll(kept);
            }
            return gone;
        });
    }

    private Map<Long, DriftRecord> currentOf(TenantName tenant) {
        return state.drift.computeIfAbsent(tenant, unused -> new TreeMap<>());
    }
}
