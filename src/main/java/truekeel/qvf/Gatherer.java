package truekeel.qvf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import truekeel.model.Masking;
import truekeel.qvf.Outline.Category;
import truekeel.qvf.Outline.Item;
import truekeel.qvf.Outline.Script;

/**
 * Makes an outline of a file's blocks. Each block tells by its keys what it is; what is not known is passed over, and
 * so is what changes by itself: statistics, times, owners, what the load script makes.
 */
final class Gatherer {
    /** More than anybody writes; what is beyond is left out and said to be. */
    static final int SCRIPT_LENGTH = 1 << 20;

    static final int MOST_ITEMS = 5_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<Category, Map<String, Item>> items = new EnumMap<>(Category.class);
    private final List<String> remarks = new ArrayList<>();
    private Optional<Script> script = Optional.empty();
    private Optional<String> title = Optional.empty();
    private String description = "";
    private boolean leftOut;
    private boolean doubled;

    /** Takes a block that begins like a JSON object; one that is none is passed over. */
    void take(byte[] block) {
        try {
            JsonNode node = JSON.readTree(block, 0, withoutEnd(block));
            if (node != null && node.isObject()) {
                take(node);
            }
        } catch (IOException noJson) {
            // binary data may begin with a brace as well
            return;
        }
    }

    private static int withoutEnd(byte[] block) {
        int end = block.length;
        while (end > 0 && block[end - 1] == 0) {
            end--;
        }
        return end;
    }

    private void take(JsonNode node) {
        if (node.path("_resourcetype").asText().equals("app")) {
            title = Optional.of(Properties.text(node.path("qTitle")));
            description = Properties.text(node.path("description"));
        } else if (node.path("qScript").isTextual()) {
            take(node.path("qScript").asText());
        } else if (node.path("qRoot").isObject()) {
            tree(node.path("qRoot"));
        } else if (node.path("qEntryList").isArray()) {
            variables(node);
        } else {
            plain(node);
        }
    }

    /** Takes a load script, with its line ends as they are. */
    void take(String text) {
        doubled |= script.isPresent();
        String lines = text.replace("\r\n", "\n").replace('\r', '\n');
        boolean cut = lines.length() > SCRIPT_LENGTH;
        script = Optional.of(new Script(Masking.mask(cut ? lines.substring(0, SCRIPT_LENGTH) : lines), cut));
    }

    private void tree(JsonNode root) {
        JsonNode property = root.path("qProperty");
        switch (Properties.type(property)) {
            case "sheet" -> add(Properties.tree(Category.SHEET, root));
            case "masterobject" -> add(Properties.tree(Category.MASTER_VISUALIZATION, root));
            default -> plain(property);
        }
    }

    private void plain(JsonNode property) {
        switch (Properties.type(property)) {
            case "measure" -> add(Properties.measure(property));
            case "dimension" -> add(Properties.dimension(property));
            default -> {
                // other objects are no business of a plan
            }
        }
    }

    /** The list of those that the script makes has another id, and its values change with every reload. */
    private void variables(JsonNode list) {
        if (list.path("qId").asText().equals("user_variablelist")) {
            for (JsonNode entry : list.path("qEntryList")) {
                if (!entry.path("qIsScriptCreated").asBoolean(false)) {
                    add(Properties.variable(entry.path("qProperties")));
                }
            }
        }
    }

    private void add(Item item) {
        Map<String, Item> known = items.computeIfAbsent(item.category(), any -> new LinkedHashMap<>());
        if (!item.id().isEmpty() && (known.size() < MOST_ITEMS || known.containsKey(item.id()))) {
            known.put(item.id(), item);
        } else {
            leftOut = true;
        }
    }

    boolean isEmpty() {
        return title.isEmpty() && script.isEmpty() && items.isEmpty();
    }

    Outline outline(int tooLong) {
        if (tooLong > 0) {
            remarks.add(
                    "Left out, since too long: " + tooLong + (tooLong == 1 ? " block" : " blocks") + " of the file.");
        }
        if (leftOut) {
            remarks.add("Some objects are left out: they have no id, or there are too many of them.");
        }
        if (doubled) {
            remarks.add("The file holds more than one load script; the last one in it is shown.");
        }
        script.filter(Script::cut)
                .ifPresent(cut -> remarks.add("The load script is very long; only its first part is compared."));
        List<Item> all =
                items.values().stream().flatMap(byId -> byId.values().stream()).toList();
        return new Outline(title.orElse(""), description, script, all, remarks);
    }
}
