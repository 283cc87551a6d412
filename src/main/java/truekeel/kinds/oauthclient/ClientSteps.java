package truekeel.kinds.oauthclient;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Reads;
import truekeel.kinds.Step;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.qlik.QlikReply;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.TenantOperations;

/** The calls that change an OAuth client, in an order in which no secret is made that cannot be handed over. */
final class ClientSteps {
    private static final String TRUSTED = "trusted";
    /** As often as a call is sent whose answers get lost, and once for what made the client. */
    private static final int LEFTOVERS = 3;

    private static final Set<String> TEXTS = Set.of("clientName", "description", "clientUri", "logoUri", "jwksUri");

    private ClientSteps() {}

    static List<Step> create(Change change) {
        Value.Fields spec = change.desired().orElseThrow().spec();
        List<Step> steps = new ArrayList<>();
        steps.add(Step.creates(
                        "create client", binding -> creation(change, spec, binding), binding -> lost(binding, spec))
                .then((reply, binding) -> created(change, reply, binding)));
        steps.add(Step.updatesIf("set consent", binding -> consent(spec, binding)));
        addSecret(change, steps);
        return steps;
    }

    private static QlikRequest creation(Change change, Value.Fields spec, Binding binding) {
        if (HandOver.hasSecrets(spec)) {
            HandOver.check(change, binding);
        }
        ObjectNode body = JsonValues.present(spec, OAuthClientKind.FIELDS);
        if (spec.fields(OAuthClientKind.CONFIG).text(OAuthClientKind.CONSENT).equals(Optional.of(TRUSTED))) {
            body.putObject(OAuthClientKind.CONFIG).put(OAuthClientKind.CONSENT, TRUSTED);
        }
        return QlikRequest.of(TenantOperations.CREATE_OAUTH_CLIENT).json(body);
    }

    private static Optional<String> lost(Binding binding, Value.Fields spec) {
        return binding.qlik().list(QlikRequest.of(TenantOperations.GET_OAUTH_CLIENTS)).stream()
                .filter(client -> !OAuthClientKind.isSelfRegistered(client))
                .filter(client -> spec.text("clientName")
                        .equals(Optional.of(client.path("clientName").asText())))
                .filter(client -> spec.text("appType")
                        .equals(Optional.of(client.path("appType").asText())))
                .map(client -> client.path("clientId").asText())
                .findFirst();
    }

    /** What was found after a lost answer has an id and no secret. */
    private static void created(Change change, QlikReply reply, Binding binding) {
        JsonNode body = reply.body();
        binding.ownId(body.path("clientId").asText(body.path("id").asText()));
        if (HandOver.isDue(change)) {
            HandOver.take(reply, binding);
        }
    }

    private static Optional<QlikRequest> consent(Value.Fields spec, Binding binding) {
        Optional<String> wanted = spec.fields(OAuthClientKind.CONFIG).text(OAuthClientKind.CONSENT);
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        String held = Reads.one(
                        binding.qlik(),
                        QlikRequest.of(TenantOperations.GET_OAUTH_CLIENT_CONNECTION_CONFIG)
                                .path("id", binding.ownId()))
                .map(config -> config.path(OAuthClientKind.CONSENT).asText())
                .orElse("required");
        ArrayNode patch = JsonValues.array();
        patch.add(JsonValues.replace("/" + OAuthClientKind.CONSENT, JsonValues.json(Value.text(wanted.get()))));
        return held.equals(wanted.get())
                ? Optional.empty()
                : Optional.of(QlikRequest.of(TenantOperations.PATCH_OAUTH_CLIENT_CONNECTION_CONFIG)
                        .path("id", binding.ownId())
                        .json(patch));
    }

    static List<Step> update(Change change) {
        Set<String> fields = new LinkedHashSet<>(change.differing());
        boolean consents = fields.remove(OAuthClientKind.CONFIG);
        fields.remove(HandOver.FIELD);
        List<Step> steps = new ArrayList<>();
        if (!fields.isEmpty()) {
            steps.add(Step.updates("update client", binding -> patch(change, fields, binding))
                    .then((reply, binding) -> {
                        if (HandOver.begins(change)) {
                            HandOver.take(reply, binding);
                        }
                    }));
        }
        if (consents) {
            Value.Fields spec = change.desired().orElseThrow().spec();
            steps.add(Step.updatesIf("set consent", binding -> consent(spec, binding)));
        }
        addSecret(change, steps);
        return steps;
    }

    /** Answered with a secret where this change is what lets the client have any. */
    private static QlikRequest patch(Change change, Set<String> fields, Binding binding) {
        if (HandOver.begins(change)) {
            HandOver.check(change, binding);
        }
        Value.Fields desired = change.desired().orElseThrow().spec();
        Value.Fields live = change.live().orElseThrow().spec();
        ArrayNode patch = JsonValues.array();
        for (String field : fields) {
            Value value = desired.get(field).orElseGet(Value::nothing);
            if (value.isNull() && TEXTS.contains(field)) {
                patch.add(JsonValues.removal("/" + field));
            } else {
                String op = isThere(live.get(field).orElseGet(Value::nothing)) ? "replace" : "add";
                patch.add(JsonValues.operation(op, "/" + field, JsonValues.listOrEmpty(value)));
            }
        }
        return QlikRequest.of(TenantOperations.PATCH_OAUTH_CLIENT)
                .path("id", binding.ownId())
                .json(patch);
    }

    private static boolean isThere(Value held) {
        return !(held.isNull()
                || (held instanceof Value.Items list && list.values().isEmpty()));
    }

    /** Makes a secret where one is to be handed over and none was yet, then takes away what got lost on the way. */
    private static void addSecret(Change change, List<Step> steps) {
        if (!HandOver.isDue(change)) {
            return;
        }
        steps.add(Step.createsIf("make secret", binding -> secret(change, binding), binding -> {
                    HandOver.lost(binding);
                    return Optional.empty();
                })
                .then(HandOver::take));
        for (int number = 1; number <= LEFTOVERS; number++) {
            steps.add(Step.deletesIf("remove lost secret " + number, binding -> HandOver.leftover(change, binding)
                    .map(hint -> QlikRequest.of(TenantOperations.DELETE_OAUTH_CLIENT_SECRET)
                            .path("id", binding.ownId())
                            .path("hint", hint))));
        }
    }

    private static Optional<QlikRequest> secret(Change change, Binding binding) {
        HandOver.recognise(change, binding);
        if (HandOver.isDone(binding)) {
            return Optional.empty();
        }
        HandOver.check(change, binding);
        return Optional.of(
                QlikRequest.of(TenantOperations.CREATE_OAUTH_CLIENT_SECRET).path("id", binding.ownId()));
    }

    static Step delete() {
        return Step.deletes("delete client", binding -> QlikRequest.of(TenantOperations.DELETE_OAUTH_CLIENT)
                .path("id", binding.ownId())
                .header("qlik-confirm-delete", binding.ownId()));
    }
}
