package truekeel.web.page;

import truekeel.plan.DriftState;
import truekeel.report.Condition;
import truekeel.report.TenantStatus;
import truekeel.store.RunOutcome;

/**
 * A status that is told three times: by a sign, by a word, and by colour last.
 *
 * @param tone the style sheet's class: {@code good}, {@code warn}, {@code bad} or {@code calm}
 */
record Light(String tone, String sign, String word) {
    private static Light good(String word) {
        return new Light("good", "✓", word);
    }

    private static Light warn(String word) {
        return new Light("warn", "≠", word);
    }

    private static Light bad(String word) {
        return new Light("bad", "✕", word);
    }

    private static Light calm(String sign, String word) {
        return new Light("calm", sign, word);
    }

    static Light of(TenantStatus status) {
        if (status.stance().isSuspended()) {
            return calm("‖", "Suspended");
        }
        Condition.Status ready =
                status.condition(Condition.Type.READY).map(Condition::status).orElse(Condition.Status.UNKNOWN);
        boolean stalled = status.condition(Condition.Type.STALLED)
                .filter(condition -> condition.status() == Condition.Status.TRUE)
                .isPresent();
        return switch (ready) {
            case TRUE -> good("In sync");
            case FALSE -> stalled ? bad("Stalled") : warn("Out of sync");
            case UNKNOWN -> stalled ? bad("Stalled") : calm("?", "Unknown");
        };
    }

    static Light of(DriftState state) {
        String word = state.word().replace('_', ' ');
        return switch (state) {
            case IN_SYNC -> good(word);
            case MISSING, MODIFIED, ORPHANED -> warn(word);
            case BLOCKED -> bad(word);
            case UNMANAGED, IGNORED -> calm("·", word);
            case UNKNOWN -> calm("?", word);
        };
    }

    static Light of(Condition condition) {
        boolean isBadNews =
                condition.type() == Condition.Type.RECONCILING || condition.type() == Condition.Type.STALLED;
        boolean wished = condition.status() == (isBadNews ? Condition.Status.FALSE : Condition.Status.TRUE);
        String word = condition.status().word();
        if (wished) {
            return good(word);
        }
        if (condition.status() == Condition.Status.UNKNOWN) {
            return calm("?", word);
        }
        return condition.type() == Condition.Type.RECONCILING ? warn(word) : bad(word);
    }

    static Light of(RunOutcome outcome) {
        return switch (outcome) {
            case APPLIED, UNCHANGED -> good(outcome.word());
            case OBSERVED, PARTIAL -> warn(outcome.word());
            case REFUSED, FAILED -> bad(outcome.word());
            case INTERRUPTED -> calm("?", outcome.word());
        };
    }

    /** A run without an end. */
    static Light ofState(String state) {
        return calm("…", state);
    }

    /** What became of one mutation, by its word. */
    static Light ofStep(String state) {
        return switch (state) {
            case "confirmed" -> good(state);
            case "failed" -> bad(state);
            default -> calm("?", state);
        };
    }
}
