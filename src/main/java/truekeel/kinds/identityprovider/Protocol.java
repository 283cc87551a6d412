package truekeel.kinds.identityprovider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import truekeel.kinds.JsonValues;
import truekeel.model.Value;
import truekeel.schema.Pem;

/** The protocols that we manage, and which fields Qlik tells of each. */
enum Protocol {
    JWT_AUTH("jwtAuth"),
    OIDC("OIDC"),
    SAML("SAML");

    private static final String CLAIMS = "claimsMapping";
    private static final String DISCOVERY = "openid_configuration";

    private final String word;

    Protocol(String word) {
        this.word = word;
    }

    /** Empty for protocols of Qlik's own, which nobody declares. */
    static Optional<Protocol> of(String word) {
        return Stream.of(values()).filter(one -> one.word.equals(word)).findFirst();
    }

    static Protocol of(Value.Fields spec) {
        return spec.text("protocol")
                .flatMap(Protocol::of)
                .orElseThrow(() -> new IllegalStateException(
                        "An identity provider without a protocol came through. This is a bug in Truekeel."));
    }

    /** The fields beside the options. */
    String[] fields() {
        return switch (this) {
            case JWT_AUTH -> new String[] {"protocol", "provider", "description", "clockToleranceSec"};
            case OIDC, SAML ->
                new String[] {
                    "protocol",
                    "provider",
                    "interactive",
                    "active",
                    "description",
                    "createNewUsersOnLogin",
                    "clockToleranceSec",
                    "postLogoutRedirectUri"
                };
        };
    }

    /** Qlik's options in the shape of a manifest's; secrets and what Qlik is not sure to tell are left out. */
    Value.Fields options(JsonNode options) {
        return switch (this) {
            case JWT_AUTH -> with(JsonValues.fields(options, "issuer"), "staticKeys", keys(options.path("staticKeys")));
            case OIDC -> oidc(options);
            case SAML ->
                with(
                        with(
                                JsonValues.fields(
                                        options, "entityId", "signOnUrl", "nameIdFormat", "allowIdpInitiatedLogin"),
                                "certificates",
                                each(options.path("certificates"), "certificate", "name", "signature", "encryption")),
                        CLAIMS,
                        JsonValues.fields(options.path(CLAIMS), "sub", "name", "email", "picture", "groups"));
        };
    }

    private static Value.Fields oidc(JsonNode options) {
        Value.Fields told = JsonValues.fields(
                options,
                "discoveryUrl",
                "clientId",
                "realm",
                "scope",
                "emailVerifiedAlwaysTrue",
                "blockOfflineAccessScope");
        told = with(
                told,
                DISCOVERY,
                JsonValues.fields(
                        options.path(DISCOVERY),
                        "issuer",
                        "authorization_endpoint",
                        "token_endpoint",
                        "jwks_uri",
                        "userinfo_endpoint",
                        "end_session_endpoint",
                        "introspection_endpoint"));
        told = with(told, "decryptingKey", JsonValues.fields(options.path("decryptingKey"), "keyType", "keySize"));
        return with(
                told,
                CLAIMS,
                JsonValues.fields(
                        options.path(CLAIMS),
                        "sub",
                        "name",
                        "email",
                        "email_verified",
                        "groups",
                        "locale",
                        "picture",
                        "zoneinfo",
                        "client_id"));
    }

    private static Value.Fields with(Value.Fields fields, String name, Value value) {
        boolean empty = (value instanceof Value.Fields map && map.isEmpty())
                || (value instanceof Value.Items items && items.values().isEmpty());
        return empty ? fields : fields.with(name, value);
    }

    private static Value.Items keys(JsonNode keys) {
        List<Value> values = new ArrayList<>();
        for (JsonNode key : keys) {
            values.add(JsonValues.fields(key, "kid")
                    .with("pem", Value.text(Pem.canonical(key.path("pem").asText()))));
        }
        return new Value.Items(values);
    }

    private static Value.Items each(JsonNode list, String... fields) {
        List<Value> values = new ArrayList<>();
        list.forEach(item -> values.add(JsonValues.fields(item, fields)));
        return new Value.Items(values);
    }

    /** Of options that are not in force, what the provider is found by. */
    Value.Fields keyOnly(Value.Fields options) {
        Value.Fields key = Value.Fields.EMPTY;
        for (String field : List.of("discoveryUrl", "clientId", "entityId")) {
            Optional<Value> value = options.get(field);
            if (value.isPresent()) {
                key = key.with(field, value.get());
            }
        }
        Optional<Value> issuer = options.fields(DISCOVERY).get("issuer");
        return issuer.isPresent() ? key.with(DISCOVERY, Value.Fields.EMPTY.with("issuer", issuer.get())) : key;
    }
}
