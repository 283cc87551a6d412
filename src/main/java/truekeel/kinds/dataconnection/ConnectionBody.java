package truekeel.kinds.dataconnection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.model.KindName;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.FieldDiff;
import truekeel.qlik.DataOperations;
import truekeel.qlik.QlikRequest;

/** Bodies of a connection's calls: the whole of it, or a patch of what differs. */
final class ConnectionBody {
    private static final KindName SPACE = KindName.of("Space");
    private static final String PASSWORD = "qPassword";
    /** Where a connection leads; Qlik wants the credentials again in the request that changes it. */
    private static final Set<String> ADDRESSES = Set.of(
            "/connectionProperties/host",
            "/connectionProperties/server",
            "/connectionProperties/url",
            "/" + ConnectionView.STATEMENT);

    private ConnectionBody() {}

    static boolean hasProperties(Value.Fields spec) {
        return spec.has(ConnectionView.PROPERTIES);
    }

    /** Everything that the spec says, secrets included. */
    static QlikRequest whole(Value.Fields spec, Binding binding) {
        ObjectNode body = JsonValues.present(spec, "datasourceID", ConnectionView.STATEMENT, "qType");
        body.put("qName", spec.text("name").orElseThrow());
        body.put("space", binding.idOf(SPACE, spec.get("space").orElseThrow()));
        spec.get("tags").filter(tags -> !tags.isNull()).ifPresent(tags -> body.set("tags", JsonValues.json(tags)));
        Map<String, Value.SecretRef> secrets = new LinkedHashMap<>();
        if (hasProperties(spec)) {
            body.set(ConnectionView.PROPERTIES, plain(spec.fields(ConnectionView.PROPERTIES)));
            secrets(spec).forEach((name, secret) -> secrets.put(property(name), secret));
        } else {
            spec.text(ConnectionView.USERNAME).ifPresent(user -> body.put(ConnectionView.USERNAME, user));
            password(spec).ifPresent(secret -> secrets.put("/" + PASSWORD, secret));
        }
        QlikRequest request =
                QlikRequest.of(DataOperations.CREATE_DATA_CONNECTION).json(body);
        for (Map.Entry<String, Value.SecretRef> secret : secrets.entrySet()) {
            request = request.secretField(secret.getKey(), binding.secret(secret.getValue()));
        }
        return request;
    }

    private static ObjectNode plain(Value.Fields properties) {
        ObjectNode plain = JsonValues.object();
        properties.values().forEach((name, value) -> {
            if (!(value instanceof Value.SecretRef) && !value.isNull()) {
                plain.set(name, JsonValues.json(value));
            }
        });
        return plain;
    }

