package truekeel.simulator.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import truekeel.simulator.Payload;

/**
 * What an export tells of its app beside the app's bytes: a real app file holds it within. It stands behind the last
 * byte, and the last note counts.
 *
 * @param salt makes two exports of one app differ
 */
record ExportNote(String name, String description, boolean noData, String salt) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SIGN = "\nexported ";
    /** Names and descriptions are shorter. */
    private static final int LONGEST = 64 * 1024;

    String text() {
        return SIGN
                + JSON.createObjectNode()
                        .put("name", name)
                        .put("description", description)
                        .put("noData", noData)
                        .put("salt", salt);
    }

    /** The note of an exported file; empty for any other. */
    static Optional<ExportNote> of(Payload file) {
        String end = end(file);
        int at = end.lastIndexOf(SIGN);
        if (at < 0) {
            return Optional.empty();
        }
        try {
            JsonNode note = JSON.readTree(end.substring(at + SIGN.length()));
            return Optional.of(new ExportNote(
                    note.path("name").asText(),
                    note.path("description").asText(),
                    note.path("noData").asBoolean(),
                    note.path("salt").asText()));
        } catch (JsonProcessingException chance) {
            return Optional.empty();
        }
    }

    private static String end(Payload file) {
        try (InputStream in = file.open()) {
            in.skipNBytes(Math.max(0, file.length() - LONGEST));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
