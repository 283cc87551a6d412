package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The Content-Security-Policy header that a tenant's CSP origins add up to. */
final class CspHeader {
    /** The thirteen switches of an entry, in the service's order. */
    static final List<String> DIRECTIVES = List.of(
            "childSrc",
            "connectSrc",
            "connectSrcWSS",
            "fontSrc",
            "formAction",
            "frameAncestors",
            "frameSrc",
            "imgSrc",
            "mediaSrc",
            "objectSrc",
            "scriptSrc",
            "styleSrc",
            "workerSrc");

    private CspHeader() {}

    /** The header's value; each directive begins with {@code 'self'}. */
    static String of(List<ObjectNode> entries) {
        Map<String, Set<String>> sources = new LinkedHashMap<>();
        for (String directive : DIRECTIVES) {
            Set<String> allowed =
                    sources.computeIfAbsent(name(directive), name -> new LinkedHashSet<>(List.of("'self'")));
            for (ObjectNode entry : entries) {
                if (entry.path(directive).asBoolean()) {
                    allowed.add(source(directive, entry.path("origin").asText()));
                }
            }
        }
        StringBuilder header = new StringBuilder();
        sources.forEach((name, values) -> header.append(header.isEmpty() ? "" : "; ")
                .append(name)
                .append(' ')
                .append(String.join(" ", values)));
        return header.toString();
    }

    private static String source(String directive, String origin) {
        if (!directive.equals("connectSrcWSS")) {
            return origin;
        }
        int scheme = origin.indexOf("://");
        return "wss://" + (scheme < 0 ? origin : origin.substring(scheme + 3));
    }

    private static String name(String directive) {
        String plain = directive.equals("connectSrcWSS") ? "connectSrc" : directive;
        return plain.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
