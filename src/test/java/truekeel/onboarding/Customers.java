package truekeel.onboarding;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The repository of somebody who sells analytics: a tenant of their own, which the licence is known from, one template
 * with all that a customer gets, and for each customer a document of one line that names the template.
 */
public final class Customers {
    /** The tenant that is there from the start. */
    public static final String HOME = "home.us.qlikcloud.com";
    /** What the template declares. The document itself asks for nothing that could be compared. */
    public static final int RESOURCES = 22;

    private final String pem;

    /** @param pem the public key of the portal that logs the customers' people in */
    public Customers(String pem) {
        this.pem = pem;
    }

    /** The name of a customer, counted from 1. */
    public static String name(int number) {
        return String.format(Locale.ROOT, "c%03d", number);
    }

    /** All files with so many customers, by path. */
    public Map<String, String> files(int customers) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("tenants/fleet.yaml", document("Fleet", "fleet", """
                regions: {us: {clientId: sim-client, clientSecret: {secretRef: qlik}}}
                organisation: {clientId: sim-console, clientSecret: {secretRef: console}}
                defaults: {reconcile: {mode: enforce}}
                """));
        files.put("tenants/home/tenant.yaml", document("Tenant", "home", "{name: Home, hostname: " + HOME + "}"));
        files.put("tenants/templates/customer/access.yaml", access());
        files.put("tenants/templates/customer/people.yaml", people());
        files.put("tenants/templates/customer/content.yaml", content());
        for (int number = 1; number <= customers; number++) {
            files.put("tenants/" + name(number) + "/tenant.yaml", document("Tenant", name(number), """
                    create: true
                    region: us
                    templates: [customer]
                    """));
        }
        return files;
    }

    private String access() {
        return document("GroupSettings", "groups", "autoCreateGroups: true")
                + document("LicenseSettings", "licences", "{autoAssignProfessional: false, autoAssignAnalyzer: false}")
                + document("AuthSettings", "sessions", "userSessionInactivityTimeoutMinutes: 60")
                + document("IdentityProvider", "portal", """
                        protocol: jwtAuth
                        provider: external
                        description: Logins from the portal
                        options:
                          issuer: https://portal.example
                          staticKeys:
                            - kid: portal
                              pem: |
                        """ + pem.indent(8))
                + document("Role", "Author", "{description: Writes reports, assignedScopes: [apps, app.share]}")
                + document("Role", "Reader", "{description: Reads reports, assignedScopes: [apps]}")
                + document("Group", "Authors", "{providerType: idp, assignedRoles: [Author]}")
                + document("Group", "Readers", "{providerType: idp, assignedRoles: [Reader]}")
                + document("Group", "Stewards", "{providerType: custom, description: \"Look after ${tenant.name}\"}");
    }

    private static String people() {
        StringBuilder yaml = new StringBuilder();
        for (String person : new String[] {"ann", "ben", "cy"}) {
            yaml.append(document("User", person, """
                    subject: ${tenant.name}|%1$s
                    email: %1$s@${tenant.name}.example
                    name: %1$s
                    assignedGroups: [Stewards]
                    """.formatted(person)));
        }
        return yaml
                + document("LicenseAssignment", "ann", "{subject: \"${tenant.name}|ann\", type: professional}")
                + document("LicenseAssignment", "ben", "{subject: \"${tenant.name}|ben\", type: analyzer}");
    }

    private static String content() {
        return space("Workshop", "shared", "Authors", "producer")
                + space("Drafts", "shared", "Stewards", "facilitator")
                + space("Reports", "managed", "Readers", "consumer")
                + space("Board", "managed", "Stewards", "consumer")
                + document("WebIntegration", "Portal", "validOrigins: [\"https://${tenant.name}.portal.example\"]")
                + document("CspOrigin", "fonts", "{origin: \"https://fonts.example\", directives: [fontSrc]}")
                + document("CspOrigin", "maps", "{origin: \"https://maps.example\", directives: [imgSrc, connectSrc]}")
                + document("Webhook", "changes", """
                        url: https://hooks.portal.example/${tenant.name}
                        eventTypes: [com.qlik.v1.app.published]
                        secret: {secretRef: hook}
                        """);
    }

    private static String space(String name, String type, String group, String role) {
        return document("Space", name, """
                type: %s
                description: %s of ${tenant.name}
                members: [{group: %s, roles: [%s]}]
                """.formatted(type, name, group, role));
    }

    private static String document(String kind, String name, String spec) {
        return """
                ---
                apiVersion: truekeel/v1alpha1
                kind: %s
                metadata: {name: %s}
                spec:
                """.formatted(kind, name) + spec.indent(2);
    }
}
