package truekeel.kinds;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where Qlik's API shows a kind's objects and in which table the simulator keeps them: the one line that the tests of
 * all kinds need of a new one.
 *
 * @param path of one object; of a singleton that has none the path without {@code {id}}
 */
record Service(String kind, String path, String table) {
    private static final List<Service> ALL = List.of(
            new Service("Tenant", "/api/v1/tenants/{id}", "tenants"),
            new Service("Role", "/api/v1/roles/{id}", "roles"),
            new Service("GroupSettings", "/api/v1/groups/settings", "groupSettings"),
            new Service("Group", "/api/v1/groups/{id}", "groups"),
            new Service("User", "/api/v1/users/{id}", "users"),
            new Service("LicenseSettings", "/api/v1/licenses/settings", "licenseSettings"),
            new Service("LicenseAssignment", "/api/v1/licenses/assignments", "licenseAssignments"),
            new Service("Space", "/api/v1/spaces/{id}", "spaces"),
            new Service("WebIntegration", "/api/v1/web-integrations/{id}", "webIntegrations"),
            new Service("CspOrigin", "/api/v1/csp-origins/{id}", "cspOrigins"),
            new Service("Extension", "/api/v1/extensions/{id}", "extensions"),
            new Service("Theme", "/api/v1/themes/{id}", "themes"),
            new Service("Brand", "/api/v1/brands/{id}", "brands"),
            new Service("DataConnection", "/api/connectivity/data-connections/{id}", "dataConnections"),
            new Service("DataFile", "/api/v1/data-files/{id}", "dataFiles"),
            new Service("App", "/api/v1/apps/{id}", "apps"),
            new Service("DataAlert", "/api/v1/data-alerts/{id}", "dataAlerts"),
            new Service("Glossary", "/api/v1/glossaries/{id}", "glossaries"),
            new Service("SharingTask", "/api/v1/sharing-tasks/{id}", "sharingTasks"),
            new Service("ReportTemplate", "/api/v1/report-templates/{id}", "reportTemplates"),
            new Service("Collection", "/api/v1/collections/{id}", "collections"),
            new Service("StagedAppRule", "/api/v1/items?resourceType=app&sort=%2Bname", "apps"),
            new Service("AuthSettings", "/api/core/auth-settings", "authSettings"),
            new Service("ApiKeySettings", "/api/v1/api-keys/configs/{id}", "apiKeyConfigs"),
            new Service("Banner", "/api/v1/banners", "banners"),
            new Service("UiConfig", "/api/v1/ui-config/pinned-links", "pinnedLinks"),
            new Service("EmailTransport", "/api/v1/transports/email-config", "emailConfig"),
            new Service("OAuthClient", "/api/v1/oauth-clients/{id}", "oauthClients"),
            new Service("Automation", "/api/workflows/automations/{id}", "automations"),
            new Service("Task", "/api/scheduling/tasks/{id}", "tasks"),
            new Service("Webhook", "/api/core/webhooks/{id}", "webhooks"),
            new Service("IdentityProvider", "/api/v1/identity-providers/{id}", "identityProviders"),
            new Service("IpPolicy", "/api/core/ip-policies/{id}", "ipPolicies"));
    private static final Service ITEMS = new Service("App", "/api/v1/items/{id}", "apps");

    /** The service of a kind; a kind without one cannot be tried. */
    static Service of(String kind) {
        return ALL.stream()
                .filter(service -> service.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new AssertionError("The kind " + kind + " has no line in Service."));
    }

    /** The service that answers a path, the closest where several do. */
    static Optional<Service> at(String path) {
        return Stream.concat(ALL.stream(), Stream.of(ITEMS))
                .filter(service -> path.equals(service.base()) || path.startsWith(service.base() + "/"))
                .max(Comparator.comparingInt(service -> service.base().length()));
    }

    /** The path of the list, or of the one object there is. */
    String base() {
        return path.replace("/{id}", "");
    }

    /** The path of one object. */
    String path(String id) {
        return path.replace("{id}", id);
    }

    /** The id in a path below the base; empty for the list. */
    Optional<String> id(String below) {
        String rest = below.substring(base().length());
        return Optional.of(rest.startsWith("/") ? rest.substring(1).split("/", 2)[0] : "")
                .filter(part -> !part.isEmpty() && !part.equals("actions"));
    }
}
