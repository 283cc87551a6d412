package truekeel.store;

/** A step that still owes a verdict: its state is sent or uncertain. */
public record OpenStep(StepId id, StepRecord record, StepState state) {}
