package truekeel.store;

import java.time.Instant;
import truekeel.model.TenantName;

final class MemorySuspensions implements Suspensions {
    private final Store store;
    private final MemoryState state;

    MemorySuspensions(Store store, MemoryState state) {
        this.store = store;
        this.state = state;
    }

    @Override
    public boolean isSuspended(TenantName tenant) {
        return state.in(store, () -> state.suspensions.containsKey(tenant));
    }

    @Override
    public void suspend(TenantName tenant, Instant at) {
        state.run(store, () -> state.suspensions.putIfAbsent(tenant, at));
    }

    @Override
    public void resume(TenantName tenant) {
        state.run(store, () -> state.suspensions.remove(tenant));
    }
}
