package truekeel.kinds.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import truekeel.kinds.AppItems;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Reads;
import truekeel.kinds.Step;
import truekeel.model.NaturalKey;
import truekeel.qlik.Operations;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;

/**
 * The tags of an app. A tag of Qlik is a public collection, unique by its name and shared by the whole tenant, so it is
 * made when it is missing and never deleted. What is in it is not the app but the app's item, which the index shows
 * late: it is waited for, and should it not come, there is nothing to send and the difference is left to the next plan.
 * The resource is tagged, its staged copy is not.
 */
final class Tagging {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LOOKED = "looked for the item";
    private static final String ITEM = "item";
    private static final String WORN = "collection of the worn tag ";
    private static final String COLLECTION = "collection of the tag ";
    private static final String SENT = "tried to create the tag ";

    private final Wish wish;

    Tagging(Wish wish) {
        this.wish = wish;
    }

    /**
     * Each looks first and finds nothing to do after a kill or a lost answer. None counts as a create: what they make
     * is not the app, and the look makes up for it.
     */
    List<Step> steps() {
        Map<String, String> wanted = new LinkedHashMap<>();
        wish.tags().forEach(tag -> wanted.putIfAbsent(NaturalKey.withoutCase(tag), tag));
        List<Step> steps = new ArrayList<>();
        wish.liveTags().stream()
                .filter(tag -> !wanted.containsKey(NaturalKey.withoutCase(tag)))
                .forEach(tag -> steps.add(remove(tag)));
        wanted.values().forEach(tag -> {
            steps.add(create(tag));
            steps.add(add(tag));
        });
        if (!steps.isEmpty()) {
            steps.set(0, steps.get(0).after(AppItems.LAG, Tagging::isIndexed));
        }
        return steps;
    }

    private static boolean isIndexed(Binding binding) {
        return binding.value(ITEM).isPresent() || look(binding);
    }

    private static Step remove(String tag) {
        return Step.deletesIf("remove tag " + tag, binding -> item(binding)
                .flatMap(item -> worn(binding, tag).map(collection -> QlikRequest.of(Operations.DELETE_COLLECTION_ITEM)
                        .path("collectionId", collection)
                        .path("itemId", item))));
    }

    private static Step create(String tag) {
        return Step.updatesIf("create tag " + tag, binding -> {
                    if (!isMissing(binding, tag) || collection(binding, tag).isPresent()) {
                        return Optional.empty();
                    }
                    binding.value(SENT + tag, "yes");
                    return Optional.of(QlikRequest.of(Operations.CREATE_COLLECTION)
                            .json(JsonValues.object().put("name", tag).put("type", "public")));
                })
                .then((reply, binding) ->
                        binding.value(COLLECTION + tag, reply.body().path("id").asText()))
                .settling(PATIENCE, Tagging::isMadeMeanwhile);
    }

    private static Step add(String tag) {
        return Step.updatesIf("add tag " + tag, binding -> {
                    Optional<String> item = item(binding).filter(any -> isMissing(binding, tag));
                    return item.flatMap(id -> collection(binding, tag)
                            .filter(collection -> !holds(binding, collection, id))
                            .map(collection -> QlikRequest.of(Operations.ADD_COLLECTION_ITEM)
                                    .path("collectionId", collection)
                                    .json(JsonValues.object().put("id", id))));
                })
                .settling(PATIENCE, Tagging::isMadeMeanwhile);
    }

    /** Another change of the same run wants the same tag, or the answer was lost; the next look tells. */
    private static boolean isMadeMeanwhile(QlikException problem) {
        return problem instanceof QlikException.Conflict || problem instanceof QlikException.Uncertain;
    }

    private static boolean isMissing(Binding binding, String tag) {
        return item(binding).isPresent() && worn(binding, tag).isEmpty();
    }

    private static Optional<String> worn(Binding binding, String tag) {
        return binding.value(WORN + NaturalKey.withoutCase(tag));
    }

    private static Optional<String> item(Binding binding) {
        if (binding.value(LOOKED).isEmpty()) {
            look(binding);
        }
        return binding.value(ITEM);
    }

    private static boolean look(Binding binding) {
        binding.value(LOOKED, "yes");
        Optional<JsonNode> found = AppReads.item(binding.qlik(), binding.ownId());
        found.ifPresent(item -> {
            binding.value(ITEM, item.path("id").asText());
            item.path("meta")
                    .path("tags")
                    .forEach(tag -> binding.value(
                            WORN + NaturalKey.withoutCase(tag.path("name").asText()),
                            tag.path("id").asText()));
        });
        return found.isPresent();
    }

    /** The list's filter minds case where the names' uniqueness may not, so all are looked through after a conflict. */
    private static Optional<String> collection(Binding binding, String tag) {
        if (binding.value(COLLECTION + tag).isEmpty()) {
            QlikRequest all = QlikRequest.of(Operations.GET_COLLECTIONS).query("type", "public");
            QlikRequest request = binding.value(SENT + tag).isPresent() ? all : all.query("name", tag);
            binding.qlik().list(request, collection -> {
                if (NaturalKey.withoutCase(collection.path("name").asText()).equals(NaturalKey.withoutCase(tag))) {
                    binding.value(COLLECTION + tag, collection.path("id").asText());
                }
            });
        }
        return binding.value(COLLECTION + tag);
    }

    private static boolean holds(Binding binding, String collection, String item) {
        QlikRequest request = QlikRequest.of(Operations.GET_COLLECTION_ITEM)
                .path("collectionId", collection)
                .path("itemId", item);
        return Reads.one(binding.qlik(), request).isPresent();
    }
}
