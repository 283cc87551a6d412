package truekeel.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import truekeel.apply.Outcome;
import truekeel.model.Revision;
import truekeel.plan.Action;
import truekeel.plan.Change;
import truekeel.plan.FieldDiff;
import truekeel.plan.Refusal;
import truekeel.plan.ResourceState;
import truekeel.schema.JsonValues;

/**
 * Plans and what became of them as JSON. Each tenant's object has the shape of the API's {@code plan}, with more beside
 * it; fields are only ever added.
 */
public final class PlanJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private PlanJson() {}

    public static ObjectNode of(Revision revision, List<TenantReport> reports) {
        ObjectNode root = JSON.objectNode().put("revision", revision.id());
        ArrayNode tenants = root.putArray("tenants");
        reports.forEach(report -> tenants.add(tenant(revision, report)));
        return root;
    }

    private static ObjectNode tenant(Revision revision, TenantReport report) {
        ObjectNode node = JSON.objectNode().put("tenant", report.tenant().value());
        report.planned()
                .ifPresent(planned ->
                        node.put("hash", planned.admission().plan().hash().hex()));
        node.put("revision", revision.id());
        ArrayNode changes = node.putArray("changes");
        report.changes().forEach(change -> changes.add(change(change, report)));
        ArrayNode refusals = node.putArray("refusals");
        report.planned()
                .ifPresent(
                        planned -> planned.admission().refusals().forEach(refusal -> refusals.add(refusal(refusal))));
        Cost cost = report.planned().map(TenantReport.Planned::cost).orElse(Cost.NOTHING);
        ObjectNode costs = node.putObject("cost")
                .put("reads", cost.reads())
                .put("writes", cost.writes())
                .put("seconds", cost.time().toSeconds());
        cost.imports().ifPresent(imports -> costs.putObject("imports")
                .put("planned", imports.planned())
                .put("perDay", imports.perDay())
                .put("used", imports.used()));
        ArrayNode unknown = node.putArray("unknown");
        report.unseen().forEach(resource -> unknown.add(unseen(resource)));
        node.set("findings", FindingsJson.array(report.findings()));
        ArrayNode notes = node.putArray("notes");
        report.notes().forEach(notes::add);
        report.obstacle().ifPresent(obstacle -> node.putObject("problem")
                .put("reason", obstacle.reason().name())
                .put("message", obstacle.message()));
        return node;
    }

    private static ObjectNode change(Change change, TenantReport report) {
        ObjectNode node = JSON.objectNode()
                .put("action", change.action().word())
                .put("kind", change.kind().value())
                .put("name", change.ref().name())
                .put("reason", change.reason());
        change.source().ifPresent(source -> node.put("source", source.toString()));
        ArrayNode fields = node.putArray("fields");
        change.fields().forEach(field -> fields.add(field(change, field)));
        ArrayNode notes = node.putArray("notes");
        report.notes(change)
                .forEach(note ->
                        notes.addObject().put("code", note.code().name()).put("text", note.text()));
        node.put(
                "admitted",
                report.planned()
                        .filter(planned -> planned.admission().admitted().contains(change))
                        .isPresent());
        Optional.ofNullable(report.contents().get(change.ref()))
                .ifPresent(insight -> node.set("content", ContentJson.of(insight)));
        report.outcomes().stream()
                .filter(outcome -> outcome.change().equals(change))
                .findFirst()
                .ifPresent(outcome -> node.set("outcome", outcome(outcome)));
        return node;
    }

    private static ObjectNode field(Change change, FieldDiff field) {
        ObjectNode node = JSON.objectNode().put("path", field.path().toString());
        node.set("desired", JsonValues.toJson(field.desired()));
        if (change.action() != Action.CREATE) {
            node.set("live", JsonValues.toJson(field.live()));
        }
        return node;
    }

    private static ObjectNode outcome(Outcome outcome) {
        ObjectNode node = JSON.objectNode().put("verdict", outcome.verdict().word());
        if (!outcome.code().isEmpty()) {
            node.put("code", outcome.code());
        }
        if (!outcome.message().isEmpty()) {
            node.put("message", outcome.message());
        }
        if (!outcome.notes().isEmpty()) {
            ArrayNode notes = node.putArray("notes");
            outcome.notes().forEach(notes::add);
        }
        return node;
    }

    private static ObjectNode refusal(Refusal refusal) {
        ObjectNode node = JSON.objectNode().put("code", refusal.code().name());
        ArrayNode subjects = node.putArray("subjects");
        refusal.subjects().forEach(subject -> subjects.add(subject.toString()));
        return node.put("message", refusal.message())
                .put("liftedBy", refusal.liftedBy())
                .put("approvable", refusal.approvable());
    }

    private static ObjectNode unseen(ResourceState resource) {
        ObjectNode node = JSON.objectNode()
                .put("kind", resource.ref().kind().value())
                .put("name", resource.ref().name())
                .put("reason", resource.message());
        resource.code().ifPresent(code -> node.put("code", code.name()));
        return node;
    }
}
