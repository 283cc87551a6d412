package truekeel.plan;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import truekeel.model.Desired;
import truekeel.model.FieldPath;
import truekeel.model.KindName;
import truekeel.model.Owned;
import truekeel.model.ReconcilePolicy;
import truekeel.model.ResourceRef;
import truekeel.model.Revision;
import truekeel.model.TenantName;

/**
 * All that a plan is made from.
 *
 * @param desired references already in canonical form
 * @param world what was observed, and by which rules it compares
 * @param memory what the store knows
 * @param blocked declared resources that may not be planned, with the reason, such as an ambiguous reference
 * @param references for each declared resource, the declared resources it refers to
 */
public record PlanInput(
        Scope scope,
        List<Desired> desired,
        World world,
        Memory memory,
        Map<ResourceRef, Refusal> blocked,
        Map<ResourceRef, Set<ResourceRef>> references) {

    /** Which tenant, at which revision, under which policy, at what time on the tenant's clock. */
    public record Scope(TenantName tenant, Revision revision, ReconcilePolicy policy, Instant now) {}

    /**
     * What was observed.
     *
     * @param observations one per observed kind; a declared or owned kind without one counts as unavailable
     * @param rules one per kind; the map's order is the order in which kinds are made
     */
    public record World(Map<KindName, Observation> observations, Map<KindName, FieldRules> rules) {
        public World {
            observations = Collections.unmodifiableMap(new LinkedHashMap<>(observations));
            rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
        }

        Observation of(KindName kind) {
            Observation seen = observations.get(kind);
            return seen != null ? seen : new Observation.Unavailable(kind, "It was not observed.");
        }

        FieldRules rules(KindName kind) {
            FieldRules found = rules.get(kind);
            return found != null ? found : FieldRules.plain(kind);
        }

        /** The place of a kind in the order in which kinds are made; deletions run the other way. */
        int rank(KindName kind) {
            int rank = 0;
            for (KindName name : rules.keySet()) {
                if (name.equals(kind)) {
                    return rank;
                }
                rank++;
            }
            return rank;
        }
    }

    /** What is remembered: the inventory, creates of which the outcome is open, and which secrets were sent. */
    public record Memory(List<Owned> inventory, List<PendingCreate> pending, Unsent unsent) {
        /** Of resources without secrets. */
        public Memory(List<Owned> inventory, List<PendingCreate> pending) {
            this(inventory, pending, Unsent.NOTHING);
        }

        public Memory with(Unsent news) {
            return new Memory(inventory, pending, news);
        }
    }

    /**
     * Which secrets Qlik does not hold as they are now. Live state never tells, so what was sent is remembered by
     * digest.
     *
     * @param fields for each resource of the inventory, the fields whose secret was never sent, or was changed since
     * @param unusable resources whose secrets are there and cannot be used, with the reason
     */
    public record Unsent(Map<ResourceRef, List<FieldPath>> fields, Map<ResourceRef, Refusal> unusable) {
        public static final Unsent NOTHING = new Unsent(Map.of(), Map.of());

        public Unsent {
            fields = Map.copyOf(fields);
            unusable = Map.copyOf(unusable);
        }
    }

    /** A create that was sent and neither confirmed nor refuted. */
    public record PendingCreate(ResourceRef ref, Instant sent) {}
}
