package truekeel.store;

import java.util.List;
import java.util.Optional;
import truekeel.model.TenantName;

final class MemoryBirths implements Births {
    private final Store store;
    private final MemoryState state;

    MemoryBirths(Store store, MemoryState state) {
        this.store = store;
        this.state = state;
    }

    @Override
    public Optional<Birth> of(TenantName tenant) {
        return state.in(store, () -> Optional.ofNullable(state.births.get(tenant)));
    }

    @Override
    public List<Birth> all() {
        return state.in(store, () -> List.copyOf(state.births.values()));
    }

    @Override
    public boolean begin(Birth pending) {
        return state.in(store, () -> {
            boolean stands = state.births.values().stream()
                    .anyMatch(birth -> birth.tenant().equals(pending.tenant())
                            ? !birth.isPending()
                            : birth.isPending() && birth.region().equals(pending.region()));
            if (!stands) {
                state.births.put(pending.tenant(), pending);
            }
            return !stands;
        });
    }

    @Override
    public void created(Birth created) {
        state.run(store, () -> state.births.put(created.tenant(), created));
    }

    @Override
    public void forget(TenantName tenant) {
        state.run(store, () -> {
            Birth birth = state.births.get(tenant);
            if (birth != null && birth.isPending()) {
                state.births.remove(tenant);
            }
        });
    }
}
