package truekeel.store;

import java.time.Instant;

/** A drift that is over, as it was last seen, and when it was found to be over. */
public record EndedDrift(DriftRecord drift, Instant until) {}
