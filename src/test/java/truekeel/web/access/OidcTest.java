package truekeel.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import truekeel.web.TestAssembly;

/** Access by OpenID Connect: people are sent to their login, programs are told that they need a token. */
@QuarkusTest
@TestProfile(OidcTest.Profile.class)
@SuppressWarnings("NullAway.Init") // the container sets the fields
class OidcTest {
    private final HttpClient client = HttpClient.newHttpClient();

    @TestHTTPResource("/")
    URI main;

    /** The container of the other tests of this room, with a provider beside it. */
    public static final class Profile implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(TestAssembly.class);
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.arc.exclude-types", "truekeel.Assembly",
                    "quarkus.http.test-port", "0",
                    "quarkus.management.test-port", "0");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Issuer.class));
        }
    }

    /** Programs were sent to a login page, with 302. */
    @Test
    void tellsAProgramWithoutATokenThatItNeedsOne() throws Exception {
        for (String path : List.of("/api/v1/tenants", "/api/v1/nothing", "/q/openapi")) {
            // when
            HttpResponse<String> reply = get(path);

            // then
            assertThat(reply.statusCode()).as(path).isEqualTo(401);
            assertThat(reply.headers().firstValue("WWW-Authenticate")).as(path).hasValue("Bearer realm=\"truekeel\"");
            assertThat(reply.headers().firstValue("Content-Type")).as(path).hasValue("application/problem+json");
            assertThat(reply.headers().firstValue("Location")).as(path).isEmpty();
        }
    }

    @Test
    void turnsATokenAwayThatTheProviderNeverSigned() throws Exception {
        // when
        HttpResponse<String> reply = get("/api/v1/tenants", "Authorization", "Bearer " + Issuer.forged("jane"));

        // then
        assertThat(reply.statusCode()).isEqualTo(401);
        assertThat(reply.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
    }

    @Test
    void letsAProgramInWithATokenOfTheProvider() throws Exception {
        // when
        HttpResponse<String> reply = get("/api/v1/tenants", "Authorization", "Bearer " + Issuer.token("jane"));

        // then
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).contains("acme.us.qlikcloud.com");
    }

    @Test
    void sendsABrowserToTheProvidersLogin() throws Exception {
        for (String path : List.of("/", "/tenants/acme")) {
            // when
            HttpResponse<String> reply = get(path);

            // then
            assertThat(reply.statusCode()).as(path).isEqualTo(302);
            assertThat(reply.headers().firstValue("Location").orElse(""))
                    .as(path)
                    .startsWith(Issuer.url() + "/authorize?response_type=code&client_id=truekeel");
        }
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(main.resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
