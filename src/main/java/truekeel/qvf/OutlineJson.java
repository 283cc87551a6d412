package truekeel.qvf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import truekeel.qvf.Outline.Category;
import truekeel.qvf.Outline.Item;
import truekeel.qvf.Outline.Part;
import truekeel.qvf.Outline.Script;

/** Outlines as compressed JSON, to be kept. */
public final class OutlineJson {
    /** Written into each, so that what an older version of the reader made is not compared with what a newer makes. */
    private static final int FORM = 2;

    private static final int MOST_BYTES = 1 << 19;
    private static final int MOST_TEXT = 32 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private OutlineJson() {}

    /** At most half a MiB; empty for what would be longer. */
    public static Optional<byte[]> write(Outline outline) {
        ObjectNode root = JSON.createObjectNode()
                .put("form", FORM)
                .put("title", outline.title())
                .put("description", outline.description());
        outline.script()
                .ifPresent(script ->
                        root.putObject("script").put("text", script.text()).put("cut", script.cut()));
        ArrayNode items = root.putArray("items");
        outline.items().forEach(item -> items.add(item(item)));
        ArrayNode remarks = root.putArray("remarks");
        outline.remarks().forEach(remarks::add);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            JSON.writeValue(out, root);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.size() <= MOST_BYTES ? Optional.of(bytes.toByteArray()) : Optional.empty();
    }

    private static ObjectNode item(Item item) {
        ObjectNode node = JSON.createObjectNode()
                .put("category", item.category().name())
                .put("id", item.id())
                .put("title", item.title())
                .put("definition", item.definition())
                .put("digest", item.digest());
        ArrayNode parts = node.putArray("parts");
        item.parts().forEach(part -> parts.addObject()
                .put("id", part.id())
                .put("type", part.type())
                .put("title", part.title())
                .put("digest", part.digest()));
        return node;
    }

    /** Empty for bytes that this version did not write. */
    public static Optional<Outline> read(byte[] bytes) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            JsonNode root = JSON.readTree(in.readNBytes(MOST_TEXT));
            return root != null && root.path("form").asInt() == FORM ? Optional.of(outline(root)) : Optional.empty();
        } catch (IOException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private static Outline outline(JsonNode root) {
        JsonNode script = root.path("script");
        List<Item> items = new ArrayList<>();
        root.path("items").forEach(node -> items.add(item(node)));
        List<String> remarks = new ArrayList<>();
        root.path("remarks").forEach(remark -> remarks.add(remark.asText()));
        return new Outline(
                root.path("title").asText(),
                root.path("description").asText(),
                script.isObject()
                        ? Optional.of(new Script(
                                script.path("text").asText(), script.path("cut").asBoolean()))
                        : Optional.empty(),
                items,
                remarks);
    }

    private static Item item(JsonNode node) {
        List<Part> parts = new ArrayList<>();
        node.path("parts")
                .forEach(part -> parts.add(new Part(
                        part.path("id").asText(),
                        part.path("type").asText(),
                        part.path("title").asText(),
                        part.path("digest").asText())));
        return new Item(
                Category.valueOf(node.path("category").asText()),
                node.path("id").asText(),
                node.path("title").asText(),
                node.path("definition").asText(),
                node.path("digest").asText(),
                parts);
    }
}
