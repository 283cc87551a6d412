package truekeel.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.Arrays;
import java.util.List;

/** Prints results. */
final class Printer {
    private static final ObjectWriter PRETTY = new ObjectMapper().writerWithDefaultPrettyPrinter();

    private Printer() {}

    /** The text as it is; it ends its own lines. */
    static void text(Screen screen, String text) {
        screen.out().print(text);
        screen.out().flush();
    }

    static void json(Screen screen, JsonNode json) {
        text(screen, pretty(json) + "\n");
    }

    static String pretty(JsonNode json) {
        try {
            return PRETTY.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON tree can always be written. This is a bug in Truekeel.", e);
        }
    }

    /** Throws {@link UsageException} that names the formats which the command has. */
    static UsageException noSuchFormat(OutputFormat format, OutputFormat... possible) {
        List<String> words = Arrays.stream(possible).map(OutputFormat::word).toList();
        return new UsageException(
                "The command does not print " + format.word() + ". Formats: " + String.join(", ", words) + ".");
    }
}
