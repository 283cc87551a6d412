package truekeel.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * An OAuth client of the simulated cloud.
 *
 * @param region the one region of a region client; empty = all regions, which only the built-in clients have
 * @param hostname the one tenant of a tenant client
 * @param scopes for a region or organisation client the fixed ones
 */
public record ClientCredential(
        String clientId,
        String clientSecret,
        Level level,
        String region,
        String hostname,
        Set<String> scopes,
        String name) {

    /** Where a client was created, and so what it reaches. */
    public enum Level {
        TENANT,
        REGION,
        ORGANISATION
    }

    private static final Set<String> REGION_SCOPES =
            Set.of("admin_classic", "tenants:create", "tenants:deactivate", "tenants:reactivate");
    private static final Set<String> ORGANISATION_SCOPES = Set.of("cloud-console.tenants:read");

    /** The client every simulator knows: {@code sim-client} with {@code sim-secret}, valid in all regions. */
    public static final ClientCredential DEFAULT = region("sim-client", "sim-secret", "");

    /**
     * The client of the demo's daemon: {@code truekeel-demo} with {@code truekeel-demo-secret}, valid in all regions.
     */
    public static final ClientCredential DEMO = region("truekeel-demo", "truekeel-demo-secret", "");

    /** The demo's client of the organisation API: {@code truekeel-demo-organisation} with the same secret. */
    public static final ClientCredential DEMO_ORGANISATION =
            organisation("truekeel-demo-organisation", "truekeel-demo-secret");

    public ClientCredential {
        scopes = Set.copyOf(scopes);
    }

    public static ClientCredential region(String clientId, String clientSecret, String region) {
        String label = region.isEmpty() ? "OAuth Client" : region.toUpperCase(Locale.ROOT) + " OAuth Client";
        return new ClientCredential(clientId, clientSecret, Level.REGION, region, "", REGION_SCOPES, label);
    }

    public static ClientCredential organisation(String clientId, String clientSecret) {
        return new ClientCredential(
                clientId, clientSecret, Level.ORGANISATION, "", "", ORGANISATION_SCOPES, "Organisation client");
    }

    public static ClientCredential tenant(String clientId, String clientSecret, String hostname, Set<String> scopes) {
        return new ClientCredential(clientId, clientSecret, Level.TENANT, "", hostname, scopes, clientId);
    }

    /**
     * Reads one element of {@code credentials.json}: {@code {clientId, clientSecret, level: region|tenant|organisation,
     * region?, hostname?, scopes?, name?}}. Throws {@link IllegalArgumentException} when a part is missing.
     */
    static ClientCredential parse(JsonNode json) {
        String id = required(json, "clientId");
        String secret = required(json, "clientSecret");
        String level = json.path("level").asText("region");
        ClientCredential read =
                switch (level) {
                    case "region" -> region(id, secret, json.path("region").asText(""));
                    case "organisation" -> organisation(id, secret);
                    case "tenant" -> tenant(id, secret, required(json, "hostname"), Set.of("admin_classic"));
                    default -> throw new IllegalArgumentException("credentials.json: unknown level " + level);
                };
        List<String> scopes = Json.texts(json.path("scopes"));
        return new ClientCredential(
                id,
                secret,
                read.level(),
                read.region(),
                read.hostname(),
                scopes.isEmpty() ? read.scopes() : new TreeSet<>(scopes),
                json.path("name").asText(read.name()));
    }

    private static String required(JsonNode json, String field) {
        String text = json.path(field).asText("");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("credentials.json: " + field + " is missing.");
        }
        return text;
    }

    /** Whether a token for this host may be had. */
    boolean reaches(String host, boolean tenantHost) {
        return switch (level) {
            case TENANT -> tenantHost && host.equals(hostname);
            case REGION ->
                !host.equals(Hosts.CONSOLE)
                        && (region.isEmpty() || Hosts.region(host).equals(region));
            case ORGANISATION -> host.equals(Hosts.CONSOLE);
        };
    }
}
