package truekeel.store;

/** The number of a step in the journal; a later step of one store has a higher one. */
public record StepId(long value) implements Comparable<StepId> {
    @Override
    public int compareTo(StepId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
