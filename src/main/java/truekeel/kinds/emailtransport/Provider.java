package truekeel.kinds.emailtransport;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import truekeel.model.Value;

/** The services that can send a tenant's e-mail, and which fields each has. */
enum Provider {
    BASIC_AUTH(
            "BasicAuth",
            "emailPassword",
            "serverAddress",
            "serverPort",
            "securityType",
            "username",
            "emailAddress",
            "senderName"),
    MICROSOFT_365("Microsoft365", "clientSecret", "providerTenantId", "clientId", "emailAddress");

    private final String word;
    private final String secret;
    private final List<String> fields;

    Provider(String word, String secret, String... fields) {
        this.word = word;
        this.secret = secret;
        this.fields = List.of(fields);
    }

    /** The provider that a configuration names. */
    static Optional<Provider> of(Value.Fields spec) {
        Optional<String> named = spec.text("serviceProvider");
        return Stream.of(values())
                .filter(provider -> named.filter(provider.word::equals).isPresent())
                .findFirst();
    }

    /** Qlik's name. */
    String word() {
        return word;
    }

    /** The field that Qlik never tells. */
    String secret() {
        return secret;
    }

    /** The fields that Qlik tells. */
    String[] fields() {
        return fields.toArray(String[]::new);
    }

    /** Whether the service cannot be signed in to without its secret. */
    boolean needsSecret() {
        return this == MICROSOFT_365;
    }
}