    private static String property(String name) {
        return "/" + ConnectionView.PROPERTIES + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** The declared secrets among the properties, by the names of these. */
    static Map<String, Value.SecretRef> secrets(Value.Fields spec) {
        Map<String, Value.SecretRef> secrets = new LinkedHashMap<>();
        spec.fields(ConnectionView.PROPERTIES).values().forEach((name, value) -> {
            if (value instanceof Value.SecretRef secret) {
                secrets.put(name, secret);
            }
        });
        return secrets;
    }

    private static Optional<Value.SecretRef> password(Value.Fields spec) {
        return spec.get(PASSWORD).filter(Value.SecretRef.class::isInstance).map(Value.SecretRef.class::cast);
    }

    /** Whether the manifest says what to sign in with. */
    static boolean hasCredentials(Value.Fields spec) {
        return !secrets(spec).isEmpty() || password(spec).isPresent();
    }

    static boolean movesAddress(Change change) {
        return change.fields().stream()
                .anyMatch(field -> ADDRESSES.contains(field.path().toString()));
    }

    /** What the new owner or the new address needs besides what differs. */
    static boolean needsCredentials(Change change) {
        return movesAddress(change) || Moves.givesAway(change);
    }

    /** Whether there is something to say that is no move. */
    static boolean patches(Change change) {
        boolean differs = change.fields().stream().anyMatch(field -> !isMove(field));
        return differs
                || (needsCredentials(change)
                        && hasCredentials(change.desired().orElseThrow().spec()));
    }

    private static boolean isMove(FieldDiff field) {
        String path = field.path().toString();
        return path.equals("/space") || path.equals("/owner");
    }

    /** One operation for each field that differs; none when nothing is left to say. */
    static Optional<QlikRequest> patch(Change change, Binding binding) {
        List<Operation> operations = new ArrayList<>();
        for (FieldDiff field : change.fields()) {
            operation(field, change).ifPresent(operations::add);
        }
        if (needsCredentials(change)) {
            credentials(change).stream()
                    .filter(operation -> operations.stream().noneMatch(other -> other.path.equals(operation.path)))
                    .forEach(operations::add);
        }
        return operations.isEmpty() ? Optional.empty() : Optional.of(request(operations, binding));
    }

    /** What the manifest says to sign in with, and nothing else. */
    static QlikRequest credentials(Change change, Binding binding) {
        return request(credentials(change), binding);
    }

    private record Operation(String op, String path, Value value) {}

    private static QlikRequest request(List<Operation> operations, Binding binding) {
        ArrayNode patch = JsonValues.array();
        for (Operation operation : operations) {
            boolean untold = operation.value instanceof Value.SecretRef;
            JsonNode value = untold ? JsonValues.object() : JsonValues.json(operation.value);
            ObjectNode node = JsonValues.operation(operation.op, operation.path, value);
            patch.add(operation.op.equals("remove") ? node.without("value") : node);
        }
        QlikRequest request = QlikRequest.of(DataOperations.PATCH_DATA_CONNECTION)
                .path("qID", binding.ownId())
                .json(patch);
        for (int place = 0; place < operations.size(); place++) {
            if (operations.get(place).value instanceof Value.SecretRef secret) {
                request = request.secretField("/" + place + "/value", binding.secret(secret));
            }
        }
        boolean removes = operations.stream().anyMatch(operation -> operation.op.equals("remove"));
        return removes ? request.once() : request;
    }

    private static Optional<Operation> operation(FieldDiff field, Change change) {
        String path = field.path().toString();
        Value live = field.live();
        if (path.equals("/name")) {
            return Optional.of(new Operation("replace", "/qName", field.desired()));
        }
        if (path.equals("/tags")) {
            return Optional.of(new Operation("replace", path, tags(field.desired(), change)));
        }
        if (isMove(field)) {
            return Optional.empty();
        }
        if (field.desired().isNull()) {
            return Optional.of(new Operation("remove", path, Value.nothing()));
        }
        boolean there = field.desired() instanceof Value.SecretRef || !live.isNull();
        return Optional.of(new Operation(there ? "replace" : "add", path, field.desired()));
    }

    /** The service's own tags stay. */
    private static Value tags(Value desired, Change change) {
        List<Value> tags = new ArrayList<>(desired instanceof Value.Items items ? items.values() : List.of());
        tags.addAll(change.live().orElseThrow().facts().items(ConnectionView.SERVICE_TAGS));
        return new Value.Items(tags);
    }

    /** Every declared secret, and the user that goes with it. */
    private static List<Operation> credentials(Change change) {
        Value.Fields spec = change.desired().orElseThrow().spec();
        List<Operation> operations = new ArrayList<>();
        if (hasProperties(spec)) {
            spec.fields(ConnectionView.PROPERTIES)
                    .get("username")
                    .filter(user -> !user.isNull())
                    .ifPresent(user -> operations.add(new Operation("replace", property("username"), user)));
            secrets(spec).forEach((name, secret) -> operations.add(new Operation("replace", property(name), secret)));
        } else {
            spec.text(ConnectionView.USERNAME)
                    .ifPresent(user ->
                            operations.add(new Operation("replace", "/" + ConnectionView.USERNAME, Value.text(user))));
            password(spec).ifPresent(secret -> operations.add(new Operation("replace", "/" + PASSWORD, secret)));
        }
        return operations;
    }
}
