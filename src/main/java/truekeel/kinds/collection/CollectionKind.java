package truekeel.kinds.collection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Kind;
import truekeel.kinds.Look;
import truekeel.kinds.Reads;
import truekeel.kinds.Seen;
import truekeel.kinds.Step;
import truekeel.model.Desired;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.NaturalKey;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.Operations;
import truekeel.qlik.QlikRequest;

/**
 * Collections that everybody sees. One of apps is made private, filled, and opened; until then it counts as empty, so
 * that a run that broke off is gone on with. A tag is made and described here and worn by what apps' manifests say.
 * What people keep for themselves, favourites and private collections, is not ours to look at.
 */
public final class CollectionKind implements Kind {
    static final KindName NAME = KindName.of("Collection");
    static final KindName APP = KindName.of("App");
    static final String TAG = "public";
    static final String GOVERNED = "publicgoverned";
    static final String PRIVATE = "private";
    /** The fact that holds the ids of a collection's items by the ids of their apps. */
    static final String ITEMS = "items";

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public Set<String> needs() {
        return Set.of("admin_classic", "admin.collections.publicgoverned");
    }

    /** What is in a collection is told by the items that apps are read from, not collection by collection. */
    @Override
    public void observe(Look look, Consumer<Seen> each) {
        List<JsonNode> collections = new ArrayList<>();
        Reads.each(
                look,
                QlikRequest.of(Operations.GET_COLLECTIONS),
                id -> QlikRequest.of(Operations.GET_COLLECTION).path("collectionId", id),
                collection -> {
                    if (isOurs(look, collection)) {
                        collections.add(collection);
                    }
                });
        boolean governed = collections.stream().anyMatch(collection -> !isTag(collection));
        Map<String, List<JsonNode>> members = governed ? members(look) : Map.of();
        Set<String> worn = worn(look);
        collections.forEach(collection -> each.accept(
                seen(collection, members.getOrDefault(collection.path("id").asText(), List.of()), worn)));
    }

    private static boolean isTag(JsonNode collection) {
        return collection.path("type").asText().equals(TAG);
    }

    /** What is open to all, and what our bot has begun for a manifest and not opened yet. */
    private static boolean isOurs(Look look, JsonNode collection) {
        String type = collection.path("type").asText();
        boolean begun = type.equals(PRIVATE)
                && collection
                        .path("creatorId")
                        .asText()
                        .equals(look.qlik().identity().userId())
                && look.declared(NAME).stream()
                        .map(Desired::spec)
                        .anyMatch(spec ->
                                spec.text("type").filter(GOVERNED::equals).isPresent()
                                        && spec.text("name")
                                                .filter(collection.path("name").asText()::equals)
                                                .isPresent());
        return begun || type.equals(TAG) || type.equals(GOVERNED);
    }

    private static Map<String, List<JsonNode>> members(Look look) {
        Map<String, List<JsonNode>> members = new HashMap<>();
        for (JsonNode item : look.items().all()) {
            item.path("collectionIds").forEach(id -> members.computeIfAbsent(id.asText(), any -> new ArrayList<>())
                    .add(item));
        }
        return members;
    }

    /** The tags that apps are declared to wear; they are nobody's drift. */
    private static Set<String> worn(Look look) {
        return look.declared(APP).stream()
                .flatMap(app -> app.spec().items("tags").stream())
                .map(tag -> NaturalKey.withoutCase(tag.toString()))
                .collect(Collectors.toSet());
    }

    private static Seen seen(JsonNode collection, List<JsonNode> members, Set<String> worn) {
        String type = collection.path("type").asText();
        Value.Fields spec = JsonValues.fields(collection, "name", "description")
                .with("type", Value.text(type.equals(PRIVATE) ? GOVERNED : type));
        Value.Fields facts = Value.Fields.EMPTY.with("type", Value.text(type));
        if (type.equals(TAG)) {
            boolean isWorn =
                    worn.contains(NaturalKey.withoutCase(collection.path("name").asText()));
            return Seen.of(collection.path("id").asText(), spec)
                    .withFacts(isWorn ? facts.with(Live.BUILT_IN, Value.flag(true)) : facts);
        }
        List<Value> items = new ArrayList<>();
        Value.Fields ids = Value.Fields.EMPTY;
        if (type.equals(GOVERNED)) {
            for (JsonNode member : members) {
                String app = member.path("resourceId").asText();
                items.add(Value.Fields.EMPTY.with("app", Kind.reference(app)));
                ids = ids.with(app, Value.text(member.path("id").asText()));
            }
        }
        return Seen.of(collection.path("id").asText(), spec.with("items", new Value.Items(items)))
                .withFacts(facts.with(ITEMS, ids));
    }

    @Override
    public List<Step> steps(Change change) {
        return switch (change.action()) {
            case CREATE -> new CollectionSteps(change).create();
            case UPDATE -> new CollectionSteps(change).update();
            case DELETE -> List.of(CollectionSteps.delete());
            case RECREATE, ADOPT, RELEASE -> List.of();
        };
    }

    /** A tag that apps are declared to wear would be made again at once, and missed meanwhile. */
    @Override
    public Optional<Refusal> objection(Change change, List<Change> plan, Look look) {
        boolean goes = change.action().destroys()
                && change.live()
                        .flatMap(live -> live.facts().text("type"))
                        .filter(TAG::equals)
                        .isPresent();
        if (!goes
                || !worn(look)
                        .contains(NaturalKey.withoutCase(
                                change.live().orElseThrow().name()))) {
            return Optional.empty();
        }
        return Optional.of(Refusal.of(
                RefusalCode.TAG_IN_USE,
                change.ref(),
                change.ref() + " is a tag that apps are declared to wear.",
                "Take it out of the tags of those apps first.",
                false));
    }
}
