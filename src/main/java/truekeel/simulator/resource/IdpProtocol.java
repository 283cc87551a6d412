package truekeel.simulator.resource;

import java.util.stream.Stream;
import truekeel.simulator.Body;
import truekeel.simulator.JsonPatch;

/** The protocols of identity providers: who may provide them, and what of one can be patched. */
enum IdpProtocol {
    JWT_AUTH("jwtAuth", "external"),
    OIDC("OIDC", "auth0 okta generic salesforce keycloak adfs azureAD"),
    SAML("SAML", "okta generic adfs azureAD");

    private final String word;
    private final String providers;

    IdpProtocol(String word, String providers) {
        this.word = word;
        this.providers = providers;
    }

    /** The protocol of a new provider; a 400 for any other word. */
    static IdpProtocol of(Body body) {
        body.required("protocol");
        String[] words = Stream.of(values()).map(IdpProtocol::word).toArray(String[]::new);
        return of(body.oneOf("protocol", words).orElseThrow());
    }

    static IdpProtocol of(String word) {
        return Stream.of(values())
                .filter(one -> one.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(word));
    }

    String word() {
        return word;
    }

    String[] providers() {
        return providers.split(" ", -1);
    }

    JsonPatch patch() {
        return switch (this) {
            case JWT_AUTH -> JsonPatch.closed().replace("/description");
            case OIDC ->
                interactive()
                        .replace(
                                "/meta",
                                "/options",
                                "/options/realm",
                                "/options/discoveryUrl",
                                "/options/claimsMapping",
                                "/pendingOptions/realm",
                                "/pendingOptions/discoveryUrl",
                                "/pendingOptions/clientId",
                                "/pendingOptions/clientSecret",
                                "/pendingOptions/emailVerifiedAlwaysTrue",
                                "/pendingOptions/claimsMapping",
                                "/pendingOptions/idTokenSignatureAlg",
                                "/pendingOptions/decryptingKey");
            case SAML ->
                interactive()
                        .replace(
                                "/pendingOptions/nameIdFormat",
                                "/pendingOptions/allowIdpInitiatedLogin",
                                "/pendingOptions/entityId",
                                "/pendingOptions/signOnUrl",
                                "/pendingOptions/metadata",
                                "/pendingOptions/certificates",
                                "/pendingOptions/claimsMapping");
        };
    }

    private static JsonPatch interactive() {
        return JsonPatch.closed()
                .replace("/active", "/description", "/pendingOptions", "/postLogoutRedirectUri", "/clockToleranceSec")
                .allow("promote-options", "");
    }
}
