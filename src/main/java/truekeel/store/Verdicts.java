package truekeel.store;

import java.util.Optional;

/** What every journal says about a verdict that cannot be. */
final class Verdicts {
    private Verdicts() {}

    static IllegalStateException misplaced(StepId id, StepState verdict, Optional<StepState> before) {
        String where = before.map(state -> "which is " + state.word()).orElse("which is not in the journal");
        return new IllegalStateException(
                "Step " + id + ", " + where + ", was called " + verdict.word() + ". This is a bug in Truekeel.");
    }
}
