package truekeel.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import truekeel.qvf.Difference;
import truekeel.qvf.Insight;
import truekeel.qvf.ItemChange;
import truekeel.qvf.ScriptChange;

/** What changed in an app as JSON: the member {@code content} of a change. */
public final class ContentJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ContentJson() {}

    /** Its {@code status} is {@code compared}, {@code alone} (only the new file is known) or {@code unknown}. */
    public static ObjectNode of(Insight insight) {
        if (insight instanceof Insight.Compared compared) {
            return compared(compared.difference());
        }
        if (insight instanceof Insight.Alone alone) {
            ObjectNode node = JSON.objectNode().put("status", "alone").put("note", alone.why());
            ObjectNode holds = node.putObject("holds");
            alone.holds().forEach((category, number) -> holds.put(category.word(), number));
            holds.put("script lines", alone.scriptLines());
            return node;
        }
        return JSON.objectNode().put("status", "unknown").put("note", ((Insight.Unknown) insight).why());
    }

    private static ObjectNode compared(Difference difference) {
        ObjectNode node = JSON.objectNode().put("status", "compared");
        ArrayNode items = node.putArray("items");
        difference.items().forEach(item -> items.add(item(item)));
        node.put("moreItems", difference.left());
        difference.script().ifPresent(script -> node.set("script", script(script)));
        ArrayNode notes = node.putArray("notes");
        difference.remarks().forEach(notes::add);
        return node;
    }

    private static ObjectNode item(ItemChange item) {
        ObjectNode node = JSON.objectNode()
                .put("type", item.category().word())
                .put("id", item.id())
                .put("title", item.title())
                .put("change", item.fate().name().toLowerCase(Locale.ROOT));
        ArrayNode what = node.putArray("what");
        item.what().forEach(what::add);
        return node;
    }

    private static ObjectNode script(ScriptChange script) {
        ObjectNode node = JSON.objectNode().put("added", script.added()).put("removed", script.removed());
        ArrayNode hunks = node.putArray("hunks");
        for (ScriptChange.Hunk hunk : script.hunks()) {
            ObjectNode one = hunks.addObject().put("tab", hunk.tab()).put("head", hunk.head());
            ArrayNode lines = one.putArray("lines");
            hunk.lines().forEach(line -> lines.add(line.toString()));
        }
        return node.put("moreLines", script.left());
    }
}
