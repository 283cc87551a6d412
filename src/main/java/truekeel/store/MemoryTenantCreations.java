package truekeel.store;

import java.util.List;
import java.util.Optional;
import truekeel.model.TenantName;

final class MemoryTenantCreations implements TenantCreations {
    private final Store store;
    private final MemoryState state;

    MemoryTenantCreations(Store store, MemoryState state) {
        this.store = store;
        this.state = state;
    }

    @Override
    public Optional<TenantCreation> of(TenantName tenant) {
        return state.in(store, () -> Optional.ofNullable(state.creations.get(tenant)));
    }

    @Override
    public List<TenantCreation> all() {
        return state.in(store, () -> List.copyOf(state.creations.values()));
    }

    @Override
    public List<TenantCreation> pending(String region) {
        return all().stream()
                .filter(creation -> creation.isPending() && creation.region().equals(region))
                .toList();
    }

    @Override
    public boolean begin(TenantCreation pending) {
        return state.in(store, () -> {
            boolean stands = state.creations.values().stream()
                    .anyMatch(creation -> creation.tenant().equals(pending.tenant())
                            ? !creation.isPending()
                            : creation.isPending() && creation.region().equals(pending.region()));
            if (!stands) {
                state.creations.put(pending.tenant(), pending);
            }
            return !stands;
        });
    }

    @Override
    public void created(TenantCreation created) {
        state.run(store, () -> state.creations.put(created.tenant(), created));
    }

    @Override
    public void forget(TenantName tenant) {
        state.run(store, () -> {
            TenantCreation creation = state.creations.get(tenant);
            if (creation != null && creation.isPending()) {
                state.creations.remove(tenant);
            }
        });
    }
}
