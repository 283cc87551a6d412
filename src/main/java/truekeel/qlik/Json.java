package truekeel.qlik;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Optional;

/** Reads JSON: numbers exactly, and nothing after the value. */
final class Json {
    private static final ObjectReader READER = new ObjectMapper()
            .reader()
            .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    /** The value, a {@code MissingNode} for no bytes; empty when these bytes are no JSON. */
    static Optional<JsonNode> read(byte[] bytes) {
        try {
            return Optional.of(bytes.length == 0 ? MissingNode.getInstance() : READER.readTree(bytes));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
