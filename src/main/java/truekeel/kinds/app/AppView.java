package truekeel.kinds.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import truekeel.kinds.AppItems;

/**
 * What we read of an app, from its item in the index or from the app itself. Texts and times are empty where Qlik has
 * none.
 *
 * @param distributed it came from a client-managed site
 * @param tags the names of its tags in the order of the alphabet; empty when only the app was read, which does not tell
 */
record AppView(
        String id,
        String name,
        Description description,
        String ownerId,
        String spaceId,
        String publishTime,
        String originAppId,
        boolean distributed,
        String createdDate,
        String modifiedDate,
        String lastReloadTime,
        String thumbnail,
        Optional<List<String>> tags) {
    AppView {
        tags = tags.map(List::copyOf);
    }

    /** An app as its item tells it; the index may lag behind the app. */
    static AppView ofItem(JsonNode item) {
        JsonNode attributes = item.path("resourceAttributes");
        return of(
                        text(item, "resourceId"),
                        attributes,
                        text(item, "spaceId"),
                        first(text(attributes, "name"), text(item, "name")),
                        first(text(attributes, "description"), text(item, "description")))
                .withTags(tags(item));
    }

    private static Optional<List<String>> tags(JsonNode item) {
        JsonNode tags = item.path("meta").path("tags");
        if (!tags.isArray()) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        tags.forEach(tag -> names.add(tag.path("name").asText()));
        names.sort(String::compareTo);
        return Optional.of(names);
    }

    /** An app as the answer of a call on it tells it. */
    static AppView ofApp(JsonNode body) {
        JsonNode attributes = body.path("attributes");
        return of(
                text(attributes, "id"),
                attributes,
                text(attributes, "spaceId"),
                text(attributes, "name"),
                text(attributes, "description"));
    }

    private static AppView of(String id, JsonNode attributes, String space, String name, String description) {
        String origin = text(attributes, "originAppId");
        return new AppView(
                id,
                name,
                Description.parse(description),
                text(attributes, "ownerId"),
                space,
                text(attributes, "publishTime"),
                origin,
                AppItems.isDistributed(attributes),
                text(attributes, "createdDate"),
                text(attributes, "modifiedDate"),
                text(attributes, "lastReloadTime"),
                text(attributes, "thumbnail"),
                Optional.empty());
    }

    AppView withTags(Optional<List<String>> names) {
        return new AppView(
                id,
                name,
                description,
                ownerId,
                spaceId,
                publishTime,
                originAppId,
                distributed,
                createdDate,
                modifiedDate,
                lastReloadTime,
                thumbnail,
                names);
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() ? value.asText() : "";
    }

    private static String first(String preferred, String other) {
        return preferred.isEmpty() ? other : preferred;
    }

    /** Whether it came from a client-managed site and nobody has put it anywhere yet. */
    boolean waitsForSpace() {
        return distributed && spaceId.isEmpty();
    }

    boolean isPublished() {
        return !publishTime.isEmpty() && !spaceId.isEmpty();
    }

    boolean isInSharedSpace() {
        return publishTime.isEmpty() && !spaceId.isEmpty();
    }

    Optional<ImportMark> mark() {
        return ImportMark.parse(name);
    }

    /** The digest of the file the app says it was made from. An app under construction has not got its stamp yet. */
    Optional<String> digest() {
        Optional<ImportMark> mark = mark();
        return mark.isPresent() ? mark.get().digest() : description.digest();
    }
}
