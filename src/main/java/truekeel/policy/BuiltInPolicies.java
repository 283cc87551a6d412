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

    /** The name of the policy on content of bots whose OAuth client is used no more. */
    public static final String INACTIVE_BOTS = "content-of-inactive-bots";

    /** The name of the policy on objects that do nothing until a person has done their part in Qlik. */
    public static final String NEEDS_PERSON = "waits-for-a-person";

    private BuiltInPolicies() {}

    /** Their rules. What links a space or a tenant has is told by its fact {@code linkShares}. */
    public static List<PolicyRule> rules() {
        return List.of(
                new PolicyRule(
                        ANONYMOUS_LINKS,
                        List.of(KindName.of("Space"), KindName.of("Tenant")),
                        labels -> true,
                        Set.of(PolicyRule.Occasion.LIVE),
                        PolicyRule.Level.WARN,
                        "!has(resource.facts.linkShares)"
                                + " || resource.facts.linkShares.all(link, link.disabled || link.declared)",
                        "{resource.kind} {resource.metadata.name} opens an app to anonymous visitors by a link that no manifest declares."),
                new PolicyRule(
                        INACTIVE_BOTS,
                        List.of(KindName.of("Space"), KindName.of("App")),
                        labels -> true,
                        Set.of(PolicyRule.Occasion.LIVE),
                        PolicyRule.Level.WARN,
                        "!has(resource.facts.inactiveOwner)",
                        "{resource.kind} {resource.metadata.name} belongs to {resource.facts.inactiveOwner}, the bot of"
                                + " an OAuth client that is used no more."),
                new PolicyRule(
                        NEEDS_PERSON,
                        List.of(KindName.of("Automation")),
                        labels -> true,
                        Set.of(PolicyRule.Occasion.LIVE),
                        PolicyRule.Level.WARN,
                        "!has(resource.facts.needsPerson)",
                        "{resource.kind} {resource.metadata.name} uses what a person must connect in Qlik first:"
                                + " {resource.facts.needsPerson}."),
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
