package truekeel.qlik;

import static java.util.Objects.requireNonNull;

import java.io.OutputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import truekeel.qlik.Operation.Method;

/**
 * What goes over the wire. {@code target} is path and query, already encoded; {@code contentType} belongs to the body.
 * With a {@code sink} the body of a 2xx answer is written there while it comes and not kept: the sink is opened when
 * that body begins, once per exchange, and is never closed.
 */
public record TransportRequest(
        Method method,
        String host,
        String target,
        Map<String, String> headers,
        Optional<String> contentType,
        Optional<BodySource> body,
        Optional<Supplier<OutputStream>> sink) {
    public TransportRequest {
        requireNonNull(method);
        requireNonNull(host);
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        requireNonNull(contentType);
        requireNonNull(body);
        requireNonNull(sink);
        if (!target.startsWith("/")) {
            throw new IllegalArgumentException("a request target must start with a slash, not '" + target + "'");
        }
    }

    /** Without headers, which hold the token, and without the query, which may name people. */
    @Override
    public String toString() {
        return method + " https://" + host + target.split("\\?", 2)[0];
    }
}
