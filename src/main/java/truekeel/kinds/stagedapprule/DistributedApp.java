package truekeel.kinds.stagedapprule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** An app that a client-managed site distributed to the tenant, as its item or the app itself tells it. */
record DistributedApp(String id, String name, String spaceId, String ownerId, List<String> tags) {
    DistributedApp {
        tags = List.copyOf(tags);
    }

    static DistributedApp ofItem(JsonNode item) {
        JsonNode attributes = item.path("resourceAttributes");
        List<String> tags = new ArrayList<>();
        item.path("meta").path("tags").forEach(tag -> tags.add(tag.path("name").asText()));
        return new DistributedApp(
                item.path("resourceId").asText(),
                attributes.path("name").asText(item.path("name").asText()),
                item.path("spaceId").asText(attributes.path("spaceId").asText("")),
                attributes.path("ownerId").asText(""),
                tags);
    }

    /** The same app as it is by now, which its item may not show yet. */
    DistributedApp asRead(JsonNode attributes) {
        return new DistributedApp(
                id,
                name,
                attributes.path("spaceId").asText(""),
                attributes.path("ownerId").asText(""),
                tags);
    }

    boolean waits() {
        return spaceId.isEmpty();
    }
}
