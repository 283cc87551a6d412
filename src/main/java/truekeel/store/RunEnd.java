package truekeel.store;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a run ended.
 *
 * @param counts how many changes came to what, by word, such as {@code create} or {@code failed}
 * @param detail one sentence for people; may be empty
 * @param at cut to microseconds
 */
public record RunEnd(RunOutcome outcome, Map<String, Integer> counts, String detail, Instant at) {
    public RunEnd {
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
        at = Micros.of(at);
    }
}
