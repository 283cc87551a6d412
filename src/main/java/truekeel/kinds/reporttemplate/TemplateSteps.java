package truekeel.kinds.reporttemplate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Reads;
import truekeel.kinds.Step;
import truekeel.kinds.TempFile;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.FieldDiff;
import truekeel.qlik.QlikReply;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.WorkOperations;

/** The calls that change a report template: its file by way of temporary content, its texts by a patch. */
final class TemplateSteps {
    private static final String FILE = "/source";

    private TemplateSteps() {}

    static List<Step> create(Change change) {
        Value.Fields spec = change.desired().orElseThrow().spec();
        return List.of(
                TempFile.upload(FILE),
                Step.creates(
                                "create report template",
                                binding -> QlikRequest.of(WorkOperations.CREATE_REPORT_TEMPLATE)
                                        .json(whole(spec, binding).put("sourceAppId", appId(spec, binding))),
                                binding -> lost(binding, spec))
                        .then((reply, binding) -> {
                            binding.ownId(reply.body().path("id").asText());
                            remember(reply, binding);
                        }));
    }

    /** The file named within is of another app or of none, so it is always re-pointed to this one. */
    private static ObjectNode whole(Value.Fields spec, Binding binding) {
        return JsonValues.present(spec, "name", "description")
                .put("temporaryContentId", TempFile.id(binding))
                .put("sourceAppAction", "replace");
    }

    private static String appId(Value.Fields spec, Binding binding) {
        return binding.idOf(ReportTemplateKind.APP, spec.get("app").orElseThrow());
    }

    private static Optional<String> lost(Binding binding, Value.Fields spec) {
        QlikRequest ofApp =
                QlikRequest.of(WorkOperations.GET_REPORT_TEMPLATES).query("sourceAppId", appId(spec, binding));
        return Reads.idOf(binding.qlik(), ofApp, "name", spec.text("name").orElseThrow());
    }

    /** Another file takes the texts along; texts alone are patched. */
    static List<Step> update(Change change) {
        boolean content = change.differing().contains("source");
        return content ? List.of(TempFile.upload(FILE), replace(change)) : List.of(patch(change));
    }

    private static Step replace(Change change) {
        Value.Fields desired = change.desired().orElseThrow().spec();
        Value.Fields live = change.live().orElseThrow().spec();
        Value.Fields spec = desired.has("description")
                ? desired
                : desired.with("description", live.get("description").orElseGet(Value::nothing));
        return Step.updates("replace report template", binding -> QlikRequest.of(WorkOperations.UPDATE_REPORT_TEMPLATE)
                        .path("id", binding.ownId())
                        .json(whole(spec, binding)))
                .then(TemplateSteps::remember);
    }

    private static Step patch(Change change) {
        ArrayNode patch = JsonValues.array();
        for (FieldDiff field : change.fields()) {
            patch.add(JsonValues.replace(field.path().toString(), JsonValues.textOrEmpty(field.desired())));
        }
        return Step.updates("update report template", binding -> QlikRequest.of(WorkOperations.PATCH_REPORT_TEMPLATE)
                        .path("id", binding.ownId())
                        .json(patch))
                .then((reply, binding) -> believed(change).ifPresent(digest -> keep(binding, digest, told(binding))));
    }

    /** What was known of the content when the change was planned. */
    private static Optional<String> believed(Change change) {
        return change.live().orElseThrow().spec().fields("source").text(ReportTemplateKind.DIGEST);
    }

    /** From here on the template holds this file, as long as its time of change does not move. */
    private static void remember(QlikReply reply, Binding binding) {
        JsonNode template = reply.body().has(ReportTemplateKind.UPDATED) ? reply.body() : told(binding);
        keep(binding, binding.artefactOf(FILE).shortDigest(), template);
    }

    private static JsonNode told(Binding binding) {
        return binding.qlik()
                .get(QlikRequest.of(WorkOperations.GET_REPORT_TEMPLATE).path("id", binding.ownId()));
    }

    private static void keep(Binding binding, String digest, JsonNode template) {
        binding.remember(ReportTemplateKind.DIGEST, Value.text(digest));
        binding.remember(
                ReportTemplateKind.UPDATED,
                Value.text(template.path(ReportTemplateKind.UPDATED).asText()));
    }

    static Step delete() {
        return Step.deletes("delete report template", binding -> QlikRequest.of(WorkOperations.DELETE_REPORT_TEMPLATE)
                .path("id", binding.ownId()));
    }
}
