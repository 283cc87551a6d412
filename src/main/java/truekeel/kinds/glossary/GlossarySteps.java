package truekeel.kinds.glossary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Reads;
import truekeel.kinds.Step;
import truekeel.model.KindName;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.FieldDiff;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.WorkOperations;

/**
 * The calls that change a glossary: one import for a new one, and for one that is there one call for each part that
 * differs. What others name comes first: parents before children, categories before terms, terms before relations.
 */
final class GlossarySteps {
    private static final KindName SPACE = KindName.of("Space");
    private static final Set<String> TEXTS = Set.of("name", "description", "overview");
    private static final String DRAFT = "draft";

    private GlossarySteps() {}

    static List<Step> create(Change change) {
        Value.Fields spec = change.desired().orElseThrow().spec();
        List<Value.Fields> terms = GlossaryBody.parts(spec, "terms");
        List<Step> steps = new ArrayList<>();
        steps.add(Step.creates(
                "import glossary",
                binding -> imported(spec, binding),
                binding -> Reads.idOf(
                        binding.qlik(),
                        QlikRequest.of(WorkOperations.GET_GLOSSARIES),
                        "name",
                        spec.text("name").orElseThrow())));
        terms.stream()
                .filter(GlossarySteps::hasStatus)
                .forEach(term -> steps.add(status(term, new Parts(Value.Fields.EMPTY))));
        return steps;
    }

    private static QlikRequest imported(Value.Fields spec, Binding binding) {
        QlikRequest request = QlikRequest.of(WorkOperations.IMPORT_GLOSSARY).json(GlossaryBody.document(spec, binding));
        return spec.get("space")
                .filter(space -> !space.isNull())
                .map(space -> request.query("spaceId", binding.idOf(SPACE, space)))
                .orElse(request);
    }

    /** A new term is a draft. */
    private static boolean hasStatus(Value.Fields term) {
        return term.text("status").filter(status -> !status.equals(DRAFT)).isPresent();
    }

    /** An import does not tell the ids that its terms got. */
    private static void meetTerms(Binding binding) {
        QlikRequest terms = QlikRequest.of(WorkOperations.GET_GLOSSARY_TERMS).path("id", binding.ownId());
        binding.qlik()
                .list(
                        terms,
                        term -> Parts.madeTerm(
                                term.path("name").asText(), term.path("id").asText(), binding));
    }

    static List<Step> update(Change change) {
        Value.Fields spec = change.desired().orElseThrow().spec();
        Parts parts = new Parts(change.live().orElseThrow().facts());
        List<Step> steps = new ArrayList<>();
        glossary(change).ifPresent(steps::add);
        categories(change, spec, parts, steps);
        terms(change, spec, parts, steps);
        for (String name : removed(change, "terms")) {
            steps.add(Step.deletes("delete term " + name, binding -> QlikRequest.of(WorkOperations.DELETE_GLOSSARY_TERM)
                    .path("id", binding.ownId())
                    .path("termId", parts.termId(name, binding))));
        }
        removed(change, "categories").stream()
                .sorted(Comparator.reverseOrder())
                .forEach(path -> steps.add(Step.deletes(
                        "delete category " + path, binding -> QlikRequest.of(WorkOperations.DELETE_GLOSSARY_CATEGORY)
                                .path("id", binding.ownId())
                                .path("categoryId", parts.categoryId(path, binding)))));
        return steps;
    }

    /** Texts are patched; a patch takes no lists, so with other tags all of it is sent. */
    private static Optional<Step> glossary(Change change) {
        Set<String> fields = new TreeSet<>(change.differing());
        fields.removeAll(Set.of("categories", "terms"));
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        Value.Fields spec = change.desired().orElseThrow().spec();
        if (TEXTS.containsAll(fields)) {
            ArrayNode patch = JsonValues.array();
            fields.forEach(field -> patch.add(JsonValues.replace(
                    "/" + field, JsonValues.textOrEmpty(spec.get(field).orElseGet(Value::nothing)))));
            return Optional.of(Step.updates("update glossary", binding -> QlikRequest.of(WorkOperations.PATCH_GLOSSARY)
                    .path("id", binding.ownId())
                    .json(patch)));
        }
        Value.Fields live = change.live().orElseThrow().facts().fields(GlossaryView.WHOLE);
        ObjectNode whole =
                JsonValues.present(live, "name", "description", "overview", "spaceId", "tags", "termTemplate");
        for (String field : List.of("name", "description", "overview")) {
            spec.get(field).ifPresent(value -> whole.set(field, JsonValues.textOrEmpty(value)));
        }
        spec.get("tags").ifPresent(tags -> whole.set("tags", JsonValues.listOrEmpty(tags)));
        return Optional.of(Step.updates("replace glossary", binding -> QlikRequest.of(WorkOperations.UPDATE_GLOSSARY)
                .path("id", binding.ownId())
                .json(whole)));
    }

