package truekeel.system;

import java.util.Optional;

/** What can befall one request on its way to Qlik and back. */
enum Trouble {
    UNAVAILABLE("503", "before"),
    THROTTLED("429", "before"),
    RESET("reset", "before"),
    TIMED_OUT("timeout", "before"),
    /** Carried out, but half of the answer is missing. */
    TRUNCATED("truncate", "after"),
    /** Carried out, but the connection breaks instead of an answer. */
    LOST("reset", "after"),
    /** Carried out, but no answer ever comes. */
    UNANSWERED("timeout", "after");

    private final String effect;
    private final String phase;

    Trouble(String effect, String phase) {
        this.effect = effect;
        this.phase = phase;
    }

    /** As the simulator's control API names it. */
    String effect() {
        return effect;
    }

    /** Whether it comes before or after the request was carried out. */
    String phase() {
        return phase;
    }

    /** Seconds that the answer asks to wait. */
    Optional<Integer> retryAfter() {
        return this == THROTTLED ? Optional.of(1) : Optional.empty();
    }
}
