package truekeel.kinds.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.qlik.QlikRequest;

/** Bodies of a webhook's calls: the whole of it, or a patch of what differs. */
final class HookBody {
    static final String ENCRYPTED = "encryptedHeaders";
    private static final String SECRET = "secret";
    private static final Set<String> NOT_PATCHABLE = Set.of("level", "filter", "checkCertificateRevocation");
    private static final String[] OPEN = {
        "name",
        "level",
        "description",
        "url",
        "eventTypes",
        "headers",
        "enabled",
        "filter",
        "checkCertificateRevocation",
        "enableCloudEventDelivery"
    };

    private HookBody() {}

    /** Whether something differs that no patch can say. */
    static boolean needsWhole(Change change) {
        return NOT_PATCHABLE.stream().anyMatch(field -> changes(change, field));
    }

    static boolean changes(Change change, String field) {
        return change.differing().contains(field);
    }

    /** The observed fields with the declared ones over them. */
    static Value.Fields merged(Change change) {
        return change.live()
                .orElseThrow()
                .spec()
                .without(ENCRYPTED)
                .with(change.desired().orElseThrow().spec());
    }

    /** Everything that the spec says, secrets included. */
    static QlikRequest whole(QlikRequest call, Value.Fields spec, Binding binding) {
        ObjectNode body = JsonValues.present(spec, OPEN);
        boolean encrypts = !spec.fields(ENCRYPTED).isEmpty();
        if (encrypts) {
            body.putObject(ENCRYPTED);
        }
        QlikRequest request = call.json(body);
        if (spec.get(SECRET).orElse(Value.nothing()) instanceof Value.SecretRef secret) {
            request = request.secretField("/" + SECRET, binding.secret(secret));
        }
        return encrypts ? encrypted(request, "/" + ENCRYPTED, spec.fields(ENCRYPTED), binding) : request;
    }

    private static QlikRequest encrypted(QlikRequest call, String at, Value.Fields headers, Binding binding) {
        QlikRequest request = call;
        for (Map.Entry<String, Value> header : headers.values().entrySet()) {
            String name = header.getKey().replace("~", "~0").replace("/", "~1");
            request = request.secretField(at + "/" + name, binding.secret((Value.SecretRef) header.getValue()));
        }
        return request;
    }

    /**
     * One operation for each field that differs. With another url Qlik wants the encrypted headers again. What is not
     * there yet is added, what is there replaced: neither minds being sent twice.
     */
    static QlikRequest patch(QlikRequest call, Change change, Binding binding) {
        Value.Fields desired = change.desired().orElseThrow().spec();
        Value.Fields live = change.live().orElseThrow().spec();
        Set<String> fields = new LinkedHashSet<>(change.differing());
        if (fields.contains("url") && !live.fields(ENCRYPTED).isEmpty()) {
            fields.add(ENCRYPTED);
        }
        ArrayNode patch = JsonValues.array();
        for (String field : fields) {
            JsonNode value = List.of(SECRET, ENCRYPTED).contains(field)
                    ? JsonValues.object()
                    : value(field, desired.get(field).orElseGet(Value::nothing));
            patch.add(JsonValues.operation(isThere(field, change) ? "replace" : "add", "/" + field, value));
        }
        QlikRequest request = call.json(patch);
        int place = 0;
        for (String field : fields) {
            String at = "/" + place++ + "/value";
            if (field.equals(SECRET)) {
                request = request.secretField(
                        at, binding.secret((Value.SecretRef) desired.get(SECRET).orElseThrow()));
            } else if (field.equals(ENCRYPTED)) {
                request = encrypted(request, at, desired.fields(ENCRYPTED), binding);
            }
        }
        return request;
    }

    private static JsonNode value(String field, Value value) {
        return switch (field) {
            case "eventTypes" -> JsonValues.listOrEmpty(value);
            case "headers" -> value.isNull() ? JsonValues.object() : JsonValues.json(value);
            default -> JsonValues.textOrEmpty(value);
        };
    }

    private static boolean isThere(String field, Change change) {
        if (field.equals(SECRET)) {
            return change.live()
                    .orElseThrow()
                    .facts()
                    .flag(WebhookKind.HAS_SECRET)
                    .orElse(false);
        }
        Value held = change.live().orElseThrow().spec().get(field).orElseGet(Value::nothing);
        return !(held.isNull()
                || held.equals(Value.text(""))
                || (held instanceof Value.Items list && list.values().isEmpty())
                || (held instanceof Value.Fields map && map.isEmpty()));
    }
}
