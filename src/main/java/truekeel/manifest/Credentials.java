package truekeel.manifest;

import java.util.Optional;
import truekeel.model.Value;

/** An OAuth client and the name of its secret. */
public record Credentials(String clientId, Value.SecretRef clientSecret) {

    /** Reads {@code {clientId, clientSecret}} of a sound document; empty when either is absent. */
    static Optional<Credentials> of(Value.Fields fields) {
        Optional<Value.SecretRef> secret = secret(fields, "clientSecret");
        return fields.text("clientId").flatMap(id -> secret.map(name -> new Credentials(id, name)));
    }

    /** The secret that a write-only field names. */
    static Optional<Value.SecretRef> secret(Value.Fields fields, String name) {
        return fields.get(name).filter(Value.SecretRef.class::isInstance).map(Value.SecretRef.class::cast);
    }
}
