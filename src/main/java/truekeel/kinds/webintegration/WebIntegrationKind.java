package truekeel.kinds.webintegration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Kind;
import truekeel.kinds.Look;
import truekeel.kinds.Reads;
import truekeel.kinds.Seen;
import truekeel.kinds.Step;
import truekeel.kinds.Trail;
import truekeel.model.KindName;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.FieldDiff;
import truekeel.qlik.Operations;
import truekeel.qlik.QlikRequest;

/** Web integrations. Qlik does not keep names unique; embedders use the id, so nothing here is ever made anew. */
public final class WebIntegrationKind implements Kind {
    private static final KindName NAME = KindName.of("WebIntegration");

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public Set<String> needs() {
        return Set.of("admin_classic");
    }

    @Override
    public void observe(Look look, Consumer<Seen> each) {
        Reads.each(
                look,
                QlikRequest.of(Operations.GET_WEB_INTEGRATIONS),
                id -> QlikRequest.of(Operations.GET_WEB_INTEGRATION).path("id", id),
                integration -> each.accept(seen(integration)));
    }

    private static Seen seen(JsonNode integration) {
        return Seen.of(integration.path("id").asText(), JsonValues.fields(integration, "name", "validOrigins"));
    }

    @Override
    public List<Trail> trails() {
        return List.of(Trail.of("web-integration"));
    }

    @Override
    public List<Step> steps(Change change) {
        return Step.oneEach(change, WebIntegrationKind::create, WebIntegrationKind::update, WebIntegrationKind::delete);
    }

    private static Step create(Change change) {
        Value.Fields spec = change.desired().orElseThrow().spec();
        return Step.creates(
                "create web integration",
                binding -> QlikRequest.of(Operations.CREATE_WEB_INTEGRATION)
                        .json(JsonValues.present(spec, "name", "validOrigins")),
                binding -> idByName(binding, spec.text("name").orElseThrow()));
    }

    private static Optional<String> idByName(Binding binding, String name) {
        return Reads.idOf(binding.qlik(), QlikRequest.of(Operations.GET_WEB_INTEGRATIONS), "name", name);
    }

    private static Step update(Change change) {
        ArrayNode patch = JsonValues.array();
        for (FieldDiff field : change.fields()) {
            String path = field.path().toString();
            patch.add(JsonValues.replace(
                    path,
                    path.equals("/validOrigins")
                            ? JsonValues.listOrEmpty(field.desired())
                            : JsonValues.textOrEmpty(field.desired())));
        }
        return Step.updates("update web integration", binding -> QlikRequest.of(Operations.PATCH_WEB_INTEGRATION)
                .path("id", binding.ownId())
                .json(patch));
    }

    private static Step delete() {
        return Step.deletes("delete web integration", binding -> QlikRequest.of(Operations.DELETE_WEB_INTEGRATION)
                .path("id", binding.ownId()));
    }
}
