package truekeel.qlik;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import truekeel.model.Secret;

/** The body of a request in its three shapes. {@code sealed*} sources hold secret values, {@code open*} ones do not. */
sealed interface Content {
    /** The media type to send. */
    String contentType();

    /** What goes over the wire, secret values included. */
    BodySource withSecrets();

    /** The same body without secret values, for fingerprints. */
    BodySource withoutSecrets();

    /** A JSON value and the places in it where secrets belong. */
    record Json(JsonNode value, Map<JsonPointer, Secret> secrets) implements Content {
        public Json {
            value = value.deepCopy();
            secrets = Collections.unmodifiableMap(new LinkedHashMap<>(secrets));
        }

        Json with(JsonPointer place, Secret secret) {
            Map<JsonPointer, Secret> more = new LinkedHashMap<>(secrets);
            more.put(place, secret);
            return new Json(value, more);
        }

        @Override
        public String contentType() {
            return "application/json";
        }

        @Override
        public BodySource withSecrets() {
            JsonNode filled = value.deepCopy();
            secrets.forEach((place, secret) -> put(filled, place, secret));
            return bytes(filled);
        }

        @Override
        public BodySource withoutSecrets() {
            return bytes(value);
        }

        private static void put(JsonNode tree, JsonPointer place, Secret secret) {
            JsonNode parent = tree.at(place.head());
            if (parent instanceof ObjectNode object) {
                object.set(place.last().getMatchingProperty(), TextNode.valueOf(secret.reveal()));
            } else if (parent instanceof ArrayNode array
                    && array.has(place.last().getMatchingIndex())) {
                array.set(place.last().getMatchingIndex(), TextNode.valueOf(secret.reveal()));
            } else {
                throw new IllegalStateException("a secret belongs at " + place
                        + ", but the body has no such place. This is a bug in Truekeel.");
            }
        }

        private static BodySource bytes(JsonNode node) {
            return BodySource.of(node.toString().getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            return "Json";
        }
    }

    /** Bytes of any kind, such as an app or a zip. */
    record Raw(BodySource source, String contentType) implements Content {
        @Override
        public BodySource withSecrets() {
            return source;
        }

        @Override
        public BodySource withoutSecrets() {
            return source;
        }

        @Override
        public String toString() {
            return "Raw";
        }
    }

    /** A form of several parts; the boundary follows from the parts' names, so that a repeated request is the same. */
    record Form(List<Part> parts) implements Content {
        public Form {
            parts = List.copyOf(parts);
        }

        @Override
        public String contentType() {
            return "multipart/form-data; boundary=" + boundary();
        }

        @Override
        public BodySource withSecrets() {
            List<BodySource> pieces = new ArrayList<>();
            for (Part part : parts) {
                pieces.add(text("--" + boundary() + "\r\n" + disposition(part) + "Content-Type: " + part.contentType()
                        + "\r\n\r\n"));
                pieces.add(part.content());
                pieces.add(text("\r\n"));
            }
            pieces.add(text("--" + boundary() + "--\r\n"));
            return new JoinedSource(pieces);
        }

        @Override
        public BodySource withoutSecrets() {
            return withSecrets();
        }

        private static String disposition(Part part) {
            String filename =
                    part.filename().map(name -> "; filename=\"" + name + "\"").orElse("");
            return "Content-Disposition: form-data; name=\"" + part.name() + "\"" + filename + "\r\n";
        }

        private static BodySource text(String text) {
            return BodySource.of(text.getBytes(StandardCharsets.UTF_8));
        }

        private String boundary() {
            String names = String.join("/", parts.stream().map(Part::name).toList());
            return "truekeel-"
                    + Sha256.of(names.getBytes(StandardCharsets.UTF_8)).substring(0, 40);
        }

        @Override
        public String toString() {
            return "Form";
        }
    }
}
