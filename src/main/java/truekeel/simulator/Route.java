package truekeel.simulator;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One operation: where it is served, its path template, its handler and its limits. Configured while routes are
 * registered.
 */
public final class Route {

    /** The kinds of host Qlik Cloud answers on. */
    public enum Host {
        TENANT,
        REGISTER,
        CONSOLE
    }

    /** A deprecation as the response headers announce it. */
    record Deprecation(Instant since, Instant sunset, String link) {}

    private final Host host;
    private final String method;
    private final String template;
    private final List<String> segments;
    private final int weight;
    private final Dialect dialect;
    private final Handler handler;
    private int perMinute;
    private Optional<Deprecation> deprecation = Optional.empty();

    Route(Host host, String method, String template, Dialect dialect, Handler handler) {
        this.host = host;
        this.method = method;
        this.template = template;
        this.segments = segments(template);
        this.weight = weight(segments);
        this.dialect = dialect;
        this.handler = handler;
    }

    /** Gives this operation a limit of its own, in calls per minute and user, counted over five minutes. */
    public Route perMinute(int calls) {
        this.perMinute = calls;
        return this;
    }

    /**
     * Makes answers carry Deprecation, Sunset and Link headers, unless the client says {@code qlik-api-version:
     * latest}.
     */
    public Route deprecated(Instant since, Instant sunset, String link) {
        this.deprecation = Optional.of(new Deprecation(since, sunset, link));
        return this;
    }

    static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }

    /** Whether this operation is meant by the decoded segments; {@code {name...}} takes the rest of the path. */
    boolean fits(List<String> actual) {
        for (int i = 0; i < segments.size(); i++) {
            String expected = segments.get(i);
            if (i >= actual.size()) {
                return false;
            }
            if (expected.endsWith("...}")) {
                return true;
            }
            if (expected.startsWith("{") ? actual.get(i).isEmpty() : !expected.equals(actual.get(i))) {
                return false;
            }
        }
        return segments.size() == actual.size();
    }

    /** The path parameters of segments that fit. */
    Map<String, String> params(List<String> actual) {
        Map<String, String> params = new HashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String expected = segments.get(i);
            if (expected.endsWith("...}")) {
                String rest = String.join("/", actual.subList(i, actual.size()));
                params.put(expected.substring(1, expected.length() - 4), rest);
            } else if (expected.startsWith("{")) {
                params.put(expected.substring(1, expected.length() - 1), actual.get(i));
            }
        }
        return params;
    }

    /** The more literal segments, the earlier a route is tried. */
    int weight() {
        return weight;
    }

    private static int weight(List<String> segments) {
        int weight = 0;
        for (String segment : segments) {
            weight = weight * 3 + (segment.startsWith("{") ? (segment.endsWith("...}") ? 0 : 1) : 2);
        }
        return weight;
    }

    Host host() {
        return host;
    }

    String method() {
        return method;
    }

    String template() {
        return template;
    }

    Dialect dialect() {
        return dialect;
    }

    Handler handler() {
        return handler;
    }

    /** Calls per minute of its own; 0 when the tier's limit holds. */
    int perMinute() {
        return perMinute;
    }

    Optional<Deprecation> deprecation() {
        return deprecation;
    }
}
