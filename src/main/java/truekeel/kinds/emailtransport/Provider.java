package truekeel.kinds.emailtransport;

import java.util.Optional;
import java.util.stream.Stream;
import truekeel.model.Value;

/** The services that can send a tenant's e-mail, and which fields each has. */
enum Provider {
    BASIC_AUTH("BasicAuth", "emailPassword"),
    MICROSOFT_365("Microsoft365", "clientSecret");

    private final String word;
    private final String secret;

    Provider(String word, String secret) {
        this.word = word;
        this.secret = secret;
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
        return switch (this) {
            case BASIC_AUTH ->
                new String[] {"serverAddress", "serverPort", "securityType", "username", "emailAddress", "senderName"};
            case MICROSOFT_365 -> new String[] {"providerTenantId", "clientId", "emailAddress"};
        };
    }

    /** Whether the service cannot be signed in to without its secret. */
    boolean needsSecret() {
        return this == MICROSOFT_365;
    }
}
