package truekeel.qvf;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import truekeel.model.Masking;
import truekeel.model.Sha256;
import truekeel.qvf.Outline.Category;
import truekeel.qvf.Outline.Item;
import truekeel.qvf.Outline.Part;

/** Reads the properties of one object of an app: who it is, what people see of it, and a digest over all the rest. */
final class Properties {
    private static final int TEXT = 2_000;
    private static final int MOST_PARTS = 2_000;
    private static final int DIGITS = 16;

    /** Pictures that the client draws, what an editor had open, and what is shown apart. */
    private static final Set<String> NOISE =
            Set.of("qInfo", "thumbnail", "allFields", "selectedFields", "createdDate", "modifiedDate", "publishTime");

    private Properties() {}

    static String type(JsonNode property) {
        return property.path("qInfo").path("qType").asText();
    }

    private static String id(JsonNode property) {
        return property.path("qInfo").path("qId").asText();
    }

    /** A text, the expression that makes it, or nothing; masked, and cut where it is very long. */
    static String text(JsonNode node) {
        JsonNode value = node.path("qStringExpression").isMissingNode() ? node : node.path("qStringExpression");
        String text = value.isTextual()
                ? value.asText()
                : value.path("qExpr").asText(value.path("qv").asText());
        return cut(Masking.mask(text));
    }

    private static String cut(String text) {
        return text.length() <= TEXT ? text : text.substring(0, TEXT) + "…";
    }

    private static String title(JsonNode property) {
        String title = text(property.path("qMetaDef").path("title"));
        return title.isEmpty() ? text(property.path("title")) : title;
    }

    /** A sheet or master visualization with all objects within. */
    static Item tree(Category category, JsonNode root) {
        JsonNode property = root.path("qProperty");
        List<Part> parts = new ArrayList<>();
        collect(root.path("qChildren"), parts);
        return new Item(
                category,
                id(property),
                title(property),
                text(property.path("qMetaDef").path("description")),
                digest(property),
                parts);
    }

    private static void collect(JsonNode children, List<Part> parts) {
        for (JsonNode child : children) {
            JsonNode property = child.path("qProperty");
            if (parts.size() < MOST_PARTS && !id(property).isEmpty()) {
                parts.add(new Part(id(property), type(property), title(property), digest(property)));
            }
            collect(child.path("qChildren"), parts);
        }
    }

    static Item measure(JsonNode property) {
        return item(Category.MEASURE, property, text(property.path("qMeasure").path("qDef")));
    }

    static Item dimension(JsonNode property) {
        List<String> fields = new ArrayList<>();
        property.path("qDim").path("qFieldDefs").forEach(field -> fields.add(field.asText()));
        return item(Category.DIMENSION, property, cut(Masking.mask(String.join(", ", fields))));
    }

    static Item variable(JsonNode property) {
        String name = property.path("qName").asText();
        String definition = property.path("qDefinition").asText();
        return new Item(
                Category.VARIABLE,
                id(property),
                cut(name),
                cut(Masking.isTelling(name) ? Masking.MASK : Masking.mask(definition)),
                digest(property),
                List.of());
    }

    private static Item item(Category category, JsonNode property, String definition) {
        return new Item(category, id(property), title(property), definition, digest(property), List.of());
    }

    /**
     * The same for equal properties, whatever their order. Masked, so that nobody can find out a credential by trying.
     */
    private static String digest(JsonNode property) {
        StringBuilder canonical = new StringBuilder();
        write(property, canonical);
        return Sha256.hex(Masking.mask(canonical.toString())).substring(0, DIGITS);
    }

    private static void write(JsonNode node, StringBuilder out) {
        if (node.isObject()) {
            Set<String> names = new TreeSet<>();
            node.fieldNames().forEachRemaining(names::add);
            names.removeAll(NOISE);
            boolean telling = Masking.isTelling(node.path("qName").asText());
            for (String name : names) {
                out.append('{').append(name).append(' ');
                if (telling && name.equals("qDefinition")) {
                    out.append(Masking.MASK);
                } else {
                    write(node.path(name), out);
                }
                out.append('}');
            }
        } else if (node.isArray()) {
            out.append('[');
            node.forEach(item -> write(item, out));
            out.append(']');
        } else {
            out.append(node);
        }
    }
}
