package truekeel.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A refusal on its way to the client. A handler throws it; the {@link Dialect} of the route turns it into the error
 * body of that service. Without {@link #code} the dialect picks its usual code for the status.
 */
public final class Problem extends RuntimeException {
    private final int status;
    private final String title;
    private final Map<String, String> more = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private @Nullable JsonNode meta;

    private Problem(int status, String title, String detail) {
        super(status + " " + title + ": " + detail, null, false, false);
        this.status = status;
        this.title = title;
        if (!detail.isEmpty()) {
            more.put("detail", detail);
        }
    }

    public static Problem of(int status, String title, String detail) {
        return new Problem(status, title, detail);
    }

    public static Problem badRequest(String detail) {
        return of(400, "Bad request", detail);
    }

    /** 400 that names the offending part of the body, as a JSON pointer. */
    public static Problem badField(String pointer, String detail) {
        return badRequest(detail).put("pointer", pointer);
    }

    /** 400 that names the offending query parameter. */
    public static Problem badParameter(String parameter, String detail) {
        return badRequest(detail).put("parameter", parameter);
    }

    public static Problem unauthorized(String detail) {
        return of(401, "Unauthorized", detail);
    }

    public static Problem forbidden(String detail) {
        return of(403, "Forbidden", detail);
    }

    public static Problem notFound(String detail) {
        return of(404, "Not found", detail);
    }

    public static Problem conflict(String detail) {
        return of(409, "Conflict", detail);
    }

    public static Problem gone(String detail) {
        return of(410, "Gone", detail);
    }

    public static Problem precondition(String detail) {
        return of(412, "Precondition failed", detail);
    }

    /** Sets the service's own code; returns this. */
    public Problem code(String code) {
        return put("code", code);
    }

    /** Sets {@code errors[0].meta}; returns this. */
    public Problem meta(JsonNode node) {
        this.meta = node;
        return this;
    }

    /** Adds a header to the answer; returns this. */
    public Problem header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    private Problem put(String name, String value) {
        more.put(name, value);
        return this;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public Optional<String> code() {
        return Optional.ofNullable(more.get("code"));
    }

    public Optional<String> detail() {
        return Optional.ofNullable(more.get("detail"));
    }

    public Optional<String> pointer() {
        return Optional.ofNullable(more.get("pointer"));
    }

    public Optional<String> parameter() {
        return Optional.ofNullable(more.get("parameter"));
    }

    Optional<JsonNode> meta() {
        return Optional.ofNullable(meta);
    }

    Map<String, String> headers() {
        return headers;
    }
}
