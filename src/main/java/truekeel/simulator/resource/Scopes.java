package truekeel.simulator.resource;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import truekeel.simulator.TenantOptions;

/**
 * The scope ids a role may hold, and what the default roles hold of them. The list is the published one of August 2026
 * plus the one behind Public link creation, which is not published: its id is a {@link TenantOptions#publicLinkScope
 * tenant option}. What exactly each default role holds is not published either.
 */
final class Scopes {
    private static final List<String> ADMIN = List.of(
            "admin.apps",
            "admin.apps:read",
            "admin.apps:export",
            "admin.automations",
            "admin.automations:read",
            "admin.automations:strict",
            "admin.spaces",
            "admin.users",
            "admin.webhooks",
            "admin.extensions",
            "admin.themes",
            "admin.csp",
            "admin.ip-policies",
            "admin.auth-settings",
            "admin.environments",
            "admin.ui-config:edit",
            "admin.report-tasks",
            "admin.collections.publicgoverned",
            "admin.knowledgebases",
            "admin.assistants",
            "admin.semantictype",
            "admin.dataproduct");

    private static final List<String> USER = List.of(
            "apps",
            "apps:export",
            "spaces.shared",
            "spaces.managed",
            "spaces.data",
            "automations.private",
            "automations.shared",
            "data-connections",
            "api-keys",
            "app.share",
            "notes",
            "webhooks",
            "glossary:all",
            "space-requests:create",
            "genericlink:all");

    private static final List<String> EVERYBODY =
            List.of("apps", "app.share", "notes", "data-connections", "space-requests:create");

    private static final Map<String, List<String>> DEFAULT_ROLES = Map.ofEntries(
            Map.entry(
                    "AnalyticsAdmin",
                    List.of(
                            "admin.apps",
                            "admin.spaces",
                            "admin.extensions",
                            "admin.themes",
                            "admin.collections.publicgoverned",
                            "admin.report-tasks",
                            "spaces.managed")),
            Map.entry("AuditAdmin", List.of()),
            Map.entry("AutomationCreator", List.of("automations.private", "automations.shared")),
            Map.entry("AutomlDeploymentContributor", List.of()),
            Map.entry("AutomlExperimentContributor", List.of()),
            Map.entry("CollaborationPlatformUser", List.of()),
            Map.entry("DataAdmin", List.of("spaces.data", "data-connections")),
            Map.entry("DataProductManager", List.of()),
            Map.entry("DataServicesContributor", List.of("data-connections")),
            Map.entry("DataSpaceCreator", List.of("spaces.data")),
            Map.entry("EmbeddedAnalyticsUser", List.of()),
            Map.entry("ManagedSpaceCreator", List.of("spaces.managed")),
            Map.entry("PrivateAnalyticsContentCreator", List.of("apps")),
            Map.entry("SharedSpaceCreator", List.of("spaces.shared")),
            Map.entry("Steward", List.of("glossary:all")));

    private Scopes() {}

    /** The roles every tenant has from the start with their scopes, UserDefault and TenantAdmin included, by name. */
    static Map<String, List<String>> defaultRoles() {
        Map<String, List<String>> roles = new TreeMap<>(DEFAULT_ROLES);
        Set<String> all = new TreeSet<>(ADMIN);
        all.addAll(USER);
        roles.put("TenantAdmin", List.copyOf(all));
        roles.put("UserDefault", EVERYBODY);
        return roles;
    }

    /** What a custom role may hold in a tenant with these options. */
    static Set<String> known(TenantOptions options) {
        Set<String> known = new HashSet<>(ADMIN);
        known.addAll(USER);
        known.add(options.publicLinkScope());
        return known;
    }

    /** What UserDefault may hold: no admin scopes. */
    static Set<String> knownForEverybody(TenantOptions options) {
        Set<String> known = known(options);
        ADMIN.forEach(known::remove);
        return known;
    }
}
