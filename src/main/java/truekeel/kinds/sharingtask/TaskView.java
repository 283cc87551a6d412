package truekeel.kinds.sharingtask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Kind;
import truekeel.kinds.Seen;
import truekeel.kinds.Shape;
import truekeel.model.Desired;
import truekeel.model.Live;
import truekeel.model.Value;

/** A live task in the shape of its manifest. */
final class TaskView {
    /** The fact that holds the recipients as Qlik tells them. */
    static final String RECIPIENTS = "recipients";

    /** The parts of a template that name the app by its id. */
    static final List<String> APP_PARTS = List.of("chartData", "sheetData", "storyData");

    private TaskView() {}

    static Seen seen(JsonNode task, Optional<Desired> declared) {
        Value.Fields spec = JsonValues.fields(
                        task,
                        "name",
                        "type",
                        "description",
                        "tags",
                        "transportChannels",
                        "sharePointFolder",
                        "message",
                        "emailContent")
                .with("app", Kind.reference(task.path("appId").asText()))
                .with("owner", Kind.reference(task.path("owner").asText()))
                .with("enabled", Value.flag(isEnabled(task)))
                .with(RECIPIENTS, recipients(task.path(RECIPIENTS)))
                .with("templates", shaped("templates", templates(task), declared))
                .with("state", shaped("state", JsonValues.fields(task.path("state"), "selections"), declared))
                .with(
                        "scheduleOptions",
                        JsonValues.fields(
                                task.path("scheduleOptions"), "recurrence", "startDateTime", "endDateTime", "timezone"))
                .with(
                        "trigger",
                        JsonValues.fields(task.path("trigger"), "executeOnAppReload", "executionHistoryInterval"));
        Optional<String> template = templateId(task);
        if (template.isPresent()) {
            spec = spec.with("template", Kind.reference(template.get()));
        }
        String connection = task.path("dataConnectionID").asText("");
        if (!connection.isEmpty()) {
            spec = spec.with("dataConnection", Kind.reference(connection));
        }
        return Seen.of(task.path("id").asText(), spec)
                .withFacts(Value.Fields.EMPTY
                        .with(Seen.OWNER_ID, Value.text(task.path("owner").asText()))
                        .with(RECIPIENTS, JsonValues.value(task.path(RECIPIENTS)))
                        .with(Live.REMARK, Value.text(remark(task))));
    }

    private static Value shaped(String field, Value live, Optional<Desired> declared) {
        return declared.flatMap(desired -> desired.spec().get(field))
                .map(wanted -> Shape.within(live, wanted))
                .orElse(live);
    }

    /** What people asked for; what Qlik switched off by itself is a remark. */
    private static boolean isEnabled(JsonNode task) {
        return task.path("enabledByUser").asBoolean(task.path("enabled").asBoolean(false));
    }

    private static Optional<String> templateId(JsonNode task) {
        String id = task.path("templates")
                .path(0)
                .path("templateId")
                .asText(task.path("templateId").asText(""));
        return Optional.of(id)
                .filter(text -> !text.isEmpty() && task.path("type").asText().equals(SharingTaskKind.REPORT));
    }

    /** Without the ids of this tenant. */
    private static Value templates(JsonNode task) {
        List<Value> templates = new ArrayList<>();
        for (JsonNode template : task.path("templates")) {
            ObjectNode copy = template.deepCopy();
            copy.remove("templateId");
            for (String part : APP_PARTS) {
                if (copy.path(part) instanceof ObjectNode data) {
                    data.remove("appId");
                }
            }
            for (JsonNode sheet : copy.path("multiSheetData")) {
                if (sheet instanceof ObjectNode data) {
                    data.remove("appId");
                }
            }
            templates.add(JsonValues.value(copy));
        }
        return new Value.Items(templates);
    }

    private static Value recipients(JsonNode recipients) {
        List<Value> users = new ArrayList<>();
        recipients
                .path("userIds")
                .forEach(user -> users.add(Kind.reference(user.path("value").asText())));
        return Value.Fields.EMPTY
                .with("users", new Value.Items(users))
                .with("emailAddresses", names(recipients.path("emailAddresses")))
                .with("DLGroups", names(recipients.path("DLGroups")))
                .with("DLUsers", names(recipients.path("DLUsers")));
    }

    private static Value names(JsonNode entries) {
        List<Value> names = new ArrayList<>();
        entries.forEach(entry ->
                names.add(Value.text(entry.isObject() ? entry.path("value").asText() : entry.asText())));
        return new Value.Items(names);
    }

    private static String remark(JsonNode task) {
        if (task.path("enabledBySystem").asBoolean(true)
                && task.path("taskErrors").isEmpty()) {
            return "";
        }
        StringJoiner reasons = new StringJoiner(", ");
        task.path("taskErrors").forEach(error -> reasons.add(error.path("value").asText()));
        String off = task.path("enabledBySystem").asBoolean(true) ? "Qlik reports" : "Qlik switched it off";
        return off + (reasons.length() == 0 ? "." : ": " + reasons + ".");
    }
}
