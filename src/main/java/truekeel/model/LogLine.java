package truekeel.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of the log: one constant sentence of what happened, then keys of {@link LogKeys} with identifiers, in the
 * order given; never bodies, manifests or secrets. Made a text only when it is written.
 */
public final class LogLine {
    private record Fact(String key, @Nullable Object value) {}

    private final String sentence;
    private final List<Fact> facts = new ArrayList<>();

    private LogLine(String sentence) {
        this.sentence = sentence;
    }

    public static LogLine of(String sentence) {
        return new LogLine(sentence);
    }

    /** Adds a fact to this line, and gives it back. */
    public LogLine with(String key, @Nullable Object value) {
        facts.add(new Fact(key, value));
        return this;
    }

    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(sentence);
        facts.forEach(fact -> line.append(' ').append(fact.key()).append('=').append(fact.value()));
        return line.toString();
    }
}
