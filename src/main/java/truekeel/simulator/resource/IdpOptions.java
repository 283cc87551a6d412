package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import truekeel.simulator.Body;
import truekeel.simulator.Json;
import truekeel.simulator.PublicKeys;

/**
 * The options of an identity provider as each protocol takes them. What is wrong or missing is a 400 that names the
 * field.
 */
final class IdpOptions {
    private static final List<String> SAML_CLAIMS = List.of("sub", "name", "email", "picture", "groups");
    private static final List<String> OIDC_FLAGS =
            List.of("emailVerifiedAlwaysTrue", "blockOfflineAccessScope", "useClaimsFromIdToken");

    private IdpOptions() {}

    static ObjectNode jwtAuth(Body options) {
        ObjectNode row = Json.object();
        row.put("issuer", options.required("issuer"));
        ArrayNode keys = options.requiredItems("staticKeys");
        if (keys.size() != 1) {
            throw options.bad("staticKeys", "Exactly one key is expected.");
        }
        Body key = Body.of(keys.get(0), "/options/staticKeys/0");
        String pem = key.required("pem");
        if (PublicKeys.parse(pem).isEmpty()) {
            throw key.bad("pem", "A public key or a certificate in PEM form is expected.");
        }
        row.putArray("staticKeys").addObject().put("kid", key.required("kid")).put("pem", pem);
        options.flag("jwtLoginEnabled").ifPresent(flag -> row.put("jwtLoginEnabled", flag));
        return row;
    }

    /** Of a connection between machines, which nobody logs in by. */
    static ObjectNode machine(Body options) {
        ObjectNode row = Json.object();
        discovery(options, row);
        row.set("claimsMapping", claims(Body.of(options.node().path("claimsMapping"), "/options/claimsMapping")));
        for (String field : List.of("audience", "realm")) {
            options.text(field).ifPresent(text -> row.put(field, text));
        }
        options.texts("allowedClientIds").ifPresent(ids -> row.set("allowedClientIds", Json.texts(ids)));
        return row;
    }

    /** Of an interactive login, with the secret in clear. */
    static ObjectNode oidc(Body options, String pointer) {
        ObjectNode row = Json.object();
        discovery(options, row);
        row.put("clientId", options.required("clientId"));
        row.put("clientSecret", options.required("clientSecret"));
        row.set("claimsMapping", claims(Body.of(options.node().path("claimsMapping"), pointer + "/claimsMapping")));
        for (String field : List.of("realm", "scope")) {
            options.text(field).ifPresent(text -> row.put(field, text));
        }
        options.oneOf("idTokenSignatureAlg", "RS256", "RS512").ifPresent(text -> row.put("idTokenSignatureAlg", text));
        for (String field : OIDC_FLAGS) {
            options.flag(field).ifPresent(flag -> row.put(field, flag));
        }
        if (options.has("decryptingKey")) {
            row.set("decryptingKey", decryptingKey(Body.of(options.node().path("decryptingKey"), pointer)));
        }
        return row;
    }

    /** Each claim is looked for in a list of places. */
    static ObjectNode claims(Body given) {
        given.node().fieldNames().forEachRemaining(given::texts);
        return given.node();
    }

    static ObjectNode decryptingKey(Body key) {
        key.required("keyType");
        int size = key.number("keySize", 1024, 8192).orElseThrow(() -> key.bad("keySize", "This field is required."));
        return Json.object().put("keySize", size).put("keyType", key.required("keyType"));
    }

    private static void discovery(Body options, ObjectNode row) {
        Optional<String> url = options.text("discoveryUrl");
        url.ifPresent(text -> row.put("discoveryUrl", text));
        if (options.has("openid_configuration")) {
            Body inline = Body.of(options.node().path("openid_configuration"), "/options/openid_configuration");
            for (String field : List.of("authorization_endpoint", "issuer", "jwks_uri", "token_endpoint")) {
                inline.required(field);
            }
            row.set("openid_configuration", inline.node());
        } else if (url.isEmpty()) {
            throw options.bad("discoveryUrl", "This field or openid_configuration is required.");
        }
    }

    static ObjectNode saml(Body options, String pointer) {
        ObjectNode row = options.has("metadata")
                ? SamlMetadata.read(Body.of(options.node().path("metadata"), pointer + "/metadata"))
                : Json.object();
        for (String field : List.of("entityId", "signOnUrl")) {
            options.text(field).ifPresent(text -> row.put(field, text));
            if (!row.has(field)) {
                throw options.bad(field, "This field or metadata is required.");
            }
        }
        options.items("certificates").ifPresent(list -> row.set("certificates", list));
        if (row.path("certificates").isEmpty()) {
            throw options.bad("certificates", "This field or metadata is required.");
        }
        row.path("certificates")
                .forEach(one -> Body.of(one, pointer + "/certificates").required("certificate"));
        Body claims = Body.of(options.node().path("claimsMapping"), pointer + "/claimsMapping");
        SAML_CLAIMS.forEach(claims::requiredItems);
        row.set("claimsMapping", claims(claims));
        options.oneOf(
                        "nameIdFormat",
                        "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
                        "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
                        "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified")
                .ifPresent(text -> row.put("nameIdFormat", text));
        options.flag("allowIdpInitiatedLogin").ifPresent(flag -> row.put("allowIdpInitiatedLogin", flag));
        return row;
    }
}
