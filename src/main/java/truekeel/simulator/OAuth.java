package truekeel.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The clients, the tokens and the token endpoint. A token holds for the host it was asked from and no other, for six
 * hours. Errors have the form of RFC 6749, as nothing else is known of them; a body that is not JSON is refused, as
 * only JSON is documented.
 */
final class OAuth {
    static final Duration LIFETIME = Duration.ofHours(6);
    private final Map<String, ClientCredential> clients = new ConcurrentHashMap<>();
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();
    private final Ids ids;

    OAuth(Ids ids, List<ClientCredential> known) {
        this.ids = ids;
        known.forEach(this::add);
    }

    void add(ClientCredential client) {
        clients.put(client.clientId(), client);
    }

    /** A checked token request. */
    record Request(ClientCredential client, Set<String> scopes, boolean scoped) {}

    /**
     * Throws {@link Refusal} with the answer when the request is malformed or the client is unknown here.
     *
     * @param made what clients that were made inside the tenant can sign in with, by the client's id
     */
    Request read(Call call, String systemHost, boolean tenantHost, Function<String, List<ClientCredential>> made) {
        if (!call.header("content-type").orElse("").toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw new Refusal(400, "invalid_request", "The body must be application/json.");
        }
        JsonNode body;
        try {
            body = Json.parse(call.body().bytes());
        } catch (UncheckedIOException e) {
            throw new Refusal(400, "invalid_request", "The body is not valid JSON.");
        }
        if (!body.path("grant_type").asText("").equals("client_credentials")) {
            throw new Refusal(400, "unsupported_grant_type", "grant_type must be client_credentials.");
        }
        if (!body.path("client_id").isTextual() || !body.path("client_secret").isTextual()) {
            throw new Refusal(400, "invalid_request", "client_id and client_secret are required.");
        }
        String id = body.path("client_id").textValue();
        Optional<ClientCredential> client = Stream.concat(
                        Optional.ofNullable(clients.get(id)).stream(), made.apply(id).stream())
                .filter(known ->
                        known.clientSecret().equals(body.path("client_secret").textValue()))
                .filter(known -> known.reaches(systemHost, tenantHost))
                .findFirst();
        String scope = body.path("scope").asText("").strip();
        return client.map(known -> new Request(known, scopes(known, scope), !scope.isEmpty()))
                .orElseThrow(() -> new Refusal(401, "invalid_client", "Client authentication failed."));
    }

    private static Set<String> scopes(ClientCredential client, String asked) {
        if (asked.isEmpty()) {
            return client.scopes();
        }
        Set<String> scopes = new TreeSet<>(List.of(asked.split("\\s+", -1)));
        if (!client.scopes().containsAll(scopes)) {
            throw new Refusal(400, "invalid_scope", "The client does not have all of these scopes.");
        }
        return scopes;
    }

    /** Issues a token and answers with it; the scopes are told where somebody chose them. */
    Answer issue(Request request, String audience, String userId, Instant now) {
        String token = token(audience, request.client().clientId(), userId, request.scopes(), now);
        ObjectNode body = Json.object();
        body.put("access_token", token);
        body.put("token_type", "bearer");
        body.put("expires_in", LIFETIME.toSeconds());
        body.put("expires_at", Stamp.millis(now.plus(LIFETIME)));
        boolean chosen = request.client().level() == ClientCredential.Level.TENANT;
        if (request.scoped() || chosen) {
            body.put("scope", String.join(" ", request.scopes()));
        }
        return Answer.ok(body);
    }

    String token(String audience, String clientId, String userId, Set<String> scopes, Instant now) {
        grants.values().removeIf(old -> !now.isBefore(old.expires()));
        String token = ids.token();
        grants.put(token, new Grant(audience, clientId, userId, scopes, now.plus(LIFETIME)));
        return token;
    }

    /** What the Authorization header stands for, if it is a token of this audience that still holds. */
    Optional<Grant> grant(Call call, String audience, Instant now) {
        return call.header("authorization")
                .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(header -> header.substring(7).strip())
                .map(grants::get)
                .filter(grant -> grant.audience().equals(audience) && now.isBefore(grant.expires()));
    }

    /** An RFC 6749 error on its way out. */
    static final class Refusal extends RuntimeException {
        private final int status;
        private final String error;
        private final String description;

        Refusal(int status, String error, String description) {
            super(error, null, false, false);
            this.status = status;
            this.error = error;
            this.description = description;
        }

        Answer answer() {
            return Answer.json(status, Json.object().put("error", error).put("error_description", description));
        }
    }
}
