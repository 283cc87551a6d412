package truekeel.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import truekeel.model.Finding;
import truekeel.model.FindingCode;
import truekeel.model.Position;
import truekeel.model.Value;

/** Reads JSON from files that nobody vouches for. Thread-safe; never throws for what a file holds. */
final class JsonReader {
    private final Limits limits;
    private final JsonFactory factory;

    JsonReader(Limits limits) {
        this.limits = limits;
        this.factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.depth())
                        .build())
                .build();
    }

    ParsedFile read(String file, byte[] bytes) {
        return YamlReader.text(bytes).map(text -> parse(file, text)).orElseGet(() -> YamlReader.notText(file));
    }

    private ParsedFile parse(String file, String text) {
        try (JsonParser parser = factory.createParser(text)) {
            Reading reading = new Reading(file, parser);
            parser.nextToken();
            Node document = reading.node();
            return parser.nextToken() == null
                    ? new ParsedFile(List.of(document), List.of())
                    : ParsedFile.broken(invalid(reading.position(), "something follows the end of the document"));
        } catch (StreamReadException e) {
            return ParsedFile.broken(invalid(position(file, e.getLocation()), e.getOriginalMessage()));
        } catch (StreamConstraintsException e) {
            String problem =
                    "it is nested more than " + limits.depth() + " levels deep, or longer than anything of use";
            return ParsedFile.broken(invalid(Position.startOf(file), problem));
        } catch (IOException e) {
            return ParsedFile.broken(invalid(Position.startOf(file), String.valueOf(e.getMessage())));
        }
    }

    private static Finding invalid(Position at, String problem) {
        String message = "The file is not valid JSON here: " + problem.strip().replaceAll("\\.$", "") + ".";
        return Finding.error(FindingCode.ARTEFACT_INVALID, at, message, "");
    }

    private static Position position(String file, JsonLocation at) {
        return new Position(file, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
    }

    /** One file as it is read. */
    private final class Reading {
        private final String file;
        private final JsonParser parser;
        private int values;

        Reading(String file, JsonParser parser) {
            this.file = file;
            this.parser = parser;
        }

        Position position() {
            return JsonReader.position(file, parser.currentTokenLocation());
        }

        /** The value that begins at the current token. */
        Node node() throws IOException {
            if (++values > limits.values()) {
                throw new JsonParseException(parser, "it holds more than " + limits.values() + " values");
            }
            JsonToken token = parser.currentToken();
            if (token == null) {
                throw new JsonParseException(parser, "it holds nothing");
            }
            Position at = position();
            return switch (token) {
                case START_OBJECT -> map(at);
                case START_ARRAY -> list(at);
                case VALUE_STRING -> Node.Scalar.of(Value.text(parser.getText()), at);
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                    Node.Scalar.of(new Value.Num(parser.getDecimalValue()), at);
                case VALUE_TRUE, VALUE_FALSE -> Node.Scalar.of(Value.flag(parser.getBooleanValue()), at);
                case VALUE_NULL -> Node.Scalar.of(Value.nothing(), at);
                case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                    throw new JsonParseException(parser, "a value is missing");
            };
        }

        private Node map(Position at) throws IOException {
            Map<String, Node.Entry> entries = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                Position place = position();
                parser.nextToken();
                entries.put(key, new Node.Entry(place, node()));
            }
            return new Node.Entries(entries, at);
        }

        private Node list(Position at) throws IOException {
            List<Node> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(node());
            }
            return new Node.Many(items, at);
        }
    }
}
