package truekeel.qlik;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import truekeel.qlik.Operation.Tier;

/**
 * What one OAuth client may send to one tenant: our share of Qlik's limits in sliding windows of five minutes, one for
 * reads, one for writes, one for each operation with a limit of its own. Thread-safe; callers of one window are served
 * in the order they came. Limits: qlik.dev, "Rate limiting".
 */
public final class RateBudget {
    /** The span over which Qlik counts. */
    public static final Duration WINDOW = Duration.ofMinutes(5);

    private static final int READS_PER_MINUTE = 1000;
    private static final int WRITES_PER_MINUTE = 100;

    private final double share;
    private final Supplier<Duration> ticker;
    private final Lane reads;
    private final Lane writes;
    private final Map<String, Lane> specials = new ConcurrentHashMap<>();
    private volatile boolean soleUser;
    private volatile boolean headCountKnown;

    /** {@code share} is above 0 and at most 1; {@code ticker} is monotonic. */
    public RateBudget(double share, Supplier<Duration> ticker) {
        this.share = share;
        this.ticker = ticker;
        this.reads = new Lane(READS_PER_MINUTE);
        this.writes = new Lane(WRITES_PER_MINUTE);
    }

    /**
     * Tells whether the tenant has one user only. Qlik's ceiling for a tenant is half the sum of its users' limits, so
     * that a sole user has half of its own.
     */
    public void soleUser(boolean sole) {
        soleUser = sole;
        headCountKnown = true;
        reads.resize();
        writes.resize();
        specials.values().forEach(Lane::resize);
    }

    /** Whether {@link #soleUser} was told since the start. */
    public boolean isHeadCountKnown() {
        return headCountKnown;
    }

    /** How long a call of this operation would wait now, were nobody before it. */
    public Duration waitFor(Operation operation) {
        return lane(operation).due(1);
    }

    /**
     * How long it takes until so many calls have gone, each as early as the limits allow, counting what is used
     * already. The windows are independent, so the slowest decides.
     */
    public Duration price(long readCalls, long writeCalls, Map<Operation, Long> specialCalls) {
        Duration price = longer(reads.due(readCalls), writes.due(writeCalls));
        for (Map.Entry<Operation, Long> special : specialCalls.entrySet()) {
            price = longer(price, lane(special.getKey()).due(special.getValue()));
        }
        return price;
    }

    /** The part of our share that is used in the current window, 0 to 1; of the fullest one for special limits. */
    public double used(Tier tier) {
        return switch (tier) {
            case READ -> reads.ratio();
            case WRITE -> writes.ratio();
            case SPECIAL ->
                specials.values().stream().mapToDouble(Lane::ratio).max().orElse(0);
        };
    }

    /**
     * Waits for a turn and counts the call. When the wait would exceed {@code longest}, nothing is counted and the wait
     * that is still left is returned; zero means go.
     */
    Duration acquire(Operation operation, Pause pause, Duration longest) throws InterruptedException {
        return lane(operation).acquire(pause, longest);
    }

    /** Qlik refuses this operation's window for so long. */
    void block(Operation operation, Duration wait) {
        lane(operation).block(wait);
    }

    double usedBy(Operation operation) {
        return lane(operation).ratio();
    }

    private Lane lane(Operation operation) {
        return switch (operation.tier()) {
            case READ -> reads;
            case WRITE -> writes;
            case SPECIAL -> specials.computeIfAbsent(operation.id(), id -> new Lane(operation.perMinute()));
        };
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** One window, its queue, and the time until which Qlik wants nothing of it. */
    private final class Lane {
        private final int perMinute;
        private final SlidingWindow window;
        private final FairQueue queue = new FairQueue();
        private Duration blockedUntil = Duration.ZERO;
        private boolean blocked;

        Lane(int perMinute) {
            this.perMinute = perMinute;
            this.window = new SlidingWindow(limit(), WINDOW);
        }

        synchronized void resize() {
            window.limit(limit());
        }

        synchronized void block(Duration wait) {
            Duration until = ticker.get().plus(wait);
            blockedUntil = blocked ? longer(blockedUntil, until) : until;
            blocked = true;
        }

        synchronized double ratio() {
            return Math.min(1, (double) window.used(ticker.get()) / window.limit());
        }

        synchronized Duration due(long calls) {
            return calls < 1 ? Duration.ZERO : due(ticker.get(), calls);
        }

        Duration acquire(Pause pause, Duration longest) throws InterruptedException {
            Duration start = ticker.get();
            return queue.inTurn(() -> {
                for (Duration wait = takeOrWait(); !wait.isZero(); wait = takeOrWait()) {
                    Duration waited = ticker.get().minus(start);
                    if (waited.plus(wait).compareTo(longest) > 0) {
                        return wait;
                    }
                    pause.pause(wait);
                }
                return Duration.ZERO;
            });
        }

        private synchronized Duration takeOrWait() {
            Duration now = ticker.get();
            Duration wait = due(now, 1);
            if (wait.isZero()) {
                window.take(now);
            }
            return wait;
        }

        private Duration due(Duration now, long calls) {
            Duration free = window.waitAt(now, calls);
            if (blocked && blockedUntil.compareTo(now) > 0) {
                return longer(free, blockedUntil.minus(now));
            }
            blocked = false;
            return free;
        }

        private int limit() {
            double whole = perMinute * (double) WINDOW.toMinutes() * share;
            return Math.max(1, (int) Math.floor(soleUser ? whole / 2 : whole));
        }
    }
}
