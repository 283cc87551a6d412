package truekeel.simulator;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A decoded query string; order and repeats are kept. */
public record Query(List<Pair> pairs) {

    /** One parameter. */
    public record Pair(String name, String value) {}

    public Query {
        pairs = List.copyOf(pairs);
    }

    static Query parse(String raw) {
        List<Pair> pairs = new ArrayList<>();
        for (String part : raw.split("&", -1)) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                String name = equals < 0 ? part : part.substring(0, equals);
                String value = equals < 0 ? "" : part.substring(equals + 1);
                pairs.add(new Pair(decoded(name), decoded(value)));
            }
        }
        return new Query(pairs);
    }

    public Optional<String> first(String name) {
        return pairs.stream()
                .filter(pair -> pair.name().equals(name))
                .map(Pair::value)
                .findFirst();
    }

    /** The same without some parameters. */
    Query without(List<String> names) {
        return new Query(
                pairs.stream().filter(pair -> !names.contains(pair.name())).toList());
    }

    Query plus(String name, String value) {
        List<Pair> more = new ArrayList<>(pairs);
        more.add(new Pair(name, value));
        return new Query(more);
    }

    /** Percent-encoded, without the question mark. */
    String encoded() {
        return String.join(
                "&",
                pairs.stream()
                        .map(pair -> encoded(pair.name()) + "=" + encoded(pair.value()))
                        .toList());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("The query string is not well encoded.");
        }
    }
}