    private static void categories(Change change, Value.Fields spec, Parts parts, List<Step> steps) {
        Set<String> touched = touched(change, "categories");
        GlossaryBody.parts(spec, "categories").stream()
                .filter(category -> touched.contains(category.text("path").orElse("")))
                .sorted(Comparator.comparing(category -> category.text("path").orElse("")))
                .forEach(category -> {
                    String path = category.text("path").orElse("");
                    Optional<Value.Fields> live = parts.category(path);
                    steps.add(
                            live.isPresent()
                                    ? replaceCategory(category, live.get(), parts)
                                    : addCategory(category, parts));
                });
    }

    private static Step addCategory(Value.Fields category, Parts parts) {
        String path = category.text("path").orElse("");
        return Step.creates(
                        "create category " + path,
                        binding -> QlikRequest.of(WorkOperations.CREATE_GLOSSARY_CATEGORY)
                                .path("id", binding.ownId())
                                .json(GlossaryBody.category(category, Value.Fields.EMPTY, parts, binding)),
                        binding -> foundCategory(path, parts, binding))
                .then((reply, binding) ->
                        Parts.madeCategory(path, reply.body().path("id").asText(), binding));
    }

    private static Optional<String> foundCategory(String path, Parts parts, Binding binding) {
        String parent = GlossaryBody.parent(path)
                .map(above -> parts.categoryId(above, binding))
                .orElse("");
        QlikRequest list =
                QlikRequest.of(WorkOperations.GET_GLOSSARY_CATEGORIES).path("id", binding.ownId());
        for (JsonNode category : binding.qlik().list(list)) {
            if (category.path("name").asText().equals(GlossaryBody.name(path))
                    && category.path("parentId").asText("").equals(parent)) {
                return Optional.of(category.path("id").asText());
            }
        }
        return Optional.empty();
    }

    private static Step replaceCategory(Value.Fields category, Value.Fields live, Parts parts) {
        String path = category.text("path").orElse("");
        return Step.updates(
                "replace category " + path, binding -> QlikRequest.of(WorkOperations.UPDATE_GLOSSARY_CATEGORY)
                        .path("id", binding.ownId())
                        .path("categoryId", parts.categoryId(path, binding))
                        .json(GlossaryBody.category(category, live, parts, binding)));
    }

    private static void terms(Change change, Value.Fields spec, Parts parts, List<Step> steps) {
        Set<String> touched = touched(change, "terms");
        List<Value.Fields> wanted = GlossaryBody.parts(spec, "terms").stream()
                .filter(term -> touched.contains(term.text("name").orElse("")))
                .toList();
        Set<String> leaving = leaving(change, parts);
        List<Step> later = new ArrayList<>();
        for (Value.Fields term : wanted) {
            String name = term.text("name").orElse("");
            Optional<Value.Fields> live = parts.term(name);
            if (live.isEmpty()) {
                steps.add(addTerm(term, parts));
                if (!term.items("relatesTo").isEmpty()) {
                    later.add(replaceTerm(term, Value.Fields.EMPTY, parts));
                }
            } else if (differs(change, name, false)) {
                later.add(replaceTerm(term, without(leaving, live.get()), parts));
            }
            boolean moves = live.isEmpty() ? hasStatus(term) : differs(change, name, true);
            if (moves) {
                later.add(status(term, parts));
            }
        }
        steps.addAll(later);
    }

