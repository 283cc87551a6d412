package truekeel.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP answer.
 *
 * @param headers names in lower case
 */
public record Answer(int status, Map<String, String> headers, Payload body, Effect effect) {

    public Answer {
        Map<String, String> lower = new LinkedHashMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        headers = Collections.unmodifiableMap(lower);
    }

    public static Answer json(int status, JsonNode body) {
        return bytes(status, "application/json", Payload.of(Json.bytes(body)));
    }

    public static Answer ok(JsonNode body) {
        return json(200, body);
    }

    public static Answer created(JsonNode body) {
        return json(201, body);
    }

    /** 204: no body, no content type. */
    public static Answer noContent() {
        return empty(204);
    }

    /** A status with neither body nor content type. */
    public static Answer empty(int status) {
        return new Answer(status, Map.of(), Payload.empty(), Effect.NORMAL);
    }

    public static Answer bytes(int status, String contentType, Payload body) {
        return new Answer(status, Map.of("content-type", contentType), body, Effect.NORMAL);
    }

    /** A redirect with the short HTML body Qlik's gateway sends. */
    public static Answer redirect(int status, String location) {
        String html = "<a href=\"" + location + "\">Moved</a>\n";
        return bytes(status, "text/html; charset=utf-8", Payload.of(html)).with("location", location);
    }

    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header.toLowerCase(Locale.ROOT), value);
        return new Answer(status, more, body, effect);
    }

    public Answer with(Effect other) {
        return new Answer(status, headers, body, other);
    }

    /** A header by its name in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The body as JSON, for tests and for the control API. */
    public JsonNode json() {
        return Json.parse(body.bytes());
    }
}
