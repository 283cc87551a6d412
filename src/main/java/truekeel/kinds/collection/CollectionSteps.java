package truekeel.kinds.collection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import truekeel.kinds.AppItems;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Reads;
import truekeel.kinds.Step;
import truekeel.model.NaturalKey;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.FieldDiff;
import truekeel.qlik.Operations;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;

/** The calls that make a collection or change it; members are apps' items, which the index shows late. */
final class CollectionSteps {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ITEM = "item of ";
    private static final String ITEMS_FIELD = "items";
    private static final String MET = "was made meanwhile";

    private final Change change;
    private final Value.Fields spec;
    private final boolean tag;

    CollectionSteps(Change change) {
        this.change = change;
        this.spec = change.desired().orElseThrow().spec();
        this.tag = spec.text("type").filter(CollectionKind.TAG::equals).isPresent();
    }

    List<Step> create() {
        List<Step> steps = new ArrayList<>();
        steps.add(Step.createsIf("create collection", this::creation, this::find));
        if (tag && spec.has("description")) {
            steps.add(Step.updatesIf("describe collection", binding -> binding.value(MET)
                    .map(met -> patch(
                            binding,
                            JsonValues.array()
                                    .add(JsonValues.replace(
                                            "/description",
                                            JsonValues.textOrEmpty(
                                                    spec.get("description").orElseThrow())))))));
        }
        if (!tag) {
            spec.items(ITEMS_FIELD).forEach(item -> steps.add(add(app(item))));
            steps.add(open());
        }
        return steps;
    }

    /** Of a tag there is one at most: an app's change may have made it meanwhile. */
    private Optional<QlikRequest> creation(Binding binding) {
        Optional<String> there = tag ? find(binding) : Optional.empty();
        there.ifPresent(id -> {
            binding.ownId(id);
            binding.value(MET, "yes");
        });
        return there.isPresent()
                ? Optional.empty()
                : Optional.of(QlikRequest.of(Operations.CREATE_COLLECTION)
                        .json(JsonValues.present(spec, "name", "description")
                                .put("type", tag ? CollectionKind.TAG : CollectionKind.PRIVATE)));
    }

    /** Names of tags mind no case; a private collection of the name is ours when our bot made it. */
    private Optional<String> find(Binding binding) {
        String name = spec.text("name").orElseThrow();
        String type = tag ? CollectionKind.TAG : CollectionKind.PRIVATE;
        String self = binding.qlik().identity().userId();
        return binding.qlik().list(QlikRequest.of(Operations.GET_COLLECTIONS).query("type", type)).stream()
                .filter(one -> tag
                        ? NaturalKey.withoutCase(one.path("name").asText()).equals(NaturalKey.withoutCase(name))
                        : one.path("name").asText().equals(name)
                                && one.path("creatorId").asText().equals(self))
                .map(one -> one.path("id").asText())
                .findFirst();
    }

    List<Step> update() {
        List<Step> steps = new ArrayList<>();
        ArrayNode patch = JsonValues.array();
        List<Step> additions = new ArrayList<>();
        for (FieldDiff field : change.fields()) {
            String path = field.path().toString();
            if (path.equals("/name") || path.equals("/description")) {
                patch.add(JsonValues.replace(path, JsonValues.textOrEmpty(field.desired())));
            } else if (path.startsWith("/items/") && field.live().isNull()) {
                additions.add(add(app(field.desired())));
            } else if (path.startsWith("/items/")) {
                steps.add(remove(app(field.live())));
            }
        }
        if (!patch.isEmpty()) {
            steps.add(0, Step.updates("update collection", binding -> patch(binding, patch)));
        }
        additions.addAll(steps);
        if (!tag && isPrivate()) {
            additions.add(open());
        }
        return additions;
    }

    private boolean isPrivate() {
        return change.live()
                .flatMap(live -> live.facts().text("type"))
                .filter(CollectionKind.PRIVATE::equals)
                .isPresent();
    }

    private static QlikRequest patch(Binding binding, ArrayNode operations) {
        return QlikRequest.of(Operations.PATCH_COLLECTION)
                .path("collectionId", binding.ownId())
                .json(operations);
    }

    /** Qlik opens no collection that is empty; one that none of its apps has reached yet is left to the next plan. */
    private static Step open() {
        return Step.updatesIf("open collection", binding -> {
            JsonNode collection =
                    binding.qlik().get(QlikRequest.of(Operations.GET_COLLECTION).path("collectionId", binding.ownId()));
            boolean ready = collection.path("type").asText().equals(CollectionKind.PRIVATE)
                    && collection.path("itemCount").asInt() > 0;
            return ready
                    ? Optional.of(patch(
                            binding,
                            JsonValues.array()
                                    .add(JsonValues.replace(
                                            "/type", JsonValues.json(Value.text(CollectionKind.GOVERNED))))))
                    : Optional.empty();
        });
    }

    private static Value app(Value item) {
        return item instanceof Value.Fields fields ? fields.get("app").orElse(Value.nothing()) : Value.nothing();
    }

    /** Looks whether the app is in by now, and finds nothing to do while the index does not show the app. */
    private static Step add(Value app) {
        return Step.updatesIf("add app " + app, binding -> {
                    String id = binding.idOfSeen(CollectionKind.APP, app);
                    return item(binding, id)
                            .filter(item -> !isIn(binding, item))
                            .map(item -> QlikRequest.of(Operations.ADD_COLLECTION_ITEM)
                                    .path("collectionId", binding.ownId())
                                    .json(JsonValues.object()
                                            .put("id", item.path("id").asText())));
                })
                .settling(
                        PATIENCE,
                        problem ->
                                problem instanceof QlikException.Conflict || problem instanceof QlikException.Uncertain)
                .after(AppItems.LAG, binding -> isIndexed(binding, app));
    }

    private static boolean isIndexed(Binding binding, Value app) {
        String id = binding.idOfSeen(CollectionKind.APP, app);
        boolean known =
                binding.value(ITEM + id).isPresent() || item(binding, id).isPresent();
        if (known) {
            binding.value(ITEM + id, "shown");
        }
        return known;
    }

    private static Optional<JsonNode> item(Binding binding, String app) {
        QlikRequest request = QlikRequest.of(Operations.GET_ITEMS)
                .query("resourceType", "app")
                .query("resourceIds", app);
        return binding.qlik().list(request).stream()
                .filter(item -> item.path("resourceId").asText().equals(app))
                .findFirst();
    }

    private static boolean isIn(Binding binding, JsonNode item) {
        QlikRequest member = QlikRequest.of(Operations.GET_COLLECTION_ITEM)
                .path("collectionId", binding.ownId())
                .path("itemId", item.path("id").asText());
        return Reads.one(binding.qlik(), member).isPresent();
    }

    private Step remove(Value app) {
        return Step.deletesIf("remove app " + app, binding -> change.live()
                .flatMap(live ->
                        live.facts().fields(CollectionKind.ITEMS).text(binding.idOfSeen(CollectionKind.APP, app)))
                .map(item -> QlikRequest.of(Operations.DELETE_COLLECTION_ITEM)
                        .path("collectionId", binding.ownId())
                        .path("itemId", item)));
    }

    static Step delete() {
        return Step.deletes("delete collection", binding -> QlikRequest.of(Operations.DELETE_COLLECTION)
                .path("collectionId", binding.ownId()));
    }
}
