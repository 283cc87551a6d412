package truekeel.kinds.reporttemplate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
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
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.Owned;
import truekeel.model.Value;
import truekeel.plan.Action;
import truekeel.plan.Change;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.WorkOperations;

/**
 * Report templates. Qlik tells no checksum of their files, so the inventory remembers which file was sent and when the
 * template last changed by our hand: whoever changes it later makes its content unknown, and the file is sent again.
 */
public final class ReportTemplateKind implements Kind {
    static final KindName NAME = KindName.of("ReportTemplate");
    static final KindName APP = KindName.of("App");
    /** The inventory's facts: the digest of the file that was sent, and the time of change that came of it. */
    static final String DIGEST = "digest";

    static final String UPDATED = "updatedAt";

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public void observe(Look look, Consumer<Seen> each) {
        Reads.each(
                look,
                QlikRequest.of(WorkOperations.GET_REPORT_TEMPLATES),
                id -> QlikRequest.of(WorkOperations.GET_REPORT_TEMPLATE).path("id", id),
                template -> each.accept(seen(look, template)));
    }

    private static Seen seen(Look look, JsonNode template) {
        String id = template.path("id").asText();
        Value.Fields memory = look.line(NAME, id).map(Owned::facts).orElse(Value.Fields.EMPTY);
        Value.Fields spec = JsonValues.fields(template, "name", "description")
                .with("app", Kind.reference(template.path("sourceAppId").asText()));
        String updated = template.path(UPDATED).asText();
        boolean unmoved = memory.text(UPDATED).equals(Optional.of(updated));
        Optional<String> digest = memory.text(DIGEST).filter(any -> unmoved);
        if (digest.isPresent()) {
            spec = spec.with("source", Value.Fields.EMPTY.with(DIGEST, Value.text(digest.get())));
        }
        boolean touched = memory.text(DIGEST).isPresent() && !unmoved;
        Value.Fields facts = Value.Fields.EMPTY.with(
                Live.REMARK,
                Value.text(
                        touched
                                ? "It was changed in Qlik at " + updated + "; Qlik does not tell whether its file was."
                                : ""));
        return Seen.of(id, spec).withFacts(facts);
    }

    @Override
    public List<Step> steps(Change change) {
        return switch (change.action()) {
            case CREATE -> TemplateSteps.create(change);
            case UPDATE -> TemplateSteps.update(change);
            case DELETE -> List.of(TemplateSteps.delete());
            case RECREATE, ADOPT, RELEASE -> List.of();
        };
    }

    /** A template without a file cannot be made, and one that report tasks use is not taken away from them. */
    @Override
    public Optional<Refusal> objection(Change change, List<Change> plan, Look look) {
        if (change.action() == Action.CREATE
                && change.desired()
                        .flatMap(desired -> desired.spec().get("source"))
                        .isEmpty()) {
            return Optional.of(Refusal.of(
                    RefusalCode.CANNOT_CREATE,
                    change.ref(),
                    change.ref() + " cannot be created: no file of it is declared.",
                    "Add source.file, or make the template in Qlik first.",
                    false));
        }
        return change.action() == Action.DELETE ? inUse(change, plan, look) : Optional.empty();
    }

    private static Optional<Refusal> inUse(Change change, List<Change> plan, Look look) {
        Set<String> going = plan.stream()
                .filter(other -> other.action() == Action.DELETE)
                .flatMap(other -> other.live().stream())
                .map(Live::id)
                .collect(Collectors.toSet());
        QlikRequest users = QlikRequest.of(WorkOperations.GET_SHARING_TASKS)
                .query("templateId", change.live().orElseThrow().id());
        List<String> tasks = look.qlik().list(users).stream()
                .filter(task -> !going.contains(task.path("id").asText()))
                .map(task -> task.path("name").asText())
                .sorted()
                .toList();
        return tasks.isEmpty()
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        RefusalCode.TEMPLATE_IN_USE,
                        change.ref(),
                        change.ref() + " is used by the report task " + String.join(", ", tasks) + ".",
                        "Delete the task first, or give it another template.",
                        false));
    }
}
