package truekeel.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import truekeel.model.Value;

/**
 * Value trees as canonical JSON: equal values give equal texts, names sorted, in ASCII. A secret's name stands as
 * {@code {"$secretRef": name}}; a field name of the user's that begins with a dollar sign gets a second one.
 */
final class ValueJson {
    private static final String SECRET = "$secretRef";
    private static final String MARK = "$";
    /** What we wrote ourselves may be as large as Qlik's answer was. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private ValueJson() {}

    static String write(Value value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            write(value, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Throws {@link Unreadable} for a text that this class did not write. */
    static Value read(String text) {
        try (JsonParser in = JSON.createParser(text)) {
            in.nextToken();
            Value value = read(in);
            if (in.nextToken() != null) {
                throw new Unreadable("More follows the value");
            }
            return value;
        } catch (IOException e) {
            throw new Unreadable("Not a stored value: " + e.getClass().getSimpleName());
        }
    }

    /** As {@link #read}, for what must be a map. */
    static Value.Fields readFields(String text) {
        if (read(text) instanceof Value.Fields fields) {
            return fields;
        }
        throw new Unreadable("Not a stored map");
    }

    static String writeTexts(Map<String, String> texts) {
        Map<String, Value> values = new TreeMap<>();
        texts.forEach((name, text) -> values.put(name, Value.text(text)));
        return write(new Value.Fields(values));
    }

    static Map<String, String> readTexts(String text) {
        Map<String, String> texts = new TreeMap<>();
        readFields(text).values().forEach((name, value) -> texts.put(name, value.toString()));
        return texts;
    }

    private static void write(Value value, JsonGenerator out) throws IOException {
        if (value instanceof Value.Text text) {
            out.writeString(text.value());
        } else if (value instanceof Value.Num number) {
            out.writeNumber(number.value());
        } else if (value instanceof Value.Flag flag) {
            out.writeBoolean(flag.value());
        } else if (value instanceof Value.Items items) {
            out.writeStartArray();
            for (Value item : items.values()) {
                write(item, out);
            }
            out.writeEndArray();
        } else if (value instanceof Value.Fields fields) {
            writeFields(fields, out);
        } else if (value instanceof Value.SecretRef secret) {
            out.writeStartObject();
            out.writeStringField(SECRET, secret.name());
            out.writeEndObject();
        } else {
            out.writeNull();
        }
    }

    private static void writeFields(Value.Fields fields, JsonGenerator out) throws IOException {
        out.writeStartObject();
        for (Map.Entry<String, Value> field : new TreeMap<>(fields.values()).entrySet()) {
            String name = field.getKey();
            out.writeFieldName(name.startsWith(MARK) ? MARK + name : name);
            write(field.getValue(), out);
        }
        out.writeEndObject();
    }

    private static Value read(JsonParser in) throws IOException {
        JsonToken token = in.currentToken();
        if (token == null) {
            throw new Unreadable("Nothing is stored");
        }
        return switch (token) {
            case VALUE_STRING -> Value.text(in.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Value.Num(in.getDecimalValue());
            case VALUE_TRUE, VALUE_FALSE -> Value.flag(in.getBooleanValue());
            case VALUE_NULL -> Value.nothing();
            case START_ARRAY -> readItems(in);
            case START_OBJECT -> readObject(in);
            case END_ARRAY, END_OBJECT, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new Unreadable("Misplaced " + token);
        };
    }

    private static Value.Items readItems(JsonParser in) throws IOException {
        List<Value> items = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            items.add(read(in));
        }
        return new Value.Items(items);
    }

    private static Value readObject(JsonParser in) throws IOException {
        Map<String, Value> fields = new LinkedHashMap<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            if (name.equals(SECRET)) {
                Value.SecretRef secret = new Value.SecretRef(in.getText());
                in.nextToken();
                return secret;
            }
            fields.put(name.startsWith(MARK) ? name.substring(MARK.length()) : name, read(in));
        }
        return new Value.Fields(fields);
    }
}
