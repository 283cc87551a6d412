package truekeel.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A step of the journal with what became of it.
 *
 * @param liveId of the object it touched, once confirmed
 * @param reason why it is uncertain or failed
 * @param changedAt when it came into this state
 */
public record StepEntry(
        StepId id,
        StepRecord record,
        StepState state,
        Optional<String> liveId,
        Optional<String> reason,
        Instant changedAt) {}
