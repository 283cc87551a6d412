package truekeel.fleet;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import truekeel.store.RunId;

/** Gives every run an id of its own, however many tenants begin at the same moment. Thread-safe. */
final class RunIds {
    private final RandomGenerator random;
    private final Set<RunId> ofThisMoment = new HashSet<>();
    private long moment = Long.MIN_VALUE;

    RunIds(RandomGenerator random) {
        this.random = random;
    }

    synchronized RunId next(Instant now) {
        if (now.toEpochMilli() != moment) {
            moment = now.toEpochMilli();
            ofThisMoment.clear();
        }
        RunId id = RunId.make(now, random);
        while (!ofThisMoment.add(id)) {
            id = RunId.make(now, random);
        }
        return id;
    }
}
