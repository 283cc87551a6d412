package truekeel.report;

import java.time.Duration;

/** What carrying out a plan takes: calls by tier, and the time that Qlik's limits ask for at least. */
public record Cost(int reads, int writes, Duration time) {
    public static final Cost NOTHING = new Cost(0, 0, Duration.ZERO);
}
