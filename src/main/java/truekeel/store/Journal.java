package truekeel.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import truekeel.model.KindName;
import truekeel.model.ResourceRef;
import truekeel.model.TenantName;

/**
 * Every mutation, written down before it is sent. A step begins {@link StepState#SENT}; a verdict closes it, and giving
 * the same verdict twice does no harm. A verdict on a step that another verdict closed, or on an unknown step, is a bug
 * and throws {@link IllegalStateException}.
 */
public interface Journal {

    /** Records a mutation that is about to be sent. Durable when it returns. */
    StepId sent(StepRecord step);

    /** Closes a step whose effect is known to be there; the live id is that of the object it touched. */
    void confirmed(StepId id, Optional<String> liveId, Instant at);

    /** Notes that nobody knows whether the mutation took effect; the step stays open. */
    void uncertain(StepId id, String reason, Instant at);

    /** Closes a step whose mutation is known to have had no effect. */
    void failed(StepId id, String reason, Instant at);

    /**
     * Closes an open step because a later observation made its fate plain. Where that observation found the object it
     * had made, {@link #confirmed} says so with the live id instead.
     */
    void settle(StepId id, Instant at);

    /** The steps of a tenant that are sent or uncertain, oldest first; what a kill left behind is among them. */
    List<OpenStep> open(TenantName tenant);

    /** All steps of one run that retention has left, oldest first. */
    List<StepEntry> of(RunId run);

    /** The latest steps on one resource, newest first. */
    List<StepEntry> recent(TenantName tenant, ResourceRef ref, int limit);

    /** How many steps of that name were sent in a tenant for resources of a kind since then, whatever came of them. */
    int sentSince(TenantName tenant, KindName kind, String step, Instant since);

    /**
     * Whether a confirmed step of ours made the object with this live id. The evidence lasts for {@link Retention#age},
     * however many runs went by.
     */
    boolean wasCreatedByUs(TenantName tenant, KindName kind, String liveId);
}
