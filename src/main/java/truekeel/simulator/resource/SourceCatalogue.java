package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Problem;

/**
 * The data sources of every tenant, and the properties that each of them takes. A property outside the list is refused,
 * and so is one of another type. {@code gbq} is one where a person may have to sign in. What is a credential is never
 * shown again; with the tenant option {@code connectionUsersShown} user names are.
 */
final class SourceCatalogue {
    /** Where a connection leads. */
    static final Set<String> ADDRESSES = Set.of("host", "server", "url");

    /** What a person is given who has signed in at the source; good for one connection. */
    static final String AUTH_CODE = "authCode";

    private static final List<Source> ALL = List.of(
            database("postgres", "PostgreSQL", "host"),
            database("mysql", "MySQL Enterprise Edition", "host"),
            database("snowflake", "Snowflake", "server"),
            new Source(
                    "rest",
                    "REST",
                    "QvRestConnector.exe",
                    List.of(
                            new Property("url", "string", true, false),
                            new Property("method", "string", false, false),
                            new Property("timeout", "number", false, false),
                            new Property("username", "string", false, true),
                            new Property("password", "string", false, true),
                            new Property("token", "string", false, true))),
            new Source(
                    "gbq",
                    "Google BigQuery",
                    "QvOdbcConnectorPackage.exe",
                    List.of(
                            new Property("Catalog", "string", true, false),
                            new Property("OAuthMechanism", "string", true, false),
                            new Property("serviceAccountKey", "string", false, true),
                            new Property(AUTH_CODE, "string", false, true))),
            new Source(
                    "File_AmazonS3ConnectorV2",
                    "Amazon S3",
                    "QvWebStorageProviderConnectorPackage.exe",
                    List.of(
                            new Property("region", "string", true, false),
                            new Property("bucketName", "string", true, false),
                            new Property("accessKey", "string", false, true),
                            new Property("secretKey", "string", false, true))));

    private SourceCatalogue() {}

    /** One property. */
    record Property(String name, String type, boolean required, boolean credential) {}

    /** One source and the connector that serves it. */
    record Source(String id, String name, String provider, List<Property> properties) {
        Optional<Property> property(String wanted) {
            return properties.stream()
                    .filter(property -> property.name().equals(wanted))
                    .findFirst();
        }
    }

    private static Source database(String id, String name, String address) {
        return new Source(
                id,
                name,
                "QvOdbcConnectorPackage.exe",
                List.of(
                        new Property(address, "string", true, false),
                        new Property("port", "number", false, false),
                        new Property("database", "string", true, false),
                        new Property("schema", "string", false, false),
                        new Property("useSSL", "boolean", false, false),
                        new Property("gatewayInstance", "string", false, false),
                        new Property("username", "string", false, true),
                        new Property("password", "string", false, true)));
    }

    static List<Source> all() {
        return ALL;
    }

    static Optional<Source> find(String id) {
        return ALL.stream().filter(source -> source.id().equals(id)).findFirst();
    }

    /** The source of a new connection; a 400 when the tenant has none of that id or has switched it off. */
    static Source usable(Exchange exchange, String id, String pointer) {
        Source source = find(id).orElseThrow(() -> Problem.badField(pointer, "There is no data source " + id + "."));
        if (isDisabled(exchange, id)) {
            throw Problem.badField(pointer, "The data source " + id + " is disabled.");
        }
        return source;
    }

    static boolean isDisabled(Exchange exchange, String id) {
        return exchange.table("dataSourceSettings")
                .get(id)
                .map(row -> row.path("disabled").asBoolean())
                .orElse(false);
    }

    /** A 400 that names the property unless the source takes such a value for it. */
    static Property checked(Source source, String name, JsonNode value, String pointer) {
        Property property = source.property(name)
                .orElseThrow(() -> Problem.badField(
                        pointer, "The data source " + source.id() + " takes no property " + name + "."));
        boolean fits =
                switch (property.type()) {
                    case "number" -> value.isNumber();
                    case "boolean" -> value.isBoolean();
                    default -> value.isTextual() && !value.asText().isEmpty();
                };
        if (!fits) {
            throw Problem.badField(pointer, name + ": A " + property.type() + " is expected.");
        }
        return property;
    }

    /** Whether a read of a connection tells the property. */
    static boolean isShown(Exchange exchange, Property property) {
        return !property.credential()
                || (property.name().equals("username")
                        && exchange.tenant().options().flag("connectionUsersShown", false));
    }

    static ObjectNode view(Exchange exchange, Source source) {
        return Json.object()
                .put("dataSourceId", source.id())
                .put("name", source.name())
                .put("provider", source.provider())
                .put("providerName", source.provider().replace(".exe", ""))
                .put("disabled", isDisabled(exchange, source.id()));
    }

    static ObjectNode specs(Source source) {
        ObjectNode body = Json.object();
        body.put("connectorProvider", source.provider());
        body.put("connectorVersion", "1.0.0");
        ObjectNode properties =
                body.putObject("connectionProperties").put("type", "object").putObject("properties");
        for (Property property : source.properties()) {
            properties.putObject(property.name()).put("type", property.type());
        }
        return body;
    }
}
