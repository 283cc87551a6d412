package truekeel.qlik;

import java.time.Duration;

/** The rate budget of one tenant and client. */
@SuppressWarnings("DoNotCallSuggester")
public final class RateBudget {
    RateBudget() {}

    public Duration price(long reads, long writes, java.util.Map<Operation, Long> specials) {
        throw new UnsupportedOperationException();
    }
}
