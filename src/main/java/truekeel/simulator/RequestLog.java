package truekeel.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What reached the simulator, oldest first; the last 100,000 requests are kept. The control API's own requests are not
 * in it. Thread-safe.
 */
public final class RequestLog {
    private static final int KEPT = 100_000;

    /**
     * One request.
     *
     * @param n counts from 1 and is never used twice, not even after {@link #clear}
     * @param status 0 when no answer was sent
     * @param user the caller's subject; empty when there was no valid token
     * @param tier the limit it was counted against; empty when the request was refused before that
     * @param millis time the answer took
     */
    public record Entry(
            long n,
            Instant time,
            String host,
            String method,
            String path,
            String query,
            int status,
            String user,
            String tier,
            long millis) {

        ObjectNode json() {
            return Json.object()
                    .put("n", n)
                    .put("time", Stamp.millis(time))
                    .put("host", host)
                    .put("method", method)
                    .put("path", path)
                    .put("query", query)
                    .put("status", status)
                    .put("user", user)
                    .put("tier", tier)
                    .put("millis", millis);
        }
    }

    private final Deque<Entry> entries = new ArrayDeque<>();
    private long last;

    synchronized void add(Instant time, Call call, Trace trace, Answer answer, long millis) {
        boolean sent = answer.effect() == Effect.NORMAL || answer.effect() == Effect.TRUNCATE;
        entries.addLast(new Entry(
                ++last,
                time,
                call.host(),
                call.method(),
                call.path(),
                call.query(),
                sent ? answer.status() : 0,
                trace.user(),
                trace.tier(),
                millis));
        if (entries.size() > KEPT) {
            entries.removeFirst();
        }
    }

    public synchronized List<Entry> all() {
        return new ArrayList<>(entries);
    }

    /** Entries with a number above {@code n}. */
    public synchronized List<Entry> since(long n) {
        return entries.stream().filter(entry -> entry.n() > n).toList();
    }

    public synchronized void clear() {
        entries.clear();
    }
}
