package truekeel.manifest;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import truekeel.model.Position;
import truekeel.model.Value;

/**
 * The one {@code Fleet} document.
 *
 * @param regions credentials by the region's short name
 * @param reconcile the tenants' defaults as written; already part of each {@link TenantSpec}
 * @param rollout as written, checked against the schema; empty when there are no waves
 */
public record FleetSpec(
        SortedMap<String, Credentials> regions,
        Optional<Credentials> organisation,
        Value.Fields reconcile,
        Value.Fields rollout,
        Position position) {
    public FleetSpec {
        regions = Collections.unmodifiableSortedMap(new TreeMap<>(regions));
    }
}
