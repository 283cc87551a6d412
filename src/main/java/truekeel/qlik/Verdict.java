package truekeel.qlik;

import java.time.Duration;
import java.util.Optional;

/** What to make of one exchange. */
sealed interface Verdict {
    /** It went well, or elsewhere: the reply is the answer. */
    record Done(TransportReply reply) implements Verdict {}

    /** It failed for good. */
    record Failed(QlikException why) implements Verdict {}

    /**
     * It failed in a way that may pass, and sending it again does no harm. {@code mayBeDone} when this attempt may have
     * been carried out all the same; {@code asked} is the wait that Qlik asked for.
     */
    record Again(
            Problem problem,
            String message,
            boolean mayBeDone,
            Optional<Duration> asked,
            Optional<TransportFailure> cause)
            implements Verdict {}

    /** Qlik is tired of this tier; the request was not carried out. */
    record Throttled(Problem problem, Optional<Duration> asked) implements Verdict {}
}
