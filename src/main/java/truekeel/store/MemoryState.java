package truekeel.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import truekeel.model.Owned;
import truekeel.model.ResourceRef;
import truekeel.model.TenantName;

/** The content of memory stores: of one store at a time, so that a dead process' threads can do no more harm. */
final class MemoryState {
    final TreeMap<StepId, StepEntry> steps = new TreeMap<>();
    final Map<TenantName, TreeMap<ResourceRef, Owned>> inventory = new TreeMap<>();
    final Map<TenantName, TreeMap<Long, DriftRecord>> drift = new TreeMap<>();
    final Map<TenantName, List<EndedDrift>> endedDrift = new TreeMap<>();
    final Map<RunId, RunRecord> runs = new TreeMap<>();
    final Map<TenantName, Instant> suspensions = new TreeMap<>();
    final Map<TenantName, TenantCreation> creations = new TreeMap<>();
    final Map<String, MemoryOutlines.Kept> outlines = new TreeMap<>();

    private @Nullable Object owner;
    private long lastNumber;

    synchronized void handTo(@Nullable Object next) {
        owner = next;
    }

    synchronized void release(Object leaving) {
        if (owner == leaving) {
            owner = null;
        }
    }

    /** Runs one call of a store, alone. Throws {@link StoreException} when the store no longer owns the content. */
    synchronized <T> T in(Object store, Supplier<T> call) {
        if (owner != store) {
            throw new StoreException(StoreCode.CLOSED, "The store in memory was closed. Open it again to use it.");
        }
        return call.get();
    }

    void run(Object store, Runnable call) {
        in(store, () -> {
            call.run();
            return true;
        });
    }

    /** Numbers that only rise. */
    long nextNumber() {
        return ++lastNumber;
    }

    List<EndedDrift> endedDriftOf(TenantName tenant) {
        return endedDrift.computeIfAbsent(tenant, unused -> new ArrayList<>());
    }
}
