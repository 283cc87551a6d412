package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import truekeel.simulator.Answer;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;

/** How an app is shown: {@code {attributes, privileges, create}}. Unset texts and times are empty strings. */
final class AppView {
    private static final List<String> OBJECTS =
            List.of("dimension", "measure", "masterobject", "variable", "bookmark", "sheet", "story", "snapshot");

    private AppView() {}

    static Answer answer(Exchange exchange, ObjectNode app) {
        return Answer.ok(envelope(exchange, app, attributes(exchange, app)));
    }

    /** The attributes of the first generation of the API, which the item copies. */
    static ObjectNode attributes(Exchange exchange, ObjectNode app) {
        ObjectNode view = Json.served(app);
        view.put("_resourcetype", "app");
        view.put(
                "owner",
                exchange.table("users")
                        .get(app.path("ownerId").asText())
                        .map(user -> user.path("subject").asText())
                        .orElse(""));
        return view;
    }

    /** The same app in the words of the namespaced API. */
    static ObjectNode renamed(ObjectNode app) {
        ObjectNode view = Json.object();
        view.put("id", app.path("id").asText());
        view.put("name", app.path("name").asText());
        view.put("description", app.path("description").asText());
        view.put("ownerId", app.path("ownerId").asText());
        view.put("spaceId", app.path("spaceId").asText());
        view.put("originAppId", app.path("originAppId").asText());
        view.put("resourceType", "app");
        view.put("usage", app.path("usage").asText());
        view.put("hasSectionAccess", app.path("hasSectionAccess").asBoolean());
        view.put("createdAt", app.path("createdDate").asText());
        view.put("updatedAt", app.path("modifiedDate").asText());
        view.put("reloadedAt", app.path("lastReloadTime").asText());
        view.put("promotedAt", app.path("publishTime").asText());
        return view;
    }

    static ObjectNode envelope(Exchange exchange, ObjectNode app, ObjectNode attributes) {
        boolean edits = Rights.of(exchange).editsApp(app);
        ObjectNode body = Json.object();
        body.set("attributes", attributes);
        body.set("privileges", Json.texts(privileges(exchange, app)));
        ArrayNode create = body.putArray("create");
        OBJECTS.forEach(object -> create.addObject().put("resource", object).put("canCreate", edits));
        return body;
    }

    static List<String> privileges(Exchange exchange, ObjectNode app) {
        Rights rights = Rights.of(exchange);
        List<String> privileges = new ArrayList<>(List.of("read"));
        if (rights.describesApp(app)) {
            privileges.add("update");
        }
        if (rights.managesApp(app) || rights.editsApp(app)) {
            privileges.add("delete");
        }
        if (rights.editsApp(app)) {
            privileges.addAll(List.of("reload", "export", "duplicate", "publish", "exportdata"));
        }
        if (rights.managesApp(app) || rights.ownsApp(app)) {
            privileges.addAll(List.of("change_owner", "change_space"));
        }
        return privileges;
    }
}
