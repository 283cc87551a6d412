package truekeel.manifest;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import truekeel.model.KindName;
import truekeel.model.Position;
import truekeel.model.Selector;

/**
 * One {@code Policy} document; whether its rule is sound CEL is for the room {@code policy} to say.
 *
 * @param message may hold paths in braces such as {@code {resource.metadata.name}}
 */
public record PolicySpec(
        String name, Match match, Set<Occasion> on, Level level, Rule rule, String message, Position position) {
    public PolicySpec {
        on = Collections.unmodifiableSet(new TreeSet<>(on));
    }

    /** What the rule looks at; no kinds means all. */
    public record Match(List<KindName> kinds, Selector tenants) {
        public Match {
            kinds = List.copyOf(kinds);
        }
    }

    /** The CEL text and where it stands. */
    public record Rule(String text, Position position) {}

    /** When a rule is asked. */
    public enum Occasion {
        DESIRED,
        LIVE,
        CHANGE
    }

    /** What a violation does. */
    public enum Level {
        BLOCK,
        WARN
    }
}
