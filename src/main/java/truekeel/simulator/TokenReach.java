package truekeel.simulator;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a bot's token must carry to write in an area at all, whatever its user owns or may do there: role and scope
 * combine, and the narrower wins. A person's session is not narrowed. Areas that are not named take any token; which
 * scopes reach them is not published.
 */
final class TokenReach {
    private static final Set<String> GENERAL = Set.of("admin_classic");
    private static final Map<String, Set<String>> AREAS = Map.ofEntries(
            Map.entry("/api/v1/spaces", Set.of("admin.spaces", "spaces.shared", "spaces.managed", "spaces.data")),
            Map.entry("/api/v1/apps", Set.of("apps", "admin.apps")),
            Map.entry("/api/v1/items", Set.of("apps", "admin.apps")),
            Map.entry("/api/v1/temp-contents", Set.of("apps", "admin.apps", "admin.extensions", "admin.themes")),
            Map.entry("/api/v1/users", Set.of("admin.users")),
            Map.entry("/api/v1/extensions", Set.of("admin.extensions")),
            Map.entry("/api/v1/themes", Set.of("admin.themes")),
            Map.entry("/api/v1/webhooks", Set.of("admin.webhooks", "webhooks")),
            Map.entry("/api/core/webhooks", Set.of("admin.webhooks", "webhooks")),
            Map.entry("/api/core/ip-policies", Set.of("admin.ip-policies")),
            Map.entry("/api/core/auth-settings", Set.of("admin.auth-settings")),
            Map.entry("/api/v1/tenants", GENERAL),
            Map.entry("/api/v1/roles", GENERAL),
            Map.entry("/api/v1/groups", GENERAL),
            Map.entry("/api/v1/identity-providers", GENERAL),
            Map.entry("/api/v1/licenses", GENERAL),
            Map.entry("/api/v1/web-integrations", GENERAL),
            Map.entry("/api/v1/csp-origins", GENERAL),
            Map.entry("/api/v1/banners", GENERAL),
            Map.entry("/api/v1/transports", GENERAL),
            Map.entry("/api/v1/ui-config", GENERAL));
    /** Areas that belong to users: there their general scope is as good. */
    private static final List<String> OF_USERS =
            List.of("/api/v1/spaces", "/api/v1/apps", "/api/v1/items", "/api/v1/temp-contents");

    private TokenReach() {}

    /** Throws a 403 {@link Problem} when the caller's token does not reach where the call writes. */
    static void check(Call call, Caller caller) {
        boolean reads = call.method().equals("GET")
                || call.method().equals("HEAD")
                || call.path().endsWith("/actions/filter");
        if (reads || caller.tokenScopes().contains("*")) {
            return;
        }
        AREAS.forEach((area, scopes) -> {
            boolean within = call.path().equals(area) || call.path().startsWith(area + "/");
            if (within && !reaches(caller.tokenScopes(), area, scopes)) {
                throw Problem.forbidden("The token lacks a scope for " + area + ".");
            }
        });
    }

    private static boolean reaches(Set<String> held, String area, Set<String> needed) {
        return held.contains("admin_classic")
                || held.stream().anyMatch(needed::contains)
                || (OF_USERS.contains(area) && held.contains("user_default"));
    }
}
