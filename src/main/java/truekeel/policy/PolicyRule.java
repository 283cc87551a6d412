package truekeel.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import truekeel.model.KindName;

/**
 * One policy.
 *
 * @param kinds what it looks at; none means every kind
 * @param tenants whether it concerns a tenant with the given labels
 * @param rule CEL; true means that the object keeps to the policy
 * @param message may hold paths in braces such as {@code {resource.metadata.name}}
 */
public record PolicyRule(
        String name,
        List<KindName> kinds,
        Predicate<Map<String, String>> tenants,
        Set<Occasion> on,
        Level level,
        String rule,
        String message) {
    public PolicyRule {
        kinds = List.copyOf(kinds);
        on = Set.copyOf(on);
    }

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

    boolean covers(KindName kind) {
        return kinds.isEmpty() || kinds.contains(kind);
    }
}
