package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import truekeel.simulator.Body;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Problem;
import truekeel.simulator.Stamp;

/**
 * What connections are made of. {@code _properties} holds all that was given, {@code _secrets} what never comes back.
 * The service spells {@code datasourceID} itself and takes {@code dataSourceId} as well.
 */
final class ConnectionBody {
    static final String CREDENTIALS = "dataCredentials";
    static final String STATEMENT = "qConnectStatement";
    static final String PROPERTIES = "connectionProperties";
    private static final int MOST_TAGS = 32;
    private static final List<String> INLINE = List.of("qUsername", "qPassword");

    private ConnectionBody() {}

    /** A new connection of the caller, not yet in the table. */
    static ObjectNode fresh(Exchange exchange, Body body) {
        boolean raw = body.has(STATEMENT);
        if (raw && body.has(PROPERTIES)) {
            throw body.bad(PROPERTIES, "Either " + STATEMENT + " or " + PROPERTIES + " is given, not both.");
        }
        String spelling = body.has("datasourceID") ? "datasourceID" : "dataSourceId";
        String id = exchange.ids().uuid();
        String now = Stamp.millis(exchange.now());
        ObjectNode row = Json.object();
        row.put("id", id);
        row.put("qID", id);
        row.put("qEngineObjectID", id);
        row.put("qName", body.required("qName"));
        row.put("space", body.text("space").orElse(""));
        row.put("user", exchange.caller().userId());
        row.put("tenant", exchange.tenant().id());
        row.put("qArchitecture", body.number("qArchitecture", 0, 1).orElse(0));
        row.put("qLogOn", 0);
        row.put("qSeparateCredentials", body.flag("qSeparateCredentials").orElse(false));
        row.put("created", now);
        row.put("updated", now);
        row.put("datasourceID", body.required(spelling));
        row.putObject("_properties");
        row.putObject("_secrets");
        if (raw) {
            raw(exchange, body, row);
        } else {
            properties(exchange, body, row, "/" + spelling);
        }
        return row;
    }

    private static void raw(Exchange exchange, Body body, ObjectNode row) {
        row.put(STATEMENT, body.required(STATEMENT));
        row.put("qType", body.required("qType"));
        row.set("tags", Json.texts(tags(body, MOST_TAGS)));
        for (String field : INLINE) {
            body.text(field).ifPresent(text -> row.withObject("/_secrets").put(field, text));
        }
        body.text("qConnectionSecret").ifPresent(text -> row.put("_connectionSecret", text));
        if (body.has("qCredentialsID")) {
            String id = body.required("qCredentialsID");
            if (exchange.table(CREDENTIALS).get(id).isEmpty()) {
                throw Problem.notFound("There is no credential " + id + ".");
            }
            row.put("qCredentialsID", id);
        }
    }

    private static List<String> tags(Body body, int most) {
        List<String> tags = body.texts("tags").orElse(List.of());
        if (tags.size() > most) {
            throw body.bad("tags", "At most " + most + " tags are allowed.");
        }
        return tags;
    }

    /** One tag of the service itself comes on top. */
    private static void properties(Exchange exchange, Body body, ObjectNode row, String pointer) {
        SourceCatalogue.Source source =
                SourceCatalogue.usable(exchange, row.path("datasourceID").asText(), pointer);
        Body given = Body.of(body.node().path(PROPERTIES), "/" + PROPERTIES);
        for (Map.Entry<String, JsonNode> property : given.node().properties()) {
            put(source, row, property.getKey(), property.getValue(), "/" + PROPERTIES + "/" + property.getKey());
        }
        requireAll(source, row);
        if (isInteractive(row)) {
            spend(exchange, row.path("_secrets").path(SourceCatalogue.AUTH_CODE).asText());
        }
        row.put("qType", source.provider());
        row.set("tags", Json.texts(tags(body, MOST_TAGS - 1)));
        row.withArray("tags").add("DcaasAPI:" + source.id());
        row.put(STATEMENT, statement(source, row));
    }

    /** Whether a person has to sign in at the source. */
    static boolean isInteractive(JsonNode row) {
        return row.path("_properties").path("OAuthMechanism").asText().equals("1");
    }

    /** A code that comes from signing in is good once. */
    private static void spend(Exchange exchange, String code) {
        String pointer = "/" + PROPERTIES + "/" + SourceCatalogue.AUTH_CODE;
        if (code.isEmpty()) {
            throw Problem.badField(pointer, "The source asks for a code; authUrlOnly tells where to get one.");
        }
        if (exchange.table("spentAuthCodes").get(code).isPresent()) {
            throw Problem.badField(pointer, "The code was used already.");
        }
        exchange.table("spentAuthCodes").add(Json.object().put("id", code));
    }