    /** The ids of the terms and categories that the change takes away. */
    private static Set<String> leaving(Change change, Parts parts) {
        Set<String> ids = new TreeSet<>();
        removed(change, "terms")
                .forEach(name ->
                        parts.term(name).flatMap(term -> term.text("id")).ifPresent(ids::add));
        removed(change, "categories").forEach(path -> parts.category(path)
                .flatMap(category -> category.text("id"))
                .ifPresent(ids::add));
        return ids;
    }

    /** What nobody declares is sent as it was, but for what leads nowhere once the change is through. */
    private static Value.Fields without(Set<String> leaving, Value.Fields term) {
        List<Value> relations = GlossaryBody.parts(term, "relatesTo").stream()
                .filter(relation -> !leaving.contains(relation.text("termId").orElse("")))
                .map(Value.class::cast)
                .toList();
        List<Value> categories = term.items("categories").stream()
                .filter(id -> !leaving.contains(id.toString()))
                .toList();
        return term.with("relatesTo", new Value.Items(relations)).with("categories", new Value.Items(categories));
    }

    private static Step addTerm(Value.Fields term, Parts parts) {
        String name = term.text("name").orElse("");
        return Step.creates(
                        "create term " + name,
                        binding -> QlikRequest.of(WorkOperations.CREATE_GLOSSARY_TERM)
                                .path("id", binding.ownId())
                                .json(GlossaryBody.term(term, Value.Fields.EMPTY, parts, binding, false)),
                        binding -> Reads.idOf(
                                binding.qlik(),
                                QlikRequest.of(WorkOperations.GET_GLOSSARY_TERMS)
                                        .path("id", binding.ownId()),
                                "name",
                                name))
                .then((reply, binding) ->
                        Parts.madeTerm(name, reply.body().path("id").asText(), binding));
    }

    private static Step replaceTerm(Value.Fields term, Value.Fields live, Parts parts) {
        String name = term.text("name").orElse("");
        return Step.updates("replace term " + name, binding -> QlikRequest.of(WorkOperations.UPDATE_GLOSSARY_TERM)
                .path("id", binding.ownId())
                .path("termId", parts.termId(name, binding))
                .json(GlossaryBody.term(term, live, parts, binding, true)));
    }

    private static Step status(Value.Fields term, Parts parts) {
        String name = term.text("name").orElse("");
        String status = term.text("status").orElse(DRAFT);
        return Step.updates("make term " + name + " " + status, binding -> {
            if (!parts.knows(name, binding)) {
                meetTerms(binding);
            }
            return QlikRequest.of(WorkOperations.CHANGE_GLOSSARY_TERM_STATUS)
                    .path("id", binding.ownId())
                    .path("termId", parts.termId(name, binding))
                    .query("status", status);
        });
    }

    /** The parts of a list that differ or are to be made, by what tells them apart. */
    private static Set<String> touched(Change change, String list) {
        Set<String> keys = new TreeSet<>();
        for (FieldDiff field : change.fields()) {
            if (isOf(field, list)
                    && !(field.path().segments().size() == 2 && field.desired().isNull())) {
                keys.add(key(field));
            }
        }
        return keys;
    }

    private static List<String> removed(Change change, String list) {
        return change.fields().stream()
                .filter(field -> isOf(field, list))
                .filter(field ->
                        field.path().segments().size() == 2 && field.desired().isNull())
                .map(GlossarySteps::key)
                .toList();
    }

    private static boolean isOf(FieldDiff field, String list) {
        return field.path().segments().size() > 1 && field.path().first().equals(list);
    }

    /** {@code name=Revenue} is how a difference names the element of a list. */
    private static String key(FieldDiff field) {
        String segment = field.path().segments().get(1);
        return segment.substring(segment.indexOf('=') + 1);
    }

    private static boolean differs(Change change, String term, boolean inStatus) {
        return change.fields().stream()
                .filter(field -> isOf(field, "terms") && key(field).equals(term))
                .anyMatch(field -> field.path().last().equals("status") == inStatus);
    }

    static Step delete() {
        return Step.deletes("delete glossary", binding -> QlikRequest.of(WorkOperations.DELETE_GLOSSARY)
                .path("id", binding.ownId()));
    }
}
