package truekeel.qlik;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What Qlik said about a failed call, read leniently: the first of {@code errors[]}, else the top level, else only the
 * status. {@code status} is 0 when there was no answer. {@code retryable} is Qlik's own hint that the failure passes.
 */
public record Problem(
        int status,
        Optional<String> code,
        Optional<String> title,
        Optional<String> detail,
        Optional<String> traceId,
        boolean retryable) {
    /** No answer, or one without a readable body. */
    public static final Problem NONE = ofStatus(0);

    public Problem {
        requireNonNull(code);
        requireNonNull(title);
        requireNonNull(detail);
        requireNonNull(traceId);
    }

    public static Problem ofStatus(int status) {
        return new Problem(status, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /** Reads any of the shapes that Qlik's error bodies have, RFC 6749's included; never throws. */
    public static Problem from(int status, JsonNode body) {
        JsonNode first = body.path("errors").path(0);
        return new Problem(
                status,
                text(first, "code").or(() -> text(body, "code")).or(() -> text(body, "error")),
                text(first, "title").or(() -> text(body, "title")).or(() -> text(body, "message")),
                text(first, "detail").or(() -> text(body, "detail")).or(() -> text(body, "error_description")),
                text(body, "traceId").or(() -> text(body, "traceID")),
                hints(first.path("meta")) || hints(body.path("meta")));
    }

    /** Code, title and detail as one text, for a message; empty when Qlik gave no reason. */
    public String said() {
        StringBuilder text = new StringBuilder();
        code.ifPresent(text::append);
        title.ifPresent(value -> text.append(text.isEmpty() ? "" : " ").append(value));
        detail.filter(value -> !title.equals(Optional.of(value)))
                .ifPresent(value -> text.append(text.isEmpty() ? "" : ": ").append(value));
        return text.toString();
    }

    /** The items API marks what passes by itself. */
    private static boolean hints(JsonNode meta) {
        return meta.path("temporary").asBoolean() || meta.path("timeout").asBoolean();
    }

    private static Optional<String> text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isValueNode() && !value.isNull() && !value.asText().isBlank()
                ? Optional.of(value.asText())
                : Optional.empty();
    }
}
