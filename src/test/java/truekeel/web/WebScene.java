package truekeel.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** The whole edge over HTTP, with a fleet on a simulator; one container for all tests that share the profile. */
@SuppressWarnings("NullAway.Init") // the container sets the fields
abstract class WebScene {
    static final ObjectMapper JSON = new ObjectMapper();
    static final Duration PATIENCE = Duration.ofSeconds(30);

    final HttpClient client = HttpClient.newHttpClient();

    @Inject
    Stage stage;

    @TestHTTPResource("/")
    URI main;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    /** One container, without the daemon's own assembly. */
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
    }

    static JsonNode item(JsonNode list, String name) {
        for (JsonNode item : list) {
            if (item.path("name").asText().equals(name)) {
                return item;
            }
        }
        throw new AssertionError("there is no " + name + " in " + list);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpResponse<String> reply = send(authorised(path));
        assertThat(reply.statusCode()).as(path).isEqualTo(200);
        return reply;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(main.resolve(path)).timeout(PATIENCE);
    }

    HttpRequest.Builder authorised(String path) {
        return request(path).header("Authorization", "Bearer " + TestAssembly.TOKEN);
    }

    HttpRequest.Builder form(String path, String fields) {
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(fields));
    }

    static HttpRequest.BodyPublisher empty() {
        return HttpRequest.BodyPublishers.noBody();
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> reply) throws IOException {
        return JSON.readTree(reply.body());
    }
}
