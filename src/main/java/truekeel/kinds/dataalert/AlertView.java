package truekeel.kinds.dataalert;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Kind;
import truekeel.kinds.Look;
import truekeel.kinds.Seen;
import truekeel.kinds.Shape;
import truekeel.model.Desired;
import truekeel.model.Live;
import truekeel.model.Value;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.WorkOperations;

/** A live alert in the shape of its manifest. */
final class AlertView {
    /** The fact that holds the id of the condition. */
    static final String CONDITION_ID = "conditionId";

    private AlertView() {}

    static Seen seen(Look look, JsonNode alert, Optional<Desired> declared) {
        Value.Fields spec = JsonValues.fields(
                        alert, "name", "description", "triggerType", "bookmarkId", "sheetId", "enabled")
                .with("app", Kind.reference(alert.path("appId").asText()))
                .with("owner", Kind.reference(alert.path("ownerId").asText()))
                .with("recipients", recipients(alert.path("recipients")))
                .with(
                        "throttling",
                        JsonValues.fields(
                                alert.path("throttling"),
                                "capacity",
                                "replenishRate",
                                "recurrenceRule",
                                "initialTokenCount",
                                "referenceTimestamp",
                                "timezone"))
                .with(
                        "scheduleOptions",
                        JsonValues.fields(
                                alert.path("scheduleOptions"),
                                "recurrence",
                                "startDateTime",
                                "endDateTime",
                                "timezone"));
        String condition = alert.path(CONDITION_ID).asText("");
        Seen seen = Seen.of(alert.path("id").asText(), spec)
                .withFacts(Value.Fields.EMPTY
                        .with(Seen.OWNER_ID, Value.text(alert.path("ownerId").asText()))
                        .with(CONDITION_ID, Value.text(condition))
                        .with(Live.REMARK, Value.text(remark(alert))));
        Optional<Value> wanted = declared.flatMap(desired -> desired.spec().get(DataAlertKind.CONDITION));
        boolean compared = wanted.isPresent() || look.whole();
        return compared && !condition.isEmpty() ? withCondition(look, seen, condition, wanted) : seen;
    }

    /** Qlik keeps a condition that an alert stands on, so one that is not shown is one that we may not see. */
    private static Seen withCondition(Look look, Seen seen, String id, Optional<Value> wanted) {
        try {
            JsonNode node =
                    look.qlik().get(QlikRequest.of(WorkOperations.GET_CONDITION).path("id", id));
            Value shown = condition(node.path("dataCondition"));
            Value shaped = wanted.map(shape -> Shape.within(shown, shape)).orElse(shown);
            return seen.withSpec(seen.spec().with(DataAlertKind.CONDITION, shaped));
        } catch (QlikException problem) {
            return seen.unknownBecause(problem);
        }
    }

    private static Value condition(JsonNode data) {
        Value.Fields condition =
                JsonValues.fields(data, "conditionData", "measures", "dimensions", "headers", "selections", "history");
        JsonNode description = data.path("conditionBase").path("description");
        return description.isTextual() ? condition.with("description", Value.text(description.asText())) : condition;
    }

    private static Value recipients(JsonNode recipients) {
        return Value.Fields.EMPTY
                .with("users", references(recipients.path("userIds")))
                .with("groups", references(recipients.path("groupIds")));
    }

    private static Value references(JsonNode entries) {
        List<Value> references = new ArrayList<>();
        entries.forEach(
                entry -> references.add(Kind.reference(entry.path("value").asText())));
        return new Value.Items(references);
    }

    private static String remark(JsonNode alert) {
        StringJoiner errors = new StringJoiner(", ");
        alert.path("alertingTaskErrors")
                .forEach(error -> errors.add(error.path("value").asText()));
        return errors.length() == 0 ? "" : "Qlik reports: " + errors + ".";
    }
}
