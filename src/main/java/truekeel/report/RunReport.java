package truekeel.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import truekeel.apply.Outcome;
import truekeel.model.KindName;
import truekeel.plan.Admission;
import truekeel.plan.DriftState;
import truekeel.plan.ResourceState;
import truekeel.store.DriftCause;
import truekeel.store.DriftRecord;
import truekeel.store.RunRecord;

/**
 * One run, told whole: what was planned, what was refused, what came of it, and how every resource stands afterwards.
 *
 * @param run without an end while its writes are still under way
 * @param admission the plan that the run made first, weighed
 * @param standing after the run's writes, where there were any
 * @param pending what is left to do after them
 * @param residence of a tenant that Truekeel made, as long as a person should do something about it
 */
public record RunReport(
        RunRecord run,
        Admission admission,
        List<Outcome> outcomes,
        Standing standing,
        Pending pending,
        List<PolicyViolation> violations,
        Optional<Residence> residence) {
    public RunReport {
        outcomes = List.copyOf(outcomes);
        violations = List.copyOf(violations);
    }

    /** Of a tenant whose place Git tells. */
    public RunReport(
            RunRecord run,
            Admission admission,
            List<Outcome> outcomes,
            Standing standing,
            Pending pending,
            List<PolicyViolation> violations) {
        this(run, admission, outcomes, standing, pending, violations, Optional.empty());
    }

    public RunReport with(Optional<Residence> where) {
        return new RunReport(run, admission, outcomes, standing, pending, violations, where);
    }

    RunReport outOfSight(String why, Instant since) {
        return new RunReport(run, admission, outcomes, standing.outOfSight(why, since), pending, violations, residence);
    }

    /** A plan that waits to be carried out, what stands against it, and what it takes. */
    public record Pending(Admission admission, Cost cost) {}

    /**
     * How the resources stand, and which drift they have since when.
     *
     * @param gap why new drift has no author though somebody may be, in a sentence; empty when the authors that Qlik
     *     tells of are known
     */
    public record Standing(
            List<ResourceState> resources, List<DriftRecord> drift, Instant observedAt, Optional<String> gap) {
        public Standing {
            resources = List.copyOf(resources);
            drift = List.copyOf(drift);
        }

        /** How many resources are in each state; every state is there, most with zero. */
        public Map<DriftState, Integer> counts() {
            Map<DriftState, Integer> counts = new EnumMap<>(DriftState.class);
            for (DriftState state : DriftState.values()) {
                counts.put(state, 0);
            }
            resources.forEach(resource -> counts.merge(resource.state(), 1, Integer::sum));
            return counts;
        }

        /** The same by kind, in the order of names. */
        public Map<KindName, Map<DriftState, Integer>> countsByKind() {
            Map<KindName, Map<DriftState, Integer>> byKind = new TreeMap<>();
            resources.forEach(
                    resource -> byKind.computeIfAbsent(resource.ref().kind(), kind -> new EnumMap<>(DriftState.class))
                            .merge(resource.state(), 1, Integer::sum));
            return byKind;
        }

        /** How they stand once nobody looks any more: what was in sync may have changed since. */
        Standing outOfSight(String why, Instant since) {
            List<ResourceState> doubtful = new ArrayList<>();
            List<DriftRecord> dated = new ArrayList<>(drift);
            for (ResourceState resource : resources) {
                if (resource.state() == DriftState.IN_SYNC) {
                    doubtful.add(
                            new ResourceState(resource.ref(), DriftState.UNKNOWN, List.of(), Optional.empty(), why));
                    dated.add(new DriftRecord(
                            resource.ref(),
                            DriftState.UNKNOWN.word(),
                            List.of(),
                            since,
                            DriftCause.REVISION,
                            Optional.empty()));
                } else {
                    doubtful.add(resource);
                }
            }
            return new Standing(doubtful, dated, observedAt, gap);
        }

        /** Whether everything declared or owned was seen and agrees; what nobody declares does not count. */
        public boolean isInSync() {
            return resources.stream().allMatch(resource -> switch (resource.state()) {
                case IN_SYNC, UNMANAGED, IGNORED -> true;
                case MISSING, MODIFIED, ORPHANED, UNKNOWN, BLOCKED -> false;
            });
        }
    }
}
