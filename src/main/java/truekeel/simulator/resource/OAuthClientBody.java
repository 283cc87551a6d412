package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import truekeel.simulator.Body;
import truekeel.simulator.Json;
import truekeel.simulator.PatchOp;
import truekeel.simulator.Problem;

/** What bodies and patches say of an OAuth client. */
final class OAuthClientBody {
    private static final int MOST_URLS = 5;
    private static final List<String> TEXTS = List.of("description", "clientUri", "logoUri", "jwksUri");
    private static final List<String> LISTS =
            List.of("redirectUris", "allowedOrigins", "allowedScopes", "allowedGrantTypes", "allowedAuthMethods");
    private static final Map<String, Set<String>> WORDS = Map.of(
            "allowedGrantTypes", Set.of("client_credentials", "urn:qlik:oauth:user-impersonation"),
            "allowedAuthMethods", Set.of("client_secret", "private_key_jwt"));

    private OAuthClientBody() {}

    /** A new row, checked. */
    static ObjectNode create(Body body) {
        ObjectNode row = Json.object();
        body.required("appType");
        row.put(
                "appType",
                body.oneOf("appType", "web", "native", "spa", "anonymous-embed").orElseThrow());
        row.put("clientName", body.required("clientName"));
        for (String field : TEXTS) {
            body.text(field).ifPresent(text -> row.put(field, text));
        }
        for (String field : LISTS) {
            body.texts(field).ifPresent(list -> row.set(field, Json.texts(list)));
        }
        body.items("publicKeys").ifPresent(keys -> row.set("publicKeys", keys));
        if (body.has("connectionConfig")) {
            Body config = Body.of(body.node().path("connectionConfig"), "/connectionConfig");
            config.oneOf("consentMethod", "trusted").ifPresent(method -> row.put("_consent", method));
        }
        if (row.path("appType").asText().equals("web") && !row.has("allowedAuthMethods")) {
            row.putArray("allowedAuthMethods").add("client_secret");
        }
        check(row);
        return row;
    }

    /** Carries out one operation; what it made is checked afterwards. */
    static void apply(ObjectNode row, PatchOp op) {
        String field = op.rule().substring(1);
        JsonNode held = row.path(field);
        if (!op.is("add") && (held.isMissingNode() || (held.isContainerNode() && held.isEmpty()))) {
            throw Problem.badField("/" + op.index() + "/path", "There is nothing at " + op.path() + ".");
        }
        if (op.is("remove")) {
            row.remove(field);
        } else if (field.equals("publicKeys")) {
            row.set(field, op.items());
        } else if (LISTS.contains(field)) {
            row.set(field, Json.texts(op.texts()));
        } else {
            if (op.text().isBlank()) {
                throw op.bad("This field must not be empty.");
            }
            row.put(field, op.text());
        }
    }

    /** Throws a 400 for what such a client cannot be. */
    static void check(ObjectNode row) {
        String type = row.path("appType").asText();
        if (!row.has("clientName")) {
            throw Problem.badField("/clientName", "A client has a name.");
        }
        for (Map.Entry<String, JsonNode> field : row.properties()) {
            boolean filled = field.getValue() instanceof ArrayNode list && !list.isEmpty();
            if (filled && (LISTS.contains(field.getKey()) || field.getKey().equals("publicKeys"))) {
                checkList(type, field.getKey(), field.getValue());
            }
        }
        boolean keys = !row.path("publicKeys").isEmpty() || row.has("jwksUri");
        if (Json.texts(row.path("allowedAuthMethods")).contains("private_key_jwt") && !keys) {
            throw Problem.badField("/publicKeys", "private_key_jwt needs publicKeys or a jwksUri.");
        }
    }

    private static void checkList(String type, String field, JsonNode list) {
        if (!OAuthClients.LISTS.getOrDefault(type, Set.of()).contains(field)) {
            throw Problem.badField("/" + field, "A client of the type " + type + " has no " + field + ".");
        }
        if (Set.of("redirectUris", "allowedOrigins").contains(field) && list.size() > MOST_URLS) {
            throw Problem.badField("/" + field, "At most " + MOST_URLS + " are allowed.");
        }
        Set<String> words = WORDS.get(field);
        if (words != null && !words.containsAll(Json.texts(list))) {
            throw Problem.badField("/" + field, "Allowed are " + String.join(", ", words) + ".");
        }
        if (field.equals("publicKeys")) {
            for (JsonNode key : list) {
                Body jwk = Body.of(key, "/publicKeys");
                List.of("alg", "kid", "kty", "use").forEach(jwk::required);
            }
        }
    }
}
