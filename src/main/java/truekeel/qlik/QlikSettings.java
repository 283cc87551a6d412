package truekeel.qlik;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import truekeel.model.IpRange;

/**
 * How hard we lean on Qlik. {@code share} is the part of each published limit that we use (above 0, at most 1);
 * {@code concurrency} and {@code perTenant} are requests in flight; {@code longestWait} is how long one call waits for
 * its turn and through throttling before it gives up. {@code egress} is from where we reach Qlik; empty when that is
 * not known.
 */
public record QlikSettings(
        double share, int concurrency, int perTenant, RetryPolicy retry, Duration longestWait, List<IpRange> egress) {
    public static final QlikSettings DEFAULT =
            new QlikSettings(0.8, 16, 4, RetryPolicy.DEFAULT, Duration.ofMinutes(30));

    public QlikSettings {
        egress = List.copyOf(egress);
        requireNonNull(retry);
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("the share of Qlik's limits must be above 0 and at most 1");
        }
        if (concurrency < 1 || perTenant < 1) {
            throw new IllegalArgumentException("at least one request must be allowed in flight");
        }
        if (longestWait.isNegative() || longestWait.isZero()) {
            throw new IllegalArgumentException("the longest wait must be above zero");
        }
    }

    /** Settings of somebody who does not know from where they reach Qlik. */
    public QlikSettings(double share, int concurrency, int perTenant, RetryPolicy retry, Duration longestWait) {
        this(share, concurrency, perTenant, retry, longestWait, List.of());
    }

    public QlikSettings withEgress(List<IpRange> ranges) {
        return new QlikSettings(share, concurrency, perTenant, retry, longestWait, ranges);
    }
}
