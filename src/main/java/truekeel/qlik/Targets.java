package truekeel.qlik;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Paths and queries, percent-encoded after RFC 3986: only unreserved characters stay as they are. */
final class Targets {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    /** The parameter that stands for several segments of a path. */
    private static final String SEGMENTS = "path";

    private Targets() {}

    private static String segments(String path) {
        return Stream.of(path.split("/", -1)).map(Targets::encode).collect(Collectors.joining("/"));
    }

    static String expand(String route, Map<String, String> values) {
        return PARAMETER.matcher(route).replaceAll(match -> {
            @Nullable String value = values.get(match.group(1));
            if (value == null) {
                throw new IllegalStateException(
                        "the path " + route + " needs a value for " + match.group(1) + ". This is a bug in Truekeel.");
            }
            return Matcher.quoteReplacement(match.group(1).equals(SEGMENTS) ? segments(value) : encode(value));
        });
    }

    /** With the question mark; empty for no parameters. */
    static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&", parameters.isEmpty() ? "" : "?", ""));
    }

    static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (UNRESERVED.indexOf(b) >= 0) {
                encoded.append((char) b);
            } else {
                encoded.append(String.format("%%%02X", b));
            }
        }
        // A lone dot segment would be taken out of the path on its way.
        return encoded.toString().equals(".") || encoded.toString().equals("..")
                ? encoded.toString().replace(".", "%2E")
                : encoded.toString();
    }
}
