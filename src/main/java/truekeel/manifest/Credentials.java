package truekeel.manifest;

import java.util.List;
import java.util.Optional;
import truekeel.model.Value;

/**
 * An OAuth client and the name of its secret.
 *
 * @param formerClients ids of clients that were used in its place before
 */
public record Credentials(String clientId, Value.SecretRef clientSecret, List<String> formerClients) {
    public Credentials {
        formerClients = List.copyOf(formerClients);
    }

    /** Reads {@code {clientId, clientSecret}} of a sound document; empty when either is absent. */
    static Optional<Credentials> of(Value.Fields fields) {
        Optional<Value.SecretRef> secret = secret(fields, "clientSecret");
        List<String> former =
                fields.items("formerClients").stream().map(Value::toString).toList();
        return fields.text("clientId").flatMap(id -> secret.map(name -> new Credentials(id, name, former)));
    }

    /** The secret that a write-only field names. */
    static Optional<Value.SecretRef> secret(Value.Fields fields, String name) {
        return fields.get(name).filter(Value.SecretRef.class::isInstance).map(Value.SecretRef.class::cast);
    }
}
