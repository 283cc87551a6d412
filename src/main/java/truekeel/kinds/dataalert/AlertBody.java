package truekeel.kinds.dataalert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Shape;
import truekeel.model.KindName;
import truekeel.model.Value;
import truekeel.plan.Change;

/** What is sent of an alert and of its condition; names become this tenant's ids. */
final class AlertBody {
    private static final KindName APP = KindName.of("App");
    private static final KindName USER = KindName.of("User");
    private static final KindName GROUP = KindName.of("Group");

    private AlertBody() {}

    static String appId(Value.Fields spec, Binding binding) {
        return binding.idOf(APP, spec.get("app").orElseThrow());
    }

    static ObjectNode condition(Value.Fields spec, Binding binding) {
        Value.Fields wanted = spec.fields(DataAlertKind.CONDITION);
        ObjectNode data = JsonValues.present(
                wanted, "conditionData", "measures", "dimensions", "headers", "selections", "history");
        if (!data.has("conditionData")) {
            data.putObject("conditionData");
        }
        ObjectNode base = data.putObject("conditionBase").put("type", "data").put("appId", appId(spec, binding));
        wanted.text("description").ifPresent(text -> base.put("description", text));
        spec.text("bookmarkId").filter(id -> !id.isEmpty()).ifPresent(id -> base.put("bookmarkId", id));
        ObjectNode body = JsonValues.object().put("type", "data");
        body.set("dataCondition", data);
        return body;
    }

    static ObjectNode whole(Value.Fields spec, Binding binding) {
        ObjectNode body = JsonValues.present(
                spec,
                "name",
                "description",
                "enabled",
                "sheetId",
                "bookmarkId",
                "triggerType",
                "scheduleOptions",
                "throttling");
        List.of("scheduleOptions", "throttling").stream()
                .filter(part -> body.path(part).isEmpty())
                .forEach(body::remove);
        body.put("appId", appId(spec, binding));
        ObjectNode recipients = body.putObject("recipients");
        add(recipients.putArray("userIds"), USER, spec.fields("recipients").items("users"), binding);
        add(recipients.putArray("groupIds"), GROUP, spec.fields("recipients").items("groups"), binding);
        return body;
    }

    private static void add(ArrayNode list, KindName kind, List<Value> references, Binding binding) {
        for (Value reference : references) {
            list.addObject().put("value", binding.idOfSeen(kind, reference)).put("enabled", true);
        }
    }

    static ArrayNode patch(Change change, Set<String> fields) {
        Value.Fields spec = change.desired().orElseThrow().spec();
        ArrayNode patch = JsonValues.array();
        for (String field : fields) {
            Value value = spec.get(field).orElseGet(Value::nothing);
            patch.add(
                    switch (field) {
                        case "enabled" ->
                            JsonValues.replace(
                                    "/enabledAction",
                                    JsonValues.json(Value.text(value.equals(Value.flag(true)) ? "enable" : "disable")));
                        case "description", "bookmarkId" ->
                            JsonValues.replace("/" + field, JsonValues.textOrEmpty(value));
                        case "scheduleOptions", "throttling" ->
                            JsonValues.replace("/" + field, JsonValues.json(merged(field, change)));
                        default -> JsonValues.replace("/" + field, JsonValues.json(value));
                    });
        }
        return patch;
    }

    /** Qlik takes these as a whole; what is not declared of them stays. */
    private static Value merged(String field, Change change) {
        Value.Fields live = change.live().orElseThrow().spec().fields(field);
        Value wanted = change.desired().orElseThrow().spec().get(field).orElseGet(Value::nothing);
        return wanted instanceof Value.Fields parts ? Shape.over(live, parts) : Value.Fields.EMPTY;
    }
}
