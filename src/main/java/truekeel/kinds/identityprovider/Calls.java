package truekeel.kinds.identityprovider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Look;
import truekeel.kinds.Seen;
import truekeel.kinds.Step;
import truekeel.model.FieldPath;
import truekeel.model.Live;
import truekeel.model.NaturalKey;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.FieldDiff;
import truekeel.qlik.AccessOperations;
import truekeel.qlik.QlikRequest;

/** The calls that make, change and take away an identity provider. */
final class Calls {
    private static final String ACTIVE = "/active";

    private Calls() {}

    static Step create(Change change) {
        return Step.creates("create identity provider", binding -> body(change, binding), Calls::find);
    }

    private static QlikRequest body(Change change, Binding binding) {
        Value.Fields spec = change.desired().orElseThrow().spec();
        Protocol protocol = Protocol.of(spec);
        boolean interactive = isInteractive(spec);
        boolean skips = skipsVerify(spec);
        String part = interactive && !skips ? "pendingOptions" : Standing.OPTIONS;
        ObjectNode body = JsonValues.object();
        body.putArray("tenantIds").add(binding.qlik().identity().tenantId());
        body.setAll(JsonValues.present(spec, "protocol", "provider"));
        if (protocol != Protocol.JWT_AUTH) {
            body.put("interactive", interactive);
        }
        body.setAll(JsonValues.present(
                spec, "description", "createNewUsersOnLogin", "clockToleranceSec", "postLogoutRedirectUri"));
        if (interactive && skips) {
            body.put("skipVerify", true);
        }
        // a provider that is made anew takes nothing over from the one that it replaces
        body.set(part, JsonValues.json(declared(spec)));
        QlikRequest request = QlikRequest.of(AccessOperations.CREATE_IDP).json(body);
        return withSecret(request, "/" + part, spec, binding);
    }

    private static Value.Fields declared(Value.Fields spec) {
        Value.Fields options = Value.Fields.EMPTY;
        for (Map.Entry<String, Value> field :
                spec.fields(Standing.OPTIONS).values().entrySet()) {
            if (!field.getValue().isNull() && !(field.getValue() instanceof Value.SecretRef)) {
                options = options.with(field.getKey(), field.getValue());
            }
        }
        return options;
    }

    private static QlikRequest withSecret(QlikRequest request, String parent, Value.Fields spec, Binding binding) {
        return spec.fields(Standing.OPTIONS)
                .get(Standing.SECRET)
                .filter(Value.SecretRef.class::isInstance)
                .map(Value.SecretRef.class::cast)
                .map(ref -> request.secretField(parent + "/" + Standing.SECRET, binding.secret(ref)))
                .orElse(request);
    }

    static boolean isInteractive(Value.Fields spec) {
        return Protocol.of(spec) == Protocol.SAML || spec.flag("interactive").orElse(false);
    }

    static boolean skipsVerify(Value.Fields spec) {
        return spec.flag("skipVerify").orElse(false);
    }

    /** The provider that has the key of the manifest, among all there are. */
    private static Optional<String> find(Binding binding) {
        Look look = Look.at(binding.qlik(), List.of(), List.of());
        NaturalKey key = binding.change().key();
        return binding.qlik().list(QlikRequest.of(AccessOperations.GET_IDPS)).stream()
                .flatMap(row -> Standing.seen(row, look).stream())
                .filter(seen -> answersTo(key, seen.spec()))
                .map(Seen::id)
                .findFirst();
    }

    private static boolean answersTo(NaturalKey key, Value.Fields spec) {
        return key.parts().entrySet().stream().allMatch(part -> FieldPath.parse("/" + part.getKey())
                .in(spec)
                .map(Value::toString)
                .filter(part.getValue()::equals)
                .isPresent());
    }

    /** A provider comes into being active; one that shall not be is switched off right after. */
    static Step settle() {
        return active("switch new identity provider off", false);
    }

    /** Qlik does not delete an interactive provider that is in use. */
    static Step switchOff() {
        return active("switch identity provider off", false);
    }

    private static Step active(String name, boolean value) {
        return Step.updates(name, binding -> patch(binding)
                .json(JsonValues.array().add(JsonValues.replace(ACTIVE, BooleanNode.valueOf(value)))));
    }

    private static QlikRequest patch(Binding binding) {
        return QlikRequest.of(AccessOperations.PATCH_IDP).path("id", binding.ownId());
    }

    static Step delete() {
        return Step.deletes("delete identity provider", binding -> QlikRequest.of(AccessOperations.DELETE_IDP)
                .path("id", binding.ownId()));
    }

    static Step update(Change change) {
        return Step.updatesIf("update identity provider", binding -> update(change, binding));
    }

    private static Optional<QlikRequest> update(Change change, Binding binding) {
        Value.Fields spec = change.desired().orElseThrow().spec();
        Live live = change.live().orElseThrow();
        boolean pending = isInteractive(spec) && !skipsVerify(spec);
        boolean options = change.fields().stream().anyMatch(Standing::isOption) && !Standing.areOptionsSent(change);
        boolean waits = pending && Standing.isNeverVerified(live);
        ArrayNode patch = JsonValues.array();
        if (options) {
            String part = pending ? "/pendingOptions" : "/" + Standing.OPTIONS;
            patch.add(JsonValues.replace(part, JsonValues.json(Standing.whole(change, pending))));
            if (!pending && Standing.isNeverVerified(live) && !spec.has("active")) {
                patch.add(JsonValues.replace(ACTIVE, BooleanNode.TRUE));
            }
        }
        for (FieldDiff field : change.fields()) {
            boolean activates =
                    field.path().toString().equals(ACTIVE) && field.desired().equals(Value.flag(true));
            if (!Standing.isOption(field) && !(waits && activates)) {
                patch.add(JsonValues.replace(field.path().toString(), plain(field.desired())));
            }
        }
        if (patch.isEmpty()) {
            return Optional.empty();
        }
        QlikRequest request = patch(binding).json(patch);
        return Optional.of(options ? withSecret(request, "/0/value", spec, binding) : request);
    }

    private static JsonNode plain(Value value) {
        return JsonValues.textOrEmpty(value);
    }
}
