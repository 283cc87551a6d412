package truekeel.fleet;

import java.time.Instant;

/**
 * A tenant's turn in the loop.
 *
 * @param due when it runs by itself; {@link Instant#MIN} for as soon as may be
 */
public record Turn(boolean running, Instant due) {}
