package truekeel.kinds;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import truekeel.qlik.Transport;
import truekeel.qlik.TransportReply;
import truekeel.qlik.TransportRequest;

/**
 * Lets the writes of threads that work side by side through in the other order: the last to come is the first to go,
 * and none goes before all the others have come or have nothing more to send.
 */
final class Turnstile implements Transport {
    private static final int LONG_ENOUGH = 2;

    private final Transport wire;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final Deque<Thread> line = new ArrayDeque<>();
    private int overtaken;

    /** The thread that makes it is one of those that write. */
    Turnstile(Transport wire) {
        this.wire = wire;
        threads.add(Thread.currentThread());
    }

    /** As many branches as there is work, each on a thread of its own. */
    Branches branches() {
        return new Branches(
                work -> {
                    Thread branch = new Thread(work, "branch");
                    threads.add(branch);
                    branch.start();
                },
                Integer.MAX_VALUE);
    }

    /** How many writes went before one that had come earlier. */
    int overtaken() {
        return overtaken;
    }

    @Override
    public TransportReply exchange(TransportRequest request) {
        if (LawWorld.isWrite(request.method().name(), request.target().split("\\?", 2)[0])) {
            pass();
        }
        return wire.exchange(request);
    }

    private synchronized void pass() {
        Thread me = Thread.currentThread();
        line.push(me);
        try {
            // who waits for a lock only seems to have nothing to send, so that it is asked again
            for (int calm = 0; calm < LONG_ENOUGH; calm = me.equals(line.peek()) && othersRest() ? calm + 1 : 0) {
                wait(1);
            }
        } catch (InterruptedException interrupted) {
            me.interrupt();
        }
        line.remove(me);
        overtaken += line.isEmpty() ? 0 : 1;
    }

    private boolean othersRest() {
        return threads.stream().filter(thread -> !line.contains(thread)).allMatch(thread -> switch (thread.getState()) {
            case WAITING, TIMED_WAITING, TERMINATED -> true;
            case NEW, RUNNABLE, BLOCKED -> false;
        });
    }
}
