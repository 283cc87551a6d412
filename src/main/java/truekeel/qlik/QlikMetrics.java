package truekeel.qlik;

import java.time.Duration;
import java.util.Optional;
import truekeel.qlik.Operation.Tier;

/** What the client tells about itself; called on the calling thread, must be quick and must not throw. */
public interface QlikMetrics {
    QlikMetrics NONE = new QlikMetrics() {};

    /** One exchange ended. {@code status} is 0 when no whole answer came. */
    default void requested(Operation operation, String hostname, int status, Duration took) {}

    /** Qlik answered 429; {@code wait} is what it asked for. */
    default void throttled(Operation operation, String hostname, Duration wait) {}

    /** The part of our share of the limit that is in use in the current window, 0 to 1. */
    default void budgetUsed(String hostname, Tier tier, double ratio) {}

    /** Qlik announced the end of this operation; told once per process. {@code sunset} is the header's text. */
    default void deprecated(Operation operation, Optional<String> sunset) {}
}
