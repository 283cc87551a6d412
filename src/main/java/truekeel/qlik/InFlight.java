package truekeel.qlik;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who may have a request on the wire: so many in all, so many per host, first come first served among those that may. A
 * host that does not answer is narrowed to one until it does, so that a few broken tenants cannot hold all places.
 * Thread-safe.
 */
final class InFlight {
    private final int total;
    private final int perHost;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiter> waiting = new ArrayDeque<>();
    private final Map<String, Integer> flying = new HashMap<>();
    private final Set<String> narrowed = new HashSet<>();
    private int all;

    InFlight(int total, int perHost) {
        this.total = total;
        this.perHost = perHost;
    }

    /** Waits for a place; give it back with {@link #leave}. */
    void enter(String host) throws InterruptedException {
        Waiter waiter = new Waiter(host, lock.newCondition());
        lock.lock();
        try {
            waiting.addLast(waiter);
            admit();
            while (!waiter.admitted) {
                waiter.turn.await();
            }
        } catch (InterruptedException e) {
            waiting.remove(waiter);
            if (waiter.admitted) {
                free(host);
            }
            throw e;
        } finally {
            lock.unlock();
        }
    }

    void leave(String host, boolean answered) {
        lock.lock();
        try {
            if (answered) {
                narrowed.remove(host);
            } else {
                narrowed.add(host);
            }
            free(host);
        } finally {
            lock.unlock();
        }
    }

    private void free(String host) {
        all--;
        flying.computeIfPresent(host, (name, count) -> count == 1 ? null : count - 1);
        admit();
    }

    private void admit() {
        for (Iterator<Waiter> each = waiting.iterator(); all < total && each.hasNext(); ) {
            Waiter waiter = each.next();
            int places = narrowed.contains(waiter.host) ? 1 : perHost;
            if (flying.getOrDefault(waiter.host, 0) < places) {
                each.remove();
                waiter.admitted = true;
                waiter.turn.signal();
                flying.merge(waiter.host, 1, Integer::sum);
                all++;
            }
        }
    }

    private static final class Waiter {
        private final String host;
        /** Of its own, so that a free place wakes nobody but the one who gets it. */
        private final Condition turn;

        private boolean admitted;

        Waiter(String host, Condition turn) {
            this.host = host;
            this.turn = turn;
        }
    }
}
