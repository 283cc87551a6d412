package truekeel.web.access;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import truekeel.web.TestAssembly;

/** An OpenID Connect provider as far as a service asks one: its description and its keys; and tokens it has signed. */
public final class Issuer implements QuarkusTestResourceLifecycleManager {
    private static final KeyPair KEYS = keys();
    private static final KeyPair STRANGERS = keys();
    private static volatile String url = "";

    private final HttpServer server;

    public Issuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    @Override
    public Map<String, String> start() {
        url = "http://127.0.0.1:" + server.getAddress().getPort();
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, """
                {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
                 "jwks_uri": "%1$s/keys", "response_types_supported": ["code"],
                 "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"]}
                """.formatted(url)));
        server.createContext(
                "/keys",
                exchange -> answer(exchange, """
                {"keys": [{"kty": "RSA", "kid": "one", "alg": "RS256", "use": "sig", "n": "%s", "e": "%s"}]}
                """.formatted(
                        number(publicKey().getModulus()), number(publicKey().getPublicExponent()))));
        server.start();
        System.setProperty(TestAssembly.MODE, "OIDC");
        return Map.of(
                "quarkus.oidc.tenant-enabled", "true",
                "quarkus.oidc.auth-server-url", url,
                "quarkus.oidc.client-id", "truekeel",
                "quarkus.oidc.credentials.secret", "a-secret-of-more-than-thirty-two-characters");
    }

    @Override
    public void stop() {
        server.stop(0);
        System.clearProperty(TestAssembly.MODE);
    }

    static String url() {
        return url;
    }

    /** A token for an hour. */
    static String token(String subject) {
        return signed(subject, KEYS);
    }

    /** The same with a key that the provider does not know. */
    static String forged(String subject) {
        return signed(subject, STRANGERS);
    }

    private static String signed(String subject, KeyPair keys) {
        Instant now = Instant.now();
        String head = text("{\"alg\":\"RS256\",\"kid\":\"one\",\"typ\":\"JWT\"}");
        String body = text("{\"iss\":\"%s\",\"sub\":\"%s\",\"aud\":\"truekeel\",\"iat\":%d,\"exp\":%d}"
                .formatted(
                        url,
                        subject,
                        now.getEpochSecond(),
                        now.plus(Duration.ofHours(1)).getEpochSecond()));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update((head + "." + body).getBytes(StandardCharsets.US_ASCII));
            return head + "." + body + "." + encoded(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static RSAPublicKey publicKey() {
        return (RSAPublicKey) KEYS.getPublic();
    }

    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int sign = bytes[0] == 0 ? 1 : 0;
        return encoded(Arrays.copyOfRange(bytes, sign, bytes.length));
    }

    private static String text(String json) {
        return encoded(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
