package truekeel.kinds.glossary;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Kind;
import truekeel.kinds.Seen;
import truekeel.model.Live;
import truekeel.model.Value;

/** A live glossary in the shape of its manifest: categories by their paths, terms by their names. */
final class GlossaryView {
    /** The facts that hold the parts as Qlik tells them. */
    static final String CATEGORIES = "categories";

    static final String TERMS = "terms";
    static final String WHOLE = "glossary";

    private static final int DEEPEST = 50;

    private GlossaryView() {}

    /** Without its parts. */
    static Seen seen(JsonNode glossary) {
        Value.Fields spec = JsonValues.fields(glossary, "name", "description", "overview", "tags");
        String space = glossary.path("spaceId").asText("");
        if (!space.isEmpty()) {
            spec = spec.with("space", Kind.reference(space));
        }
        return Seen.of(glossary.path("id").asText(), spec)
                .withFacts(Value.Fields.EMPTY.with(WHOLE, JsonValues.value(glossary)));
    }

    static Seen seen(JsonNode glossary, List<JsonNode> categories, List<JsonNode> terms) {
        Map<String, String> paths = paths(categories);
        Map<String, String> names = new HashMap<>();
        terms.forEach(
                term -> names.put(term.path("id").asText(), term.path("name").asText()));
        Seen bare = seen(glossary);
        Value.Fields spec = bare.spec()
                .with(CATEGORIES, items(categories, category -> category(category, paths)))
                .with(TERMS, items(terms, term -> term(term, paths, names)));
        Value.Fields facts = bare.facts()
                .with(CATEGORIES, items(categories, category -> ((Value.Fields) JsonValues.value(category))
                        .with(
                                "path",
                                Value.text(
                                        paths.getOrDefault(category.path("id").asText(), "")))))
                .with(TERMS, items(terms, JsonValues::value));
        Optional<String> twins = twins("terms", names.values()).or(() -> twins("categories", paths.values()));
        return new Seen(
                bare.id(),
                spec,
                twins.isPresent() ? facts.with(Live.AMBIGUOUS, Value.flag(true)) : facts,
                twins.or(() -> slash(categories)));
    }

    private static Value items(List<JsonNode> nodes, Function<JsonNode, Value> view) {
        return new Value.Items(nodes.stream().map(view).toList());
    }

    /** Terms are told apart by their names, and categories by their paths. */
    private static Optional<String> twins(String parts, Collection<String> names) {
        Set<String> once = new HashSet<>();
        return names.stream()
                .filter(name -> !once.add(name))
                .sorted()
                .findFirst()
                .map(name ->
                        "Two of its " + parts + " are called " + name + ", so that nobody can tell which is meant.");
    }

    private static Optional<String> slash(List<JsonNode> categories) {
        return categories.stream()
                .map(category -> category.path("name").asText())
                .filter(name -> name.contains("/"))
                .findFirst()
                .map(name -> "The name of its category " + name + " has a slash, which separates names in a path.");
    }

    private static Map<String, String> paths(List<JsonNode> categories) {
        Map<String, JsonNode> byId = new HashMap<>();
        categories.forEach(category -> byId.put(category.path("id").asText(), category));
        Map<String, String> paths = new HashMap<>();
        byId.forEach((id, category) -> paths.put(id, path(category, byId, 0)));
        return paths;
    }

    private static String path(JsonNode category, Map<String, JsonNode> byId, int depth) {
        JsonNode parent = byId.get(category.path("parentId").asText());
        String name = category.path("name").asText();
        return parent == null || depth == DEEPEST ? name : path(parent, byId, depth + 1) + "/" + name;
    }

    private static Value category(JsonNode category, Map<String, String> paths) {
        return JsonValues.fields(category, "description")
                .with("path", Value.text(paths.getOrDefault(category.path("id").asText(), "")))
                .with("stewards", stewards(category));
    }

    private static Value term(JsonNode term, Map<String, String> paths, Map<String, String> names) {
        List<Value> categories = new ArrayList<>();
        term.path("categories").forEach(id -> Optional.ofNullable(paths.get(id.asText()))
                .ifPresent(path -> categories.add(Value.text(path))));
        List<Value> relations = new ArrayList<>();
        term.path("relatesTo")
                .forEach(relation -> relations.add(Value.Fields.EMPTY
                        .with(
                                "term",
                                Value.text(names.getOrDefault(
                                        relation.path("termId").asText(), "")))
                        .with("type", Value.text(relation.path("type").asText()))));
        List<Value> links = new ArrayList<>();
        term.path("linksTo").forEach(link -> {
            if (link.path("resourceType").asText().equals("app")) {
                links.add(JsonValues.fields(link, "type", "subResourceType", "subResourceId", "subResourceName")
                        .with("app", Kind.reference(link.path("resourceId").asText())));
            }
        });
        return JsonValues.fields(term, "name", "description", "abbreviation", "relatedInformation", "tags")
                .with("status", Value.text(term.at("/status/type").asText("draft")))
                .with("stewards", stewards(term))
                .with("categories", new Value.Items(categories))
                .with("relatesTo", new Value.Items(relations))
                .with("links", new Value.Items(links));
    }

    private static Value stewards(JsonNode part) {
        List<Value> stewards = new ArrayList<>();
        part.path("stewards").forEach(id -> stewards.add(Kind.reference(id.asText())));
        return new Value.Items(stewards);
    }
}
