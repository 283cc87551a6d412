package truekeel.policy;

import java.util.List;
import java.util.Set;
import truekeel.model.KindName;

/** The policies that hold in every fleet. */
public final class BuiltInPolicies {
    /** The name of the policy on anonymous links that nobody declared. */
    public static final String ANONYMOUS_LINKS = "undeclared-anonymous-links";

    /** The name of the policy on seats that are taken by whoever logs in. */
    public static final String AUTOMATIC_SEATS = "automatic-seats";

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
                        "Space {resource.metadata.name} opens an app to anonymous visitors by a link that no manifest declares."),
                new PolicyRule(
                        AUTOMATIC_SEATS,
                        List.of(KindName.of("LicenseSettings")),
                        labels -> true,
                        Set.of(PolicyRule.Occasion.DESIRED),
                        PolicyRule.Level.WARN,
                        "[\"autoAssignProfessional\", \"autoAssignAnalyzer\"].all(field,"
                                + " !(field in resource.spec) || !resource.spec[field])",
                        "Whoever logs in takes a seat of the licence, so that no sum of declared seats can be relied on."));
    }
}
