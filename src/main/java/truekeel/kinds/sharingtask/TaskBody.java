package truekeel.kinds.sharingtask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Shape;
import truekeel.model.KindName;
import truekeel.model.Value;
import truekeel.plan.Change;

/** What is sent of a task: the whole of it, or a patch; names become this tenant's ids. */
final class TaskBody {
    private static final KindName APP = KindName.of("App");
    private static final KindName USER = KindName.of("User");
    private static final KindName CONNECTION = KindName.of("DataConnection");
    private static final KindName TEMPLATE = KindName.of("ReportTemplate");
    private static final String[] PLAIN = {
        "name",
        "type",
        "description",
        "tags",
        "transportChannels",
        "sharePointFolder",
        "message",
        "emailContent",
        "scheduleOptions",
        "enabled"
    };

    private TaskBody() {}

    static String appId(Value.Fields spec, Binding binding) {
        return binding.idOf(APP, spec.get("app").orElseThrow());
    }

    static ObjectNode whole(Value.Fields spec, Binding binding) {
        ObjectNode body = JsonValues.present(spec, PLAIN);
        List.of("scheduleOptions", "emailContent").stream()
                .filter(part -> body.path(part).isEmpty())
                .forEach(body::remove);
        if (spec.get("owner").filter(owner -> !owner.isNull()).isPresent()) {
            body.put("enabled", false);
        }
        spec.get("dataConnection")
                .filter(connection -> !connection.isNull())
                .ifPresent(connection -> body.put("dataConnectionID", binding.idOf(CONNECTION, connection)));
        Value.Fields state = spec.fields("state");
        body.set(
                "state",
                JsonValues.json(
                        state.has("selections") ? state : state.with("selections", new Value.Items(List.of()))));
        body.set("templates", templates(spec, binding));
        if (spec.has("recipients")) {
            body.set("recipients", recipients(spec.fields("recipients"), Value.Fields.EMPTY, binding));
        }
        if (spec.has("trigger")) {
            ObjectNode trigger = body.putObject("trigger");
            trigger.putArray("recurrence");
            trigger.setAll((ObjectNode) JsonValues.json(spec.fields("trigger")));
        }
        return body;
    }

    private static ArrayNode templates(Value.Fields spec, Binding binding) {
        ArrayNode templates =
                (ArrayNode) JsonValues.listOrEmpty(spec.get("templates").orElseGet(Value::nothing));
        Optional<String> report = spec.get("template")
                .filter(template -> !template.isNull())
                .map(template -> binding.idOf(TEMPLATE, template));
        String app = appId(spec, binding);
        for (JsonNode template : templates) {
            report.ifPresent(id -> ((ObjectNode) template).put("templateId", id));
            for (String part : TaskView.APP_PARTS) {
                if (template.path(part) instanceof ObjectNode data) {
                    data.put("appId", app);
                }
            }
            template.path("multiSheetData").forEach(sheet -> ((ObjectNode) sheet).put("appId", app));
        }
        return templates;
    }

    /** The declared lists, and those that are not declared as they were observed. */
    private static ObjectNode recipients(Value.Fields wanted, Value.Fields live, Binding binding) {
        ObjectNode recipients = JsonValues.object();
        ArrayNode users = recipients.putArray("userIds");
        if (wanted.has("users")) {
            wanted.items("users").forEach(user -> users.add(user(binding.idOfSeen(USER, user), live)));
        } else {
            live.items("userIds")
                    .forEach(user ->
                            users.add(user(((Value.Fields) user).text("value").orElse(""), live)));
        }
        recipients.set("emailAddresses", names("emailAddresses", wanted, live));
        for (String list : List.of("DLGroups", "DLUsers")) {
            ArrayNode entries = recipients.putArray(list);
            if (wanted.has(list)) {
                wanted.items(list).forEach(name -> entries.addObject()
                        .put("value", name.toString())
                        .put("enabled", true));
            } else {
                live.items(list).forEach(entry -> entries.add(JsonValues.json(entry)));
            }
        }
        return recipients;
    }

    private static JsonNode names(String list, Value.Fields wanted, Value.Fields live) {
        ArrayNode names = JsonValues.array();
        if (wanted.has(list)) {
            wanted.items(list).forEach(name -> names.add(name.toString()));
        } else {
            live.items(list)
                    .forEach(entry ->
                            names.add(((Value.Fields) entry).text("value").orElse("")));
        }
        return names;
    }

    /** Whoever stays keeps having unsubscribed, or being switched off. */
    private static ObjectNode user(String id, Value.Fields live) {
        ObjectNode user =
                JsonValues.object().put("value", id).put("enabled", true).put("subscribed", true);
        for (Value known : live.items("userIds")) {
            if (known instanceof Value.Fields fields && fields.text("value").equals(Optional.of(id))) {
                fields.flag("enabledByUser").ifPresent(enabled -> user.put("enabled", enabled));
                fields.flag("subscribed").ifPresent(subscribed -> user.put("subscribed", subscribed));
            }
        }
        return user;
    }

    static ArrayNode patch(Change change, Set<String> fields, Binding binding) {
        Value.Fields spec = change.desired().orElseThrow().spec();
        ArrayNode patch = JsonValues.array();
        for (String field : fields) {
            patch.add(operation(field, spec, change, binding));
        }
        return patch;
    }

    private static ObjectNode operation(String field, Value.Fields spec, Change change, Binding binding) {
        Value value = spec.get(field).orElseGet(Value::nothing);
        return switch (field) {
            case "template", "templates" -> JsonValues.replace("/templates", templates(spec, binding));
            case "recipients" ->
                JsonValues.replace(
                        "/recipients",
                        recipients(
                                spec.fields("recipients"),
                                change.live().orElseThrow().facts().fields(TaskView.RECIPIENTS),
                                binding));
            case "scheduleOptions" -> value.isNull() ? JsonValues.removal("/" + field) : schedule(spec, change);
            case "dataConnection" ->
                value.isNull()
                        ? JsonValues.removal("/dataConnectionID")
                        : replace("dataConnectionID", Value.text(binding.idOf(CONNECTION, value)));
            case "sharePointFolder" -> value.isNull() ? JsonValues.removal("/" + field) : replace(field, value);
            case "description" -> JsonValues.replace("/description", JsonValues.textOrEmpty(value));
            default -> replace(field, value);
        };
    }

    private static ObjectNode replace(String field, Value value) {
        return JsonValues.replace("/" + field, JsonValues.json(value));
    }

    /** Qlik takes the whole schedule; what is not declared of it stays. */
    private static ObjectNode schedule(Value.Fields spec, Change change) {
        Value.Fields live = change.live().orElseThrow().spec().fields("scheduleOptions");
        return replace("scheduleOptions", Shape.over(live, spec.fields("scheduleOptions")));
    }
}
