package truekeel.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A tenant's whole state as text in which two tenants that hold the same things are equal: rows sorted, ids replaced by
 * what they name, times left out. Traces of what was done, such as audit events, are not part of it.
 */
public final class TenantPicture {
    private static final Set<String> TRACES = Set.of(
            "audits",
            // without a list of them, one whose answer was lost cannot be found again
            "conditions",
            "tempContents",
            "importCounts",
            "reloads",
            "deletedApps",
            "items",
            "collectionItems",
            "itemSettings",
            "uploads");
    private static final Set<String> KEPT = Set.of("_content", "_file", "_data", "_secret");
    private static final List<String> NAMES = List.of("/name", "/subject", "/email", "/origin", "/attributes/name");
    private static final Pattern ID =
            Pattern.compile("\\b([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{24}|[A-Za-z0-9_-]{32})\\b");
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d{4})|\\b1[0-9]{9}\\b");

    private final Map<String, String> names = new HashMap<>();

    private TenantPicture() {}

    /** The picture of a tenant's state document. */
    public static String of(JsonNode state) {
        TenantPicture picture = new TenantPicture();
        JsonNode tables = state.path("tables");
        tables.properties().forEach(table -> table.getValue().forEach(row -> picture.name(table.getKey(), row)));
        StringBuilder text = new StringBuilder();
        picture.rows(state.at("/license/assignments"))
                .forEach(row -> text.append("seats ").append(row).append('\n'));
        new TreeMap<>(asMap(tables)).forEach((table, rows) -> {
            if (!TRACES.contains(table)) {
                picture.rows(rows)
                        .forEach(row ->
                                text.append(table).append(' ').append(row).append('\n'));
            }
        });
        return text.toString();
    }

    /** The lines that one picture has and the other lacks. */
    public static String difference(String expected, String found) {
        List<String> missing = new ArrayList<>(expected.lines().toList());
        List<String> extra = new ArrayList<>(found.lines().toList());
        for (String line : expected.lines().toList()) {
            if (extra.remove(line)) {
                missing.remove(line);
            }
        }
        return Stream.concat(
                        missing.stream().map(line -> "- " + line),
                        extra.stream().map(line -> "+ " + line))
                .collect(java.util.stream.Collectors.joining("\n"));
    }

    private static Map<String, JsonNode> asMap(JsonNode object) {
        Map<String, JsonNode> map = new HashMap<>();
        object.properties().forEach(field -> map.put(field.getKey(), field.getValue()));
        return map;
    }

    private void name(String table, JsonNode row) {
        Optional<String> named = NAMES.stream()
                .map(row::at)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst();
        String id = row.path("_id").asText();
        if (!TRACES.contains(table)) {
            names.put(id, "<" + table + " " + named.orElse("") + ">");
        }
    }

    private List<String> rows(JsonNode rows) {
        List<String> lines = new ArrayList<>();
        rows.forEach(row -> {
            ObjectNode copy = row.deepCopy();
            List<String> hidden = new ArrayList<>();
            copy.fieldNames().forEachRemaining(field -> {
                if (field.equals("number") || (field.startsWith("_") && !KEPT.contains(field))) {
                    hidden.add(field);
                }
            });
            copy.remove(hidden);
            lines.add(plain(sorted(copy)));
        });
        Collections.sort(lines);
        return lines;
    }

    /** Fields in the order of their names, elements of lists in the order of their text. */
    private String sorted(JsonNode node) {
        if (node.isObject()) {
            Map<String, String> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(plain(field.getKey()), sorted(field.getValue())));
            return fields.toString();
        }
        if (node.isArray()) {
            List<String> elements = new ArrayList<>();
            node.forEach(element -> elements.add(plain(sorted(element))));
            Collections.sort(elements);
            return elements.toString();
        }
        return node.toString();
    }

    private String plain(String text) {
        Matcher ids = ID.matcher(TIME.matcher(text).replaceAll("<time>"));
        return ids.replaceAll(found -> Matcher.quoteReplacement(names.getOrDefault(found.group(), "<id>")));
    }
}
