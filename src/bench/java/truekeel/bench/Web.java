package truekeel.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;

/** Plain HTTP to one loopback port. */
final class Web {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String base;

    Web(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    String base() {
        return base;
    }

    /** The body of a good answer; empty while nobody listens or the answer is another one. */
    Optional<String> ask(String path) {
        try {
            HttpResponse<String> answer = exchange("GET", path, "");
            return Optional.of(answer).filter(good -> good.statusCode() == 200).map(HttpResponse::body);
        } catch (IOException nobody) {
            return Optional.empty();
        }
    }

    /** Throws when the answer is no good one. */
    String send(String method, String path, String body) {
        try {
            HttpResponse<String> answer = exchange(method, path, body);
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(method + " " + path + " is answered with " + answer.body());
            }
            return answer.body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    JsonNode json(String path) {
        try {
            return JSON.readTree(send("GET", path, ""));
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    private HttpResponse<String> exchange(String method, String path, String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
