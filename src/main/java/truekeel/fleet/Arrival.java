package truekeel.fleet;

import java.util.ArrayList;
import java.util.List;
import truekeel.apply.Outcome;
import truekeel.plan.Admission;
import truekeel.plan.Change;
import truekeel.plan.Plan;

/** How far a run came with the question whether there is a tenant at all. */
sealed interface Arrival {

    /** What was done about it. */
    List<Outcome> outcomes();

    /** The tenant is there, and the rest of the run goes on in it. */
    record There(TenantTask task, List<Outcome> outcomes) implements Arrival {
        /** The plan of the rest as a part of the whole. */
        Admission before(Admission rest) {
            if (outcomes.isEmpty()) {
                return rest;
            }
            Plan plan = rest.plan();
            List<Change> changes = with(plan.changes());
            return new Admission(
                    new Plan(plan.tenant(), plan.revision(), plan.hash(), changes, plan.resources(), plan.refusals()),
                    with(rest.admitted()),
                    rest.refusals(),
                    rest.approved());
        }

        private List<Change> with(List<Change> rest) {
            List<Change> all =
                    new ArrayList<>(outcomes.stream().map(Outcome::change).toList());
            all.addAll(rest);
            return all;
        }

        List<Outcome> before(List<Outcome> rest) {
            List<Outcome> all = new ArrayList<>(outcomes);
            all.addAll(rest);
            return all;
        }

        static There already(TenantTask task) {
            return new There(task, List.of());
        }
    }

    /**
     * There is none, or there shall be none: the run ends here.
     *
     * @param first the plan that was made first, weighed
     * @param left what is left to do
     */
    record Halted(Picture picture, Admission first, Admission left, List<Outcome> outcomes) implements Arrival {
        static Halted before(ProvisioningCase planned) {
            return new Halted(planned.picture(), planned.admission(), planned.admission(), List.of());
        }
    }
}
