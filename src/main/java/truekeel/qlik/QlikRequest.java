package truekeel.qlik;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import truekeel.model.Secret;
import truekeel.qlik.Operation.Safety;

/**
 * One call with its values; immutable, each method gives a new one. Path and query values are given as they are and
 * encoded here. Secrets live only in the request: they are in neither {@link #toString} nor {@link #fingerprint}.
 */
public final class QlikRequest {
    private final Operation operation;
    private final Map<String, String> paths;
    private final Map<String, String> query;
    private final Map<String, String> headers;
    private final Map<String, Secret> secretHeaders;
    private final Optional<Content> content;
    private final boolean once;

    private QlikRequest(
            Operation operation,
            Map<String, String> paths,
            Map<String, String> query,
            Map<String, String> headers,
            Map<String, Secret> secretHeaders,
            Optional<Content> content,
            boolean once) {
        this.operation = requireNonNull(operation);
        this.paths = paths;
        this.query = query;
        this.headers = headers;
        this.secretHeaders = secretHeaders;
        this.content = content;
        this.once = once;
    }

    public static QlikRequest of(Operation operation) {
        return new QlikRequest(operation, Map.of(), Map.of(), Map.of(), Map.of(), Optional.empty(), false);
    }

    /** Fills {@code {name}} in the path; throws when the path has no such parameter or the value is empty. */
    public QlikRequest path(String name, String value) {
        if (!operation.path().contains("{" + name + "}") || value.isEmpty()) {
            throw new IllegalArgumentException("the path of " + operation + " takes no " + name + " '" + value + "'");
        }
        return new QlikRequest(operation, plus(paths, name, value), query, headers, secretHeaders, content, once);
    }

    /** Sets a query parameter, replacing an earlier value; several values are one comma-separated text. */
    public QlikRequest query(String name, String value) {
        return new QlikRequest(operation, paths, plus(query, name, value), headers, secretHeaders, content, once);
    }

    public QlikRequest header(String name, String value) {
        return new QlikRequest(operation, paths, query, plus(headers, name, value), secretHeaders, content, once);
    }

    public QlikRequest secretHeader(String name, Secret value) {
        return new QlikRequest(operation, paths, query, headers, plus(secretHeaders, name, value), content, once);
    }

    public QlikRequest json(JsonNode body) {
        return withContent(new Content.Json(body, Map.of()));
    }

    /**
     * Puts a secret into the JSON body when it is sent, at an RFC 6901 pointer ({@code /options/clientSecret}) whose
     * parent must be there. Throws when there is no JSON body yet.
     */
    public QlikRequest secretField(String pointer, Secret value) {
        if (content.isPresent() && content.get() instanceof Content.Json json) {
            return withContent(json.with(JsonPointer.compile(pointer), value));
        }
        throw new IllegalStateException("a secret field of " + operation + " needs a JSON body first");
    }

    public QlikRequest body(BodySource source, String contentType) {
        return withContent(new Content.Raw(source, contentType));
    }

    public QlikRequest multipart(List<Part> parts) {
        return withContent(new Content.Form(parts));
    }

    /** Says that this request must not be repeated blindly though its operation may, such as a patch that adds. */
    public QlikRequest once() {
        return new QlikRequest(operation, paths, query, headers, secretHeaders, content, true);
    }

    public Operation operation() {
        return operation;
    }

    /** The operation's safety, or {@code CREATE} after {@link #once}. */
    public Safety safety() {
        return once ? Safety.CREATE : operation.safety();
    }

    /** The value of a query parameter that was set. */
    public Optional<String> queryValue(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /**
     * Method, path, query and the SHA-256 of the body without secret values: equal requests have equal fingerprints.
     * Reads the body once.
     */
    public String fingerprint() {
        String line = operation.method() + " " + target();
        return content.map(body -> line + " sha256:" + Sha256.of(body.withoutSecrets()))
                .orElse(line);
    }

    /** Path and query, encoded; throws when a path parameter has no value yet. */
    public String target() {
        return target(operation.path());
    }

    /** As {@link #target()}, by another route of the same parameters. */
    String target(String route) {
        return Targets.expand(route, paths) + Targets.query(query);
    }

    Optional<Content> content() {
        return content;
    }

    /** Tells every header, secret ones in clear. */
    void headersInClear(Consumer<Map.Entry<String, String>> each) {
        headers.entrySet().forEach(each);
        secretHeaders.forEach((name, secret) -> each.accept(Map.entry(name, secret.reveal())));
    }

    private QlikRequest withContent(Content body) {
        return new QlikRequest(operation, paths, query, headers, secretHeaders, Optional.of(body), once);
    }

    private static <V> Map<String, V> plus(Map<String, V> map, String name, V value) {
        Map<String, V> more = new LinkedHashMap<>(map);
        more.put(requireNonNull(name), requireNonNull(value));
        return Collections.unmodifiableMap(more);
    }

    @Override
    public String toString() {
        return operation.method() + " " + Targets.expand(operation.path(), paths) + " (" + operation + ")";
    }
}
