package truekeel.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import truekeel.backup.Snapshot.Document;
import truekeel.schema.JsonValues;
import truekeel.schema.Schemas;

/** Documents as YAML. Every text is quoted, so that no reader takes a name for a number, a time or a truth value. */
final class ManifestText {
    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build());

    private static final Pattern ESCAPE = Pattern.compile("\\\\.");
    private static final Map<String, String> RARE =
            Map.of("\\L", "\\u2028", "\\P", "\\u2029", "\\N", "\\u0085", "\\_", "\\u00a0");

    private final List<String> lines = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>();

    private ManifestText() {}

    /** A file of several documents. */
    static ManifestText of(List<Document> documents, String firstLine) {
        ManifestText text = new ManifestText();
        text.lines.add(firstLine);
        for (Document document : documents) {
            if (!text.starts.isEmpty()) {
                text.lines.add("---");
            }
            text.starts.add(text.lines.size() + 1);
            document.comments().forEach(comment -> text.lines.add("# " + comment.replaceAll("\\p{Cntrl}", " ")));
            text.lines.addAll(yaml(document).lines().toList());
        }
        return text;
    }

    private static String yaml(Document document) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("apiVersion", Schemas.API_VERSION);
        root.put("kind", document.kind().value());
        root.putObject("metadata").put("name", document.name());
        if (!document.spec().isEmpty()) {
            root.set("spec", JsonValues.object(document.spec()));
        }
        try {
            return plainEscapes(YAML.writeValueAsString(root));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON tree can always be written. This is a bug in Truekeel.", e);
        }
    }

    /** The writer has short escapes for a few rare characters that not every reader knows. */
    private static String plainEscapes(String yaml) {
        return ESCAPE.matcher(yaml)
                .replaceAll(escape -> Matcher.quoteReplacement(RARE.getOrDefault(escape.group(), escape.group())));
    }

    /** Which of the documents holds a line, counted from 1; the first one's number is 0. */
    int documentAt(int line) {
        int found = 0;
        for (int i = 0; i < starts.size(); i++) {
            if (starts.get(i) <= line) {
                found = i;
            }
        }
        return found;
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
