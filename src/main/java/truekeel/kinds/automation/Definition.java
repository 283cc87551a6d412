package truekeel.kinds.automation;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import truekeel.model.Artefact;
import truekeel.model.Sha256;

/**
 * The blocks of an automation, from a file or from Qlik, in a form that two equal ones share: without places on the
 * canvas, without what the editor remembers, without nulls, names in the order of the alphabet. Never with the token
 * that lets others start it.
 *
 * @param workspace as it is sent
 */
record Definition(JsonNode workspace) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();
    /** Where a block is drawn and what of it is folded. */
    private static final Set<String> DRAWN = Set.of("x", "y", "collapsed");

    private static final Pattern NOWHERE = Pattern.compile("(?!)");
    private static final String TOKEN = "executionToken";

    /**
     * What a file holds: the editor's export, or an answer of the API with the export inside. Empty for anything else.
     */
    static Optional<Definition> of(Artefact file) {
        try (InputStream in = file.content().open()) {
            return of(JSON.readTree(in));
        } catch (JacksonException noJson) {
            return Optional.empty();
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        }
    }

    static Optional<Definition> of(JsonNode tree) {
        JsonNode inside = tree.path("workspace").isObject() ? tree.path("workspace") : tree;
        return inside.path("blocks").isArray() ? Optional.of(new Definition(withoutToken(inside))) : Optional.empty();
    }

    private static JsonNode withoutToken(JsonNode tree) {
        JsonNode copy = tree.deepCopy();
        copy.findParents(TOKEN).forEach(parent -> ((ObjectNode) parent).remove(TOKEN));
        return copy;
    }

    /** The first twelve hex digits of what a definition comes to. */
    String digest() {
        return Artefact.shortDigest(Sha256.hex(normal(workspace, false).toString()));
    }

    /** Whether a text stands somewhere in it. */
    boolean holds(String text) {
        return workspace.toString().contains(text);
    }

    /** The definition as a file for people. */
    String text() {
        try {
            return JSON.writeValueAsString(normal(workspace, false)) + "\n";
        } catch (JacksonException e) {
            throw new IllegalStateException("A tree can always be written. This is a bug in Truekeel.", e);
        }
    }

    private static JsonNode normal(JsonNode node, boolean block) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            Set<String> names = new TreeSet<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                JsonNode value = object.path(name);
                if (!value.isNull() && !(block && DRAWN.contains(name))) {
                    copy.set(name, normal(value, false));
                }
            }
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            // what is listed is a block or a part of one, which are drawn alike
            array.forEach(item -> copy.add(normal(item, true)));
            return copy;
        }
        return node;
    }

    /** With other texts in the places of those that stand for ids of one tenant. */
    Definition filled(Map<String, String> ids) {
        return ids.isEmpty() ? this : new Definition(filled(workspace, ids, holes(ids.keySet())));
    }

    private static JsonNode filled(JsonNode node, Map<String, String> ids, Pattern holes) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(field -> copy.set(field.getKey(), filled(field.getValue(), ids, holes)));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> copy.add(filled(item, ids, holes)));
            return copy;
        }
        return node.isTextual()
                ? TextNode.valueOf(holes.matcher(node.asText())
                        .replaceAll(hole -> Matcher.quoteReplacement(ids.getOrDefault(hole.group(), hole.group()))))
                : node;
    }

    /**
     * What stands in a live definition in the places of the given texts, when the two are equal but for that; empty
     * when they differ otherwise, or when one text stands for two.
     */
    Optional<Map<String, String>> standsFor(Definition live, Set<String> texts) {
        Map<String, String> found = new LinkedHashMap<>();
        boolean equal = matches(normal(workspace, false), normal(live.workspace, false), holes(texts), found);
        return equal ? Optional.of(found) : Optional.empty();
    }

    private static boolean matches(JsonNode wanted, JsonNode live, Pattern holes, Map<String, String> found) {
        if (wanted.isContainerNode()) {
            if (wanted.getNodeType() != live.getNodeType() || wanted.size() != live.size()) {
                return false;
            }
            boolean equal = true;
            for (int i = 0; wanted.isArray() && i < wanted.size(); i++) {
                equal &= matches(wanted.get(i), live.get(i), holes, found);
            }
            for (Map.Entry<String, JsonNode> field : wanted.properties()) {
                equal &= live.has(field.getKey()) && matches(field.getValue(), live.path(field.getKey()), holes, found);
            }
            return equal;
        }
        return (wanted.isTextual() && live.isTextual())
                ? matches(wanted.asText(), live.asText(), holes, found)
                : wanted.equals(live);
    }

    private static boolean matches(String wanted, String live, Pattern holes, Map<String, String> found) {
        StringBuilder pattern = new StringBuilder();
        List<String> groups = new ArrayList<>();
        int at = 0;
        for (Matcher hole = holes.matcher(wanted); hole.find(); at = hole.end()) {
            pattern.append(Pattern.quote(wanted.substring(at, hole.start()))).append("([0-9A-Za-z_-]+)");
            groups.add(hole.group());
        }
        if (groups.isEmpty()) {
            return wanted.equals(live);
        }
        pattern.append(Pattern.quote(wanted.substring(at)));
        Matcher filled = Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(live);
        if (!filled.matches()) {
            return false;
        }
        boolean same = true;
        for (int i = 0; i < groups.size(); i++) {
            String before = found.putIfAbsent(groups.get(i), filled.group(i + 1));
            same &= before == null || before.equals(filled.group(i + 1));
        }
        return same;
    }

    /** Any of the texts, of two the longer first; of none nothing at all. */
    private static Pattern holes(Set<String> texts) {
        return texts.isEmpty()
                ? NOWHERE
                : Pattern.compile(texts.stream()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|")));
    }
}
