package truekeel.store;

import java.time.Instant;
import truekeel.model.ResourceRef;
import truekeel.model.TenantName;
import truekeel.model.Value;

/**
 * One mutation as it is written down before it is sent.
 *
 * @param action the verb of the change it belongs to, in lower case
 * @param step what this mutation does within the change, such as {@code import} or {@code publish}
 * @param fingerprint a digest of the request, to recognise the same request again; never the request itself
 * @param preImage what the mutation overwrites, without write-only fields; empty for a create
 * @param creates whether it makes a new object
 * @param isFinal whether nothing kept here can undo it
 * @param at cut to microseconds
 */
public record StepRecord(
        RunId run,
        TenantName tenant,
        ResourceRef ref,
        String action,
        String step,
        String planHash,
        String fingerprint,
        Value.Fields preImage,
        boolean creates,
        boolean isFinal,
        Instant at) {
    public StepRecord {
        at = Micros.of(at);
    }

    /** Whether it makes the resource itself, not only a part of one that was there, such as a member of a space. */
    public boolean makesTheResource() {
        return creates && (action.equals("create") || action.equals("recreate"));
    }
}
