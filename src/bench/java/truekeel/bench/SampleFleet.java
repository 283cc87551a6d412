package truekeel.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A fleet as people write it: one template that all tenants share, and a few resources of each tenant's own. Every
 * tenant has {@link #RESOURCES} resources of seven kinds; apps are left out, since what they cost is the size of files.
 */
final class SampleFleet {
    static final int RESOURCES = 50;

    private static final int ROLES = 3;
    private static final int GROUPS = 8;
    private static final int SHARED_SPACES = 12;
    private static final int MANAGED_SPACES = 4;
    private static final int ORIGINS = 6;
    private static final int INTEGRATIONS = 6;
    private static final int USERS = 6;
    private static final int OWN_SPACES = 2;
    private static final int OWN_ORIGINS = 2;

    private SampleFleet() {}

    /** The name of a tenant, counted from 1. */
    static String name(int number) {
        return String.format(Locale.ROOT, "t%03d", number);
    }

    static String hostname(int number) {
        return name(number) + ".us.qlikcloud.com";
    }

    /**
     * All files of a repository with so many tenants, by path. The mark changes a file that is no manifest, so that a
     * revision can move without anything else moving.
     */
    static Map<String, String> files(int tenants, int mark) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("README.md", "Sweep " + mark + "\n");
        files.put("tenants/fleet.yaml", fleet());
        files.put("tenants/policies/described.yaml", policy());
        files.put("tenants/templates/standard/people.yaml", people());
        files.put("tenants/templates/standard/content.yaml", content());
        for (int number = 1; number <= tenants; number++) {
            String folder = "tenants/" + name(number) + "/";
            files.put(folder + "tenant.yaml", tenant(number));
            files.put(folder + "own.yaml", own(number));
        }
        return files;
    }

    static String fleet() {
        return document("Fleet", "fleet", """
                regions: {us: {clientId: sim-client, clientSecret: {secretRef: qlik}}}
                defaults: {reconcile: {mode: enforce}}
                """);
    }

    private static String policy() {
        return document("Policy", "spaces-are-described", """
                match: {kinds: [Space]}
                on: [desired, live, change]
                severity: block
                rule: has(resource.spec.description) && resource.spec.description != ""
                message: The space {resource.metadata.name} has no description
                """);
    }

    private static String tenant(int number) {
        return document("Tenant", name(number), """
                hostname: %s
                templates: [standard]
                values: {company: Company %d}
                """.formatted(hostname(number), number));
    }

    private static String people() {
        StringBuilder yaml = new StringBuilder();
        yaml.append(document("GroupSettings", "groups", "autoCreateGroups: true"));
        for (int role = 1; role <= ROLES; role++) {
            yaml.append(document("Role", "Author " + role, """
                    description: Writes reports of ${values.company}
                    assignedScopes: [apps, app.share]
                    """));
        }
        for (int group = 1; group <= GROUPS; group++) {
            yaml.append(document("Group", "Team " + group, """
                    providerType: custom
                    description: People of ${values.company}
                    assignedRoles: [Author %d]
                    """.formatted(group % ROLES + 1)));
        }
        return yaml.toString();
    }

    private static String content() {
        StringBuilder yaml = new StringBuilder();
        for (int space = 1; space <= SHARED_SPACES; space++) {
            yaml.append(document("Space", "Lab " + space, """
                    type: shared
                    description: Drafts of ${values.company}
                    members: [{group: Team %d, roles: [producer]}]
                    """.formatted(space % GROUPS + 1)));
        }
        for (int space = 1; space <= MANAGED_SPACES; space++) {
            yaml.append(document("Space", "Library " + space, """
                    type: managed
                    description: What is governed
                    members: [{group: Team %d, roles: [consumer]}]
                    """.formatted(space)));
        }
        for (int origin = 1; origin <= ORIGINS; origin++) {
            yaml.append(document("CspOrigin", "cdn-" + origin, """
                    origin: https://cdn%d.${tenant.name}.example
                    directives: [fontSrc, styleSrc]
                    """.formatted(origin)));
        }
        for (int portal = 1; portal <= INTEGRATIONS; portal++) {
            yaml.append(document("WebIntegration", "Portal " + portal, """
                    validOrigins: ["https://portal%d.${tenant.name}.example"]
                    """.formatted(portal)));
        }
        return yaml.toString();
    }

    private static String own(int number) {
        StringBuilder yaml = new StringBuilder();
        String domain = name(number) + ".example";
        for (int user = 1; user <= USERS; user++) {
            yaml.append(document("User", "person-" + user, """
                    subject: auth|person-%1$d
                    email: person%1$d@%2$s
                    name: Person %1$d
                    assignedGroups: [Team %1$d]
                    """.formatted(user, domain)));
        }
        for (int space = 1; space <= OWN_SPACES; space++) {
            yaml.append(document("Space", "Own " + space, """
                    type: shared
                    description: Only of tenant %d
                    owner: person%d@%4$s
                    members: [{user: person%3$d@%4$s, roles: [producer]}]
                    """.formatted(number, space, space + OWN_SPACES, domain)));
        }
        for (int origin = 1; origin <= OWN_ORIGINS; origin++) {
            yaml.append(document("CspOrigin", "own-" + origin, """
                    origin: https://own%d.%s
                    directives: [imgSrc]
                    """.formatted(origin, domain)));
        }
        return yaml.toString();
    }

    /** One YAML document. */
    static String document(String kind, String name, String spec) {
        return """
                ---
                apiVersion: truekeel/v1alpha1
                kind: %s
                metadata: {name: %s}
                spec:
                """.formatted(kind, name) + spec.indent(2);
    }
}
