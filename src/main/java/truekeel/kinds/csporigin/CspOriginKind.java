package truekeel.kinds.csporigin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
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
import truekeel.model.KindName;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.FieldDiff;
import truekeel.qlik.Operations;
import truekeel.qlik.QlikRequest;

/**
 * Origins of the content security policy. Qlik keeps one flag per directive, a manifest the list of those that are on.
 * There is only a full replace, so what is not managed is sent as it was observed.
 */
public final class CspOriginKind implements Kind {
    private static final KindName NAME = KindName.of("CspOrigin");
    private static final List<String> DIRECTIVES = List.of(
            "childSrc",
            "connectSrc",
            "connectSrcWSS",
            "fontSrc",
            "formAction",
            "frameAncestors",
            "frameSrc",
            "imgSrc",
            "mediaSrc",
            "objectSrc",
            "scriptSrc",
            "styleSrc",
            "workerSrc");

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
                QlikRequest.of(Operations.GET_CSP_ENTRIES),
                id -> QlikRequest.of(Operations.GET_CSP_ENTRY).path("id", id),
                entry -> each.accept(seen(entry)));
    }

    private static Seen seen(JsonNode entry) {
        List<String> on = DIRECTIVES.stream()
                .filter(directive -> entry.path(directive).asBoolean(false))
                .toList();
        return Seen.of(
                entry.path("id").asText(),
                JsonValues.fields(entry, "name", "origin", "description").with("directives", Value.texts(on)));
    }

    @Override
    public List<Step> steps(Change change) {
        return Step.oneEach(change, CspOriginKind::create, CspOriginKind::update, CspOriginKind::delete);
    }

    private static Step create(Change change) {
        Value.Fields spec = change.desired().orElseThrow().spec();
        return Step.creates(
                "create origin",
                binding -> QlikRequest.of(Operations.CREATE_CSP_ENTRY).json(body(spec)),
                binding -> idByOrigin(binding, spec.text("origin").orElseThrow()));
    }

    private static ObjectNode body(Value.Fields spec) {
        ObjectNode body = JsonValues.present(spec, "origin", "name", "description");
        List<Value> on = spec.items("directives");
        DIRECTIVES.forEach(directive -> body.put(directive, on.contains(Value.text(directive))));
        return body;
    }

    private static Optional<String> idByOrigin(Binding binding, String origin) {
        return Reads.idOf(binding.qlik(), QlikRequest.of(Operations.GET_CSP_ENTRIES), "origin", origin);
    }

    private static Step update(Change change) {
        Value.Fields spec = change.live().orElseThrow().spec();
        for (FieldDiff field : change.fields()) {
            Value value = field.desired().isNull() ? empty(field) : field.desired();
            spec = spec.with(field.path().last(), value);
        }
        ObjectNode body = body(spec);
        return Step.updates("replace origin", binding -> QlikRequest.of(Operations.UPDATE_CSP_ENTRY)
                .path("id", binding.ownId())
                .json(body));
    }

    private static Value empty(FieldDiff field) {
        return field.path().last().equals("directives") ? new Value.Items(new ArrayList<>()) : Value.text("");
    }

    private static Step delete() {
        return Step.deletes("delete origin", binding -> QlikRequest.of(Operations.DELETE_CSP_ENTRY)
                .path("id", binding.ownId()));
    }
}
