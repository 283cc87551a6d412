package truekeel.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The clients that were made inside a tenant, as the token endpoint sees them. */
final class TenantClients {
    private TenantClients() {}

    /**
     * What the client of that id can sign in with, one credential for each of its secrets; none where it may not have
     * tokens of its own or nobody trusted it yet.
     */
    static List<ClientCredential> of(SimTenant tenant, String clientId) {
        List<ClientCredential> credentials = new ArrayList<>();
        tenant.table("oauthClients")
                .get(clientId)
                .filter(TenantClients::mayHaveTokens)
                .ifPresent(row -> {
                    List<String> scopes = Json.texts(row.path("allowedScopes"));
                    row.path("_secrets")
                            .forEach(secret -> credentials.add(new ClientCredential(
                                    clientId,
                                    secret.asText(),
                                    ClientCredential.Level.TENANT,
                                    "",
                                    tenant.hostname(),
                                    scopes.isEmpty() ? Set.of("user_default") : Set.copyOf(scopes),
                                    row.path("clientName").asText())));
                });
        return credentials;
    }

    private static boolean mayHaveTokens(ObjectNode row) {
        return row.path("appType").asText().equals("web")
                && Json.texts(row.path("allowedGrantTypes")).contains("client_credentials")
                && row.path("_consent").asText().equals("trusted");
    }
}
