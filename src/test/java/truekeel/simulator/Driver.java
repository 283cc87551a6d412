package truekeel.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Talks to a simulator's core as one caller on one host: what every simulator test drives it with. */
public final class Driver {
    private final Simulator simulator;
    private final String host;
    private final Map<String, String> headers;

    private Driver(Simulator simulator, String host, Map<String, String> headers) {
        this.simulator = simulator;
        this.host = host;
        this.headers = Map.copyOf(headers);
    }

    /** Nobody yet: no token is sent. */
    public static Driver anonymous(Simulator simulator, String host) {
        return new Driver(simulator, host, Map.of());
    }

    /** The default region client's bot, with a token of this host. */
    public static Driver bot(Simulator simulator, String host) {
        return anonymous(simulator, host).login("sim-client", "sim-secret");
    }

    /** The same host with a token of this client. */
    public Driver login(String clientId, String secret) {
        Answer answer = anonymous(simulator, host).post("/oauth/token", credentials(clientId, secret));
        if (answer.status() != 200) {
            throw new AssertionError(
                    "No token: " + answer.status() + " " + answer.body().text());
        }
        return token(answer.json().path("access_token").asText());
    }

    /** The same host as a person, by the control API. */
    public Driver person(String subject) {
        Answer answer = post("/__sim/tenants/" + host + "/tokens", Json.object().put("subject", subject));
        if (answer.status() != 200) {
            throw new AssertionError(
                    "No token: " + answer.status() + " " + answer.body().text());
        }
        return token(answer.json().path("access_token").asText());
    }

    public Driver token(String token) {
        return with("authorization", "Bearer " + token);
    }

    public Driver with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Driver(simulator, host, more);
    }

    public static JsonNode credentials(String clientId, String secret) {
        return Json.object()
                .put("client_id", clientId)
                .put("client_secret", secret)
                .put("grant_type", "client_credentials");
    }

    public Answer get(String pathAndQuery) {
        return send("GET", pathAndQuery, "", Payload.empty());
    }

    /** Follows a whole URL the simulator gave, on this host. */
    public Answer follow(String url) {
        return get(url.substring(url.indexOf("/", url.indexOf("://") + 3)));
    }

    public Answer delete(String path) {
        return send("DELETE", path, "", Payload.empty());
    }

    public Answer post(String path, JsonNode body) {
        return send("POST", path, "application/json", Payload.of(Json.bytes(body)));
    }

    /** The JSON may be written with single quotes. */
    public Answer post(String path, String json) {
        return send("POST", path, "application/json", json(json));
    }

    public Answer put(String path, String json) {
        return send("PUT", path, "application/json", json(json));
    }

    public Answer patch(String path, String json) {
        return send("PATCH", path, "application/json", json(json));
    }

    /** A patch of one replacement; the value is JSON, single quotes allowed. */
    public Answer replace(String path, String pointer, String value) {
        return patch(path, "[{'op':'replace','path':'" + pointer + "','value':" + value + "}]");
    }

    public Answer send(String method, String pathAndQuery, String contentType, Payload body) {
        int mark = pathAndQuery.indexOf('?');
        Map<String, String> all = new LinkedHashMap<>(headers);
        if (!contentType.isEmpty()) {
            all.put("content-type", contentType);
        }
        return simulator.handle(new Call(
                method,
                "https",
                host,
                mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark),
                mark < 0 ? "" : pathAndQuery.substring(mark + 1),
                all,
                body));
    }

    private static Payload json(String text) {
        return Payload.of(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
