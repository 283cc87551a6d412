package truekeel.fleet;

import java.util.Optional;
import truekeel.plan.Admission;
import truekeel.plan.Change;

/**
 * What is to be done about a tenant's existence, planned and weighed as any other change.
 *
 * @param change the first of the plan, which is carried out before all others; empty when there is nothing to do, or
 *     nothing that may be done
 */
record ProvisioningCase(Picture picture, Admission admission, Optional<Change> change) {
    boolean isAdmitted() {
        return change.filter(admission.admitted()::contains).isPresent();
    }
}