    /** Where a person signs in, for a request that asks for nothing else; empty for sources without. */
    static Optional<String> signIn(Body body) {
        boolean asked = body.flag("authUrlOnly").orElse(false);
        boolean interactive =
                body.node().path(PROPERTIES).path("OAuthMechanism").asText().equals("1");
        return asked && interactive
                ? Optional.of("https://accounts.example/authorize?response_type=code&prompt=consent")
                : Optional.empty();
    }

    static void put(SourceCatalogue.Source source, ObjectNode row, String name, JsonNode value, String pointer) {
        boolean secret = SourceCatalogue.checked(source, name, value, pointer).credential();
        row.withObject(secret ? "/_secrets" : "/_properties").set(name, value);
    }

    static void requireAll(SourceCatalogue.Source source, ObjectNode row) {
        for (SourceCatalogue.Property property : source.properties()) {
            if (property.required() && !row.path("_properties").has(property.name())) {
                throw Problem.badField(
                        "/" + PROPERTIES + "/" + property.name(), "The property " + property.name() + " is required.");
            }
        }
    }

    static String statement(SourceCatalogue.Source source, ObjectNode row) {
        StringBuilder text = new StringBuilder("CUSTOM CONNECT TO \"provider=").append(source.provider());
        row.path("_properties").properties().forEach(property -> text.append(';')
                .append(property.getKey())
                .append('=')
                .append(property.getValue().asText()));
        return text.append(";\"").toString();
    }

    /** What is given to sign in with becomes a credential of its own, known by its id. */
    static void credentials(Exchange exchange, ObjectNode row) {
        if (row.path("_secrets").isEmpty() || row.hasNonNull("qCredentialsID")) {
            return;
        }
        String id = exchange.ids().uuid();
        ObjectNode credential = Json.object();
        credential.put("id", id);
        credential.put("qID", id);
        credential.put("qName", row.path("qName").asText());
        credential.put("qType", row.path("qType").asText());
        credential.put("user", exchange.caller().userId());
        exchange.table(CREDENTIALS).add(credential);
        row.put("qCredentialsID", id);
    }

    static boolean hasCredentials(ObjectNode row) {
        return row.hasNonNull("qCredentialsID");
    }

    /** Brings the credentials to what a connection has become. */
    static void settle(Exchange exchange, ObjectNode before, ObjectNode after) {
        if (!after.path("qCredentialsID").equals(before.path("qCredentialsID"))) {
            exchange.table(CREDENTIALS).remove(before.path("qCredentialsID").asText());
        }
        credentials(exchange, after);
    }

    /** Of a changed copy; the credential goes when the copy is settled. */
    static void detach(ObjectNode row) {
        row.remove("qCredentialsID");
        row.putObject("_secrets");
    }

    /** The properties that are told, which those of a connection string are not. */
    static ObjectNode shown(Exchange exchange, ObjectNode row) {
        ObjectNode shown = row.path("_properties").deepCopy();
        SourceCatalogue.find(row.path("datasourceID").asText())
                .ifPresent(
                        source -> row.path("_secrets").properties().forEach(secret -> source.property(secret.getKey())
                                .filter(property -> SourceCatalogue.isShown(exchange, property))
                                .ifPresent(property -> shown.set(secret.getKey(), secret.getValue()))));
        return shown;
    }

    /** A full replace: the string anew, the inline credentials as they were. */
    static ObjectNode replaced(Exchange exchange, ObjectNode row) {
        Body body = exchange.body();
        for (String field : INLINE) {
            if (body.has(field)) {
                throw body.bad(field, "Inline credentials cannot be changed by a PUT.");
            }
        }
        for (String id : List.of("qID", "qEngineObjectID")) {
            if (!body.required(id).equals(row.path("qID").asText())) {
                throw body.bad(id, "It must be the connection's own.");
            }
        }
        ObjectNode changed = row.deepCopy();
        changed.put("qName", body.required("qName"));
        changed.put("qType", body.required("qType"));
        changed.put(STATEMENT, body.required(STATEMENT));
        changed.put("datasourceID", body.text("datasourceID").orElse(""));
        changed.putObject("_properties");
        body.text("qConnectionSecret").ifPresent(text -> changed.put("_connectionSecret", text));
        return changed;
    }
}
