package truekeel.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/schema} is generated; run with {@code -Dtruekeel.update=true} to write it anew. */
class PublishedSchemasTest {
    private static final Path FOLDER = Path.of("docs/schema");

    @Test
    void areThoseOfThisVersion() throws IOException {
        // given
        Schemas schemas = Schemas.bundled();
        Map<String, JsonNode> published = new LinkedHashMap<>();
        schemas.all().forEach(schema -> published.put(schema.name() + ".json", schema.document()));
        published.put("catalogue.json", schemas.catalogue());

        // when
        if (Boolean.getBoolean("truekeel.update")) {
            Files.createDirectories(FOLDER);
            for (Map.Entry<String, JsonNode> entry : published.entrySet()) {
                Files.writeString(FOLDER.resolve(entry.getKey()), text(entry.getValue()));
            }
        }

        // then
        for (Map.Entry<String, JsonNode> entry : published.entrySet()) {
            assertThat(Files.readString(FOLDER.resolve(entry.getKey())))
                    .as(entry.getKey())
                    .isEqualTo(text(entry.getValue()));
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files).hasSameSizeAs(published.keySet());
        }
    }

    private static String text(JsonNode json) throws IOException {
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    }
}
