package truekeel.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All operations of one simulator. A resource sees it through {@link Resource#register}. */
public final class Routes {

    /** A route and the path parameters of one request. */
    record Match(Route route, Map<String, String> params) {}

    /** Where the name of the area stands in most paths: {@code /api/v1/spaces}. */
    private static final int AREA = 3;

    /** The area of templates that fit paths of any area. */
    private static final String ANY = "*";

    /** What is served in one area on one kind of host by one method. */
    private record Door(Route.Host host, String method, String area) {}

    /** By door, the most literal first: the first that fits is the one meant. */
    private final Map<Door, List<Route>> all;

    private final Dialect dialect;
    private final Route.Host host;

    Routes() {
        this(new HashMap<>(), Dialect.COMMON, Route.Host.TENANT);
    }

    private Routes(Map<Door, List<Route>> all, Dialect dialect, Route.Host host) {
        this.all = all;
        this.dialect = dialect;
        this.host = host;
    }

    /** The same routes, registering operations whose errors are worded differently. */
    public Routes in(Dialect other) {
        return new Routes(all, other, host);
    }

    /** The same routes, registering on another kind of host; tenants are the default. */
    public Routes on(Route.Host other) {
        return new Routes(all, dialect, other);
    }

    public Route get(String template, Handler handler) {
        return add("GET", template, handler);
    }

    public Route post(String template, Handler handler) {
        return add("POST", template, handler);
    }

    public Route put(String template, Handler handler) {
        return add("PUT", template, handler);
    }

    public Route patch(String template, Handler handler) {
        return add("PATCH", template, handler);
    }

    public Route delete(String template, Handler handler) {
        return add("DELETE", template, handler);
    }

    /** Any other method, such as HEAD. */
    public Route add(String method, String template, Handler handler) {
        Route route = new Route(host, method, template, dialect, handler);
        List<Route> others =
                all.computeIfAbsent(new Door(host, method, area(Route.segments(template))), any -> new ArrayList<>());
        int place = 0;
        while (place < others.size() && others.get(place).weight() >= route.weight()) {
            place++;
        }
        others.add(place, route);
        return route;
    }

    /** All operations of this simulator, in no order. */
    List<Route> all() {
        return all.values().stream().flatMap(List::stream).toList();
    }

    Optional<Match> match(Route.Host on, String method, String rawPath) {
        List<String> segments = new ArrayList<>(Route.segments(rawPath));
        segments.replaceAll(Routes::decoded);
        return Stream.of(area(segments), ANY)
                .flatMap(area -> first(new Door(on, method, area), segments).stream())
                .max(Comparator.comparingInt(Route::weight))
                .map(route -> new Match(route, route.params(segments)));
    }

    private Optional<Route> first(Door door, List<String> segments) {
        for (Route route : all.getOrDefault(door, List.of())) {
            if (route.fits(segments)) {
                return Optional.of(route);
            }
        }
        return Optional.empty();
    }

    /** {@link #ANY} when a parameter stands at the place of the area or before it. */
    private static String area(List<String> segments) {
        List<String> head = segments.subList(0, Math.min(AREA + 1, segments.size()));
        if (head.stream().anyMatch(segment -> segment.startsWith("{"))) {
            return ANY;
        }
        return head.size() > AREA ? head.get(AREA) : "";
    }

    /** Percent-decoding of one path segment; a plus stays a plus. */
    private static String decoded(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        try {
            return java.net.URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return segment;
        }
    }
}
