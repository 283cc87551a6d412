package truekeel.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import truekeel.model.FieldPath;
import truekeel.schema.KindSchema;
import truekeel.schema.PruneRule;

/** {@code truekeel kinds}. */
@Command(
        name = "kinds",
        description = "Lists what can be declared.",
        footer = {"  truekeel kinds", "  truekeel kinds -o json"})
final class KindsCommand implements Callable<Integer> {
    private final Toolbox toolbox;
    private final Screen screen;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            converter = OutputFormat.Words.class,
            description = "text (unless given), json or markdown.")
    private OutputFormat format = OutputFormat.TEXT;

    KindsCommand(Toolbox toolbox, Screen screen) {
        this.toolbox = toolbox;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        List<Row> rows = toolbox.schemas().all().stream().map(Row::of).toList();
        switch (format) {
            case TEXT -> Printer.text(screen, table(rows));
            case MARKDOWN -> Printer.text(screen, markdown(rows));
            case JSON -> Printer.json(screen, json(rows));
            case GITLAB_TERRAFORM, SARIF, CODEQUALITY ->
                throw Printer.noSuchFormat(format, OutputFormat.TEXT, OutputFormat.JSON, OutputFormat.MARKDOWN);
        }
        return ExitCode.OK.number();
    }

    /** What is told of one kind. */
    private record Row(String kind, String scope, String key, String prune, boolean singleton, String description) {
        static Row of(KindSchema schema) {
            return new Row(
                    schema.name().value(),
                    schema.scope().name().toLowerCase(Locale.ROOT),
                    schema.keys().stream()
                            .map(fields -> fields.stream().map(Row::name).collect(Collectors.joining(" + ")))
                            .collect(Collectors.joining(", else ")),
                    words(schema.prune()),
                    schema.isSingleton(),
                    schema.description());
        }

        private static String name(FieldPath path) {
            return String.join(".", path.segments());
        }

        private static String words(PruneRule rule) {
            return switch (rule) {
                case NEVER -> "never";
                case OPT_IN -> "if asked for";
                case OPT_IN_EMPTY -> "if asked for and empty";
                case OPT_IN_CUSTOM -> "if asked for, custom ones";
            };
        }

        List<String> cells() {
            return List.of(kind, scope, key.isEmpty() ? "-" : key, prune, singleton ? "yes" : "no", description);
        }
    }

    private static final List<String> HEAD = List.of("KIND", "SCOPE", "KEY", "PRUNED", "SINGLETON", "DESCRIPTION");

    private static String table(List<Row> rows) {
        List<List<String>> all = new ArrayList<>(List.of(HEAD));
        rows.forEach(row -> all.add(row.cells()));
        int[] widths = new int[HEAD.size()];
        all.forEach(cells -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], cells.get(i).length());
            }
        });
        StringBuilder text = new StringBuilder();
        for (List<String> cells : all) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(cells.get(i))
                        .append(" ".repeat(widths[i] - cells.get(i).length() + 2));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String markdown(List<Row> rows) {
        String head =
                "| " + String.join(" | ", HEAD).toLowerCase(Locale.ROOT) + " |\n" + "|---".repeat(HEAD.size()) + "|\n";
        return head
                + rows.stream()
                        .map(row -> "| " + String.join(" | ", row.cells()) + " |\n")
                        .collect(Collectors.joining());
    }

    private static ArrayNode json(List<Row> rows) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Row row : rows) {
            ObjectNode node = array.addObject();
            node.put("kind", row.kind())
                    .put("scope", row.scope())
                    .put("key", row.key())
                    .put("prune", row.prune())
                    .put("singleton", row.singleton())
                    .put("description", row.description());
        }
        return array;
    }
}
