package truekeel.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A signed JWT that asks for a session. What must be in it: Qlik's reference of {@code POST /login/jwt-session}. Every
 * refusal is a 401 {@link Problem}.
 */
final class LoginToken {
    static final String AUDIENCE = "qlik.api/login/jwt-session";
    static final Duration LONGEST = Duration.ofHours(1);
    /** The end of the year 9999, in seconds of Unix time. */
    private static final long LATEST = 253_402_300_799L;

    private static final List<String> TEXTS = List.of("iss", "sub", "jti", "name", "email");

    private final JsonNode header;
    private final JsonNode claims;
    private final byte[] signed;
    private final byte[] signature;

    private LoginToken(JsonNode header, JsonNode claims, byte[] signed, byte[] signature) {
        this.header = header;
        this.claims = claims;
        this.signed = signed;
        this.signature = signature;
    }

    static LoginToken parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            throw refused("The token is no signed JWT.");
        }
        try {
            Base64.Decoder base64 = Base64.getUrlDecoder();
            return new LoginToken(
                    Json.parse(base64.decode(parts[0])),
                    Json.parse(base64.decode(parts[1])),
                    (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII),
                    base64.decode(parts[2]));
        } catch (IllegalArgumentException | UncheckedIOException malformed) {
            throw refused("The token is no signed JWT.");
        }
    }

    static Problem refused(String detail) {
        return Problem.unauthorized(detail);
    }

    String text(String claim) {
        return claims.path(claim).asText();
    }

    /** The names in the groups claim; empty when there is none. */
    Optional<List<String>> groups() {
        return claims.has("groups") ? Optional.of(Json.texts(claims.path("groups"))) : Optional.empty();
    }

    Instant expires() {
        return time("exp");
    }

    /** The active provider of the issuer whose key signed the token. */
    ObjectNode provider(SimTenant tenant) {
        ObjectNode provider = tenant.table("identityProviders").rows().stream()
                .filter(row -> row.path("protocol").asText().equals("jwtAuth")
                        && row.path("active").asBoolean()
                        && row.path("options").path("jwtLoginEnabled").asBoolean(true)
                        && row.path("options").path("issuer").asText().equals(text("iss")))
                .findFirst()
                .orElseThrow(() -> refused("No identity provider has the issuer " + text("iss") + "."));
        String kid = header.path("kid").asText();
        JsonNode key = StreamSupport.stream(
                        provider.path("options").path("staticKeys").spliterator(), false)
                .filter(one -> one.path("kid").asText().equals(kid))
                .findFirst()
                .orElseThrow(() -> refused("The identity provider has no key " + kid + "."));
        PublicKey by = PublicKeys.parse(key.path("pem").asText())
                .orElseThrow(() -> refused("The key " + kid + " cannot be read."));
        JwtSigning signing = JwtSigning.of(header.path("alg").asText())
                .orElseThrow(() -> refused("The algorithm " + header.path("alg").asText() + " is not allowed."));
        if (!signing.verifies(by, signed, signature)) {
            throw refused("The signature does not verify.");
        }
        return provider;
    }

    /** Checks the claims at a time, with the clock tolerance of the provider. */
    void check(Instant now, Duration tolerance) {
        for (String name : TEXTS) {
            if (!claims.path(name).isTextual() || text(name).isBlank()) {
                throw refused("The claim " + name + " is missing.");
            }
        }
        if (!isFor(claims.path("aud"))) {
            throw refused("The audience must be " + AUDIENCE + ".");
        }
        if (!text("subType").equals("user")) {
            throw refused("The claim subType must be user.");
        }
        if (!claims.path("email_verified").isBoolean()
                || !claims.path("email_verified").asBoolean()) {
            throw refused("The claim email_verified must be true.");
        }
        if (claims.has("groups") && !claims.path("groups").isArray()) {
            throw refused("The claim groups must be a list.");
        }
        times(now, tolerance);
    }

    private void times(Instant now, Duration tolerance) {
        Instant from = time("nbf");
        Instant until = time("exp");
        if (now.plus(tolerance).isBefore(from) || now.plus(tolerance).isBefore(time("iat"))) {
            throw refused("The token is not valid yet.");
        }
        if (!now.minus(tolerance).isBefore(until)) {
            throw refused("The token has expired.");
        }
        if (Duration.between(from, until).compareTo(LONGEST) > 0) {
            throw refused("The token holds for longer than an hour.");
        }
    }

    private Instant time(String claim) {
        long seconds = claims.path(claim).asLong(-1);
        if (!claims.path(claim).isNumber() || seconds < 0 || seconds > LATEST) {
            throw refused("The claim " + claim + " is no time.");
        }
        return Instant.ofEpochSecond(seconds);
    }

    private static boolean isFor(JsonNode audience) {
        return audience.isArray()
                ? Json.texts(audience).contains(AUDIENCE)
                : audience.asText().equals(AUDIENCE);
    }
}
