package truekeel.qlik;

import java.util.List;

/** Who we are in a tenant, from {@code users/me} and {@code tenants/me}. Roles are names, in Qlik's order. */
public record Identity(String userId, String subject, List<String> roles, String tenantId) {
    public Identity {
        roles = List.copyOf(roles);
    }
}
