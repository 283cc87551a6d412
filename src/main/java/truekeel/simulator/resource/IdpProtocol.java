package truekeel.simulator.resource;

import java.util.List;
import java.util.stream.Stream;
import truekeel.simulator.Body;
import truekeel.simulator.JsonPatch;

/** The protocols of identity providers: who may provide them, and what of one can be patched. */
enum IdpProtocol {
    JWT_AUTH("jwtAuth", List.of("external"), JsonPatch.closed().replace("/description")),
    OIDC(
            "OIDC",
            List.of("auth0", "okta", "generic", "salesforce", "keycloak", "adfs", "azureAD"),
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
                            "/pendingOptions/decryptingKey")),
    SAML(
            "SAML",
            List.of("okta", "generic", "adfs", "azureAD"),
            interactive()
                    .replace(
                            "/pendingOptions/nameIdFormat",
                            "/pendingOptions/allowIdpInitiatedLogin",
                            "/pendingOptions/entityId",
                            "/pendingOptions/signOnUrl",
                            "/pendingOptions/metadata",
                            "/pendingOptions/certificates",
                            "/pendingOptions/claimsMapping"));

    private final String word;
    private final List<String> providers;
    private final JsonPatch patch;

    IdpProtocol(String word, List<String> providers, JsonPatch patch) {
        this.word = word;
        this.providers = providers;
        this.patch = patch;
    }

    private static JsonPatch interactive() {
        return JsonPatch.closed()
                .replace("/active", "/description", "/pendingOptions", "/postLogoutRedirectUri", "/clockToleranceSec")
                .allow("promote-options", "");
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
        return providers.toArray(String[]::new);
    }

    JsonPatch patch() {
        return patch;
    }
}
