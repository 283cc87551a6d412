package truekeel.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;

/** An application that logs people in: a key pair, and tokens signed with it. */
public final class JwtSigner {
    private final KeyPair keys;
    private final String algorithm;
    private final String jca;

    private JwtSigner(String type, int size, String algorithm, String jca) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
            generator.initialize(size);
            this.keys = generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
        this.algorithm = algorithm;
        this.jca = jca;
    }

    /** Signs with RS256. */
    public static JwtSigner rsa() {
        return new JwtSigner("RSA", 2048, "RS256", "SHA256withRSA");
    }

    /** Signs with ES384. */
    public static JwtSigner elliptic() {
        return new JwtSigner("EC", 384, "ES384", "SHA384withECDSAinP1363Format");
    }

    /** The public key in PEM form, on many lines. */
    public String pem() {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys.getPublic().getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
    }

    /** Claims that Qlik takes, from now on for half an hour. */
    public static ObjectNode claims(String issuer, String subject, Instant now) {
        return Json.object()
                .put("iss", issuer)
                .put("aud", LoginToken.AUDIENCE)
                .put("sub", subject)
                .put("subType", "user")
                .put("name", "Name of " + subject)
                .put("email", subject.replaceAll("\\W", "") + "@acme.example")
                .put("email_verified", true)
                .put("jti", subject + " " + now + " " + System.nanoTime())
                .put("iat", now.getEpochSecond())
                .put("nbf", now.getEpochSecond())
                .put("exp", now.getEpochSecond() + 1800);
    }

    public String token(String kid, JsonNode claims) {
        return token(Json.object().put("alg", algorithm).put("typ", "JWT").put("kid", kid), claims);
    }

    /** The same with a header of one's own. */
    public String token(JsonNode header, JsonNode claims) {
        String signed = encoded(Json.bytes(header)) + "." + encoded(Json.bytes(claims));
        try {
            Signature signature = Signature.getInstance(jca);
            signature.initSign(keys.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + encoded(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
