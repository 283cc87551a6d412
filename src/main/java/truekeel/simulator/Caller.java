package truekeel.simulator;

import java.util.Set;

/**
 * Who makes a request, and what they may do. Roles grant scopes, the token narrows them: what only one of the two
 * allows is refused.
 *
 * @param userId the user in the tenant; for the register and console hosts the client id
 * @param clientId empty for a person
 * @param tokenScopes what the token allows; {@code *} for a person's session
 * @param roles names of all roles: direct, through groups, UserDefault
 * @param granted all scopes these roles grant
 * @param groups ids of the groups the user is in, Everyone included
 */
public record Caller(
        String userId,
        String subject,
        String clientId,
        Set<String> tokenScopes,
        Set<String> roles,
        Set<String> granted,
        Set<String> groups) {

    /** Scopes a general admin token does not reach: content of other users. */
    private static final Set<String> NOT_CLASSIC = Set.of("admin.apps", "admin.automations");

    /** Whether this is the bot of an OAuth client. */
    public boolean isBot() {
        return !clientId.isEmpty();
    }

    /** Whether the caller is a tenant admin whose token carries admin rights. */
    public boolean isAdmin() {
        return roles.contains("TenantAdmin") && tokenAllows("admin.tenant");
    }

    /** As {@link #requireAdmin}, or whose roles and token allow a scope that is made for this. */
    public void requireAdmin(String scope) {
        if (!may(scope)) {
            requireAdmin();
        }
    }

    public boolean hasRole(String name) {
        return roles.contains(name);
    }

    /** Whether roles and token together allow a scope such as {@code admin.spaces} or {@code apps:export}. */
    public boolean may(String scope) {
        return covers(granted, scope) && tokenAllows(scope);
    }

    /** Throws a 403 {@link Problem} unless {@link #may} says yes. */
    public void require(String scope) {
        if (!may(scope)) {
            throw Problem.forbidden("The caller lacks the scope " + scope + ".");
        }
    }

    /** Throws a 403 {@link Problem} unless the caller {@link #isAdmin}. */
    public void requireAdmin() {
        if (!isAdmin()) {
            throw Problem.forbidden("This operation needs a tenant admin.");
        }
    }

    /** Whether the token itself reaches a scope, whatever the roles say. */
    public boolean tokenAllows(String scope) {
        if (tokenScopes.contains("*") || covers(tokenScopes, scope)) {
            return true;
        }
        if (tokenScopes.contains("admin_classic")) {
            return NOT_CLASSIC.stream().noneMatch(fenced -> isWithin(scope, fenced));
        }
        return tokenScopes.contains("user_default") && !scope.startsWith("admin");
    }

    private static boolean covers(Set<String> scopes, String scope) {
        return scopes.stream().anyMatch(held -> isWithin(scope, held));
    }

    /** {@code admin.apps:read} is within {@code admin.apps}. */
    private static boolean isWithin(String scope, String held) {
        return scope.equals(held) || scope.startsWith(held + ":");
    }
}
