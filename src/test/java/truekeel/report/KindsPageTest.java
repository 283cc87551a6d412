package truekeel.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import truekeel.schema.FieldSchema;
import truekeel.schema.KindSchema;
import truekeel.schema.Schemas;

/** {@code docs/reference/kinds.md} is generated; run with {@code -Dtruekeel.update=true} to write it anew. */
class KindsPageTest {
    private static final Path PAGE = Path.of("docs/reference/kinds.md");

    @Test
    void isWhatTheSchemasSay() throws IOException {
        // given
        List<String> lines = new ArrayList<>(List.of(
                "# Kinds",
                "",
                "Every kind that can be declared, with every field of its `spec`; `truekeel explain KIND.field` tells the same.",
                "The JSON Schemas are in `docs/schema`. What is absent is not managed, `null` clears a field, a list is the whole",
                "list.",
                ""));
        for (KindSchema schema : Schemas.bundled().all()) {
            lines.add("## " + schema.name());
            lines.add("");
            lines.add(schema.description());
            lines.add("");
            lines.add("| field | type | |");
            lines.add("|---|---|---|");
            schema.fields().values().stream()
                    .filter(field -> !field.path().last().equals("*"))
                    .forEach(field -> lines.add(row(schema, field)));
            lines.add("");
            JsonNode example = schema.document().path("examples").path(0);
            lines.addAll(List.of("```yaml", YamlText.of(example).stripTrailing(), "```", ""));
        }

        // when
        String page = String.join("\n", lines).stripTrailing() + "\n";
        if (Boolean.getBoolean("truekeel.update")) {
            Files.writeString(PAGE, page);
        }

        // then
        assertThat(PAGE).hasContent(page);
    }

    private static String row(KindSchema schema, FieldSchema field) {
        List<String> words = new ArrayList<>(List.of(field.description()));
        words.addAll(FieldNotes.sentences(schema, field));
        String text = String.join(" ", words) + FieldNotes.marks(field);
        return "| `" + FieldNotes.dotted(field.path()) + "` | " + FieldNotes.type(schema, field) + " | "
                + text.replace("|", "\\|") + " |";
    }
}
