package truekeel.store;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import truekeel.model.Owned;
import truekeel.model.ResourceRef;
import truekeel.model.TenantName;

final class MemoryInventory implements Inventory {
    private final Store store;
    private final MemoryState state;

    MemoryInventory(Store store, MemoryState state) {
        this.store = store;
        this.state = state;
    }

    @Override
    public List<Owned> of(TenantName tenant) {
        return state.in(store, () -> List.copyOf(ownedIn(tenant).values()));
    }

    @Override
    public void put(TenantName tenant, Owned owned) {
        state.run(store, () -> ownedIn(tenant).put(owned.ref(), owned));
    }

    @Override
    public void remove(TenantName tenant, ResourceRef ref) {
        state.run(store, () -> ownedIn(tenant).remove(ref));
    }

    private Map<ResourceRef, Owned> ownedIn(TenantName tenant) {
        return state.inventory.computeIfAbsent(tenant, unused -> new TreeMap<>());
    }
}
