package truekeel.store;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a run ended.
 *
 * @param counts how many changes came to what, by word, such as {@code create} or {@code failed}
 * @param code the stable code of what broke the run off; empty for a run that came to its own end
 * @param detail sentences for people; may be empty
 * @param at cut to microseconds
 * @param looked when the run looked at its tenant, on the tenant's clock, cut to microseconds; empty when it got no
 *     plan from it
 */
public record RunEnd(
        RunOutcome outcome,
        Map<String, Integer> counts,
        Optional<String> code,
        String detail,
        Instant at,
        Optional<Instant> looked) {
    public RunEnd {
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
        at = Micros.of(at);
        looked = looked.map(Micros::of);
    }

    /** The end of a run that got its plan from a look at the given time. */
    public static RunEnd after(Instant looked, RunOutcome outcome, Map<String, Integer> counts, Instant at) {
        return after(looked, outcome, counts, "", at);
    }

    /** The same, with what its changes told. */
    public static RunEnd after(
            Instant looked, RunOutcome outcome, Map<String, Integer> counts, String detail, Instant at) {
        return new RunEnd(outcome, counts, Optional.empty(), detail, at, Optional.of(looked));
    }

    /** The end of a run that broke off. */
    public static RunEnd broken(RunOutcome outcome, String code, String detail, Instant at) {
        return new RunEnd(outcome, Map.of(), Optional.of(code), detail, at, Optional.empty());
    }
}
