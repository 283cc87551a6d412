package truekeel.report;

import java.time.Duration;
import java.util.Optional;

/**
 * What carrying out a plan takes: calls by tier, the time that Qlik's limits ask for at least, and what it takes of a
 * daily cap.
 */
public record Cost(int reads, int writes, Duration time, Optional<Imports> imports) {
    public static final Cost NOTHING = new Cost(0, 0, Duration.ZERO);

    /**
     * Imports of apps, which Qlik counts per tenant and day.
     *
     * @param planned at most
     * @param used sent by us in the last 24 hours
     */
    public record Imports(int planned, int perDay, int used) {
        @Override
        public String toString() {
            return planned + " of the day's " + perDay + " (" + used + " used today by Truekeel)";
        }
    }

    /** Of a plan that imports nothing. */
    public Cost(int reads, int writes, Duration time) {
        this(reads, writes, time, Optional.empty());
    }

    public Cost with(Optional<Imports> counted) {
        return new Cost(reads, writes, time, counted);
    }
}
