package truekeel.simulator;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The whole live state of one tenant as one JSON document: {@code {id, hostname, region, options, license, tables,
 * blobs}}. A table is an array of rows with their private fields; a blob is base64 under its SHA-256, which rows hold
 * in a private field. Reading a document back gives an equal tenant. A table the document lacks is filled as a new
 * tenant's would be, so that a seed can be short.
 */
final class StateDocument {
    /** Reads values out of the middle of a document, so it must not mind what follows them. */
    private static final ObjectMapper STREAMS = new ObjectMapper();

    private StateDocument() {}

    /** The caller holds the tenant's lock. */
    static Payload write(SimTenant tenant) {
        Path file = tenant.blobs().newFile();
        try (OutputStream out = Files.newOutputStream(file);
                JsonGenerator json = STREAMS.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("id", tenant.id());
            json.writeStringField("hostname", tenant.hostname());
            json.writeStringField("region", tenant.region());
            json.writeObjectField("options", tenant.options().json());
            json.writeObjectField("license", tenant.license().dump());
            json.writeObjectFieldStart("tables");
            Set<String> keys = new TreeSet<>();
            for (Map.Entry<String, Table> table : tenant.tables().entrySet()) {
                json.writeObjectField(table.getKey(), table.getValue().dump());
                table.getValue().rows().forEach(row -> collectKeys(row, keys));
            }
            json.writeEndObject();
            json.writeObjectFieldStart("blobs");
            for (String key : keys) {
                Optional<Payload> blob = tenant.blobs().get(key);
                if (blob.isPresent()) {
                    json.writeFieldName(key);
                    writeBlob(json, blob.get());
                }
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return small(file);
    }

    /** Most documents are small and need no file while they are sent. */
    private static Payload small(Path file) {
        Payload onDisk = Payload.of(file);
        if (onDisk.length() > 8_000_000) {
            return onDisk;
        }
        Payload inMemory = Payload.of(onDisk.bytes());
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return inMemory;
    }

    private static void writeBlob(JsonGenerator json, Payload blob) throws IOException {
        try (InputStream in = blob.open()) {
            json.writeBinary(in, Math.toIntExact(blob.length()));
        }
    }

    /** Texts that may be keys of blobs: 64 characters in a private field, at any depth. */
    private static void collectKeys(JsonNode node, Set<String> keys) {
        node.properties().forEach(field -> {
            if (field.getKey().startsWith("_") && field.getValue().asText().length() == 64) {
                keys.add(field.getValue().asText());
            }
            collectKeys(field.getValue(), keys);
        });
        if (node.isArray()) {
            node.forEach(item -> collectKeys(item, keys));
        }
    }

    private static final class Parts {
        private String id = "";
        private ObjectNode options = Json.object();
        private JsonNode license = Json.object();
        private final Map<String, ArrayNode> tables = new TreeMap<>();
    }

    /** Makes the tenant, in place of any of that name; throws a 400 {@link Problem} for a document of another form. */
    static SimTenant read(Fleet fleet, String hostname, Payload document) {
        Parts parts;
        try (InputStream in = document.open();
                JsonParser json = STREAMS.createParser(in)) {
            parts = parts(fleet, json);
        } catch (IOException | ClassCastException e) {
            throw Problem.badRequest("This is no state document: " + e.getMessage());
        }
        return fleet.restore(hostname, parts.id, parts.options, parts.license, parts.tables);
    }

    private static Parts parts(Fleet fleet, JsonParser json) throws IOException {
        Parts parts = new Parts();
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw Problem.badRequest("A state document is an object.");
        }
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case "id" -> parts.id = json.getText();
                case "options" -> parts.options = json.readValueAsTree();
                case "license" -> parts.license = json.readValueAsTree();
                case "tables" -> tables(json.readValueAsTree(), parts.tables);
                case "blobs" -> blobs(fleet.blobs(), json);
                default -> json.skipChildren();
            }
        }
        return parts;
    }

    private static void tables(JsonNode node, Map<String, ArrayNode> tables) {
        node.properties().forEach(field -> {
            if (!(field.getValue() instanceof ArrayNode rows)) {
                throw Problem.badField("/tables/" + field.getKey(), "A table is an array of rows.");
            }
            tables.put(field.getKey(), rows);
        });
    }

    private static void blobs(Blobs blobs, JsonParser json) throws IOException {
        for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
            json.nextToken();
            Path file = blobs.newFile();
            try (OutputStream out = Files.newOutputStream(file)) {
                json.readBinaryValue(out);
            }
            String actual = blobs.put(Payload.of(file));
            Files.delete(file);
            if (!actual.equals(key)) {
                throw Problem.badField("/blobs/" + key, "The content does not have this SHA-256.");
            }
        }
    }
}
