package truekeel.policy;

import java.util.List;
import java.util.Set;
import truekeel.model.KindName;

/** The policies that hold in every fleet. */
public final class BuiltInPolicies {
    /** The name of the policy on anonymous links that nobody declared. */
    public static final String ANONYMOUS_LINKS = "undeclared-anonymous-links";

    private BuiltInPolicies() {}

    /** Their rules. What links a space has is told by its fact {@code linkShares}. */
    public static List<PolicyRule> rules() {
        return List.of(
                new PolicyRule(
                        ANONYMOUS_LINKS,
                        List.of(KindName.of("Space")),
                        labels -> true,
                        Set.of(PolicyRule.Occasion.LIVE),
                        PolicyRule.Level.WARN,
                        "!has(resource.facts.linkShares)"
                                + " || resource.facts.linkShares.all(link, link.disabled || link.declared)",
                        "Space {resource.metadata.name} opens an app to anonymous visitors by a link that no manifest declares."));
    }
}
