package truekeel.kinds.app;

import java.util.Optional;

/**
 * The version that people write into an app's description, such as {@code {v2.1}}: from the first <code>{v</code> to
 * the next closing brace, as Qlik's own page on app templates reads it. Nothing to do with our stamp.
 */
final class VersionMarker {
    private static final String OPENING = "{v";
    private static final int LONGEST = 100;

    private VersionMarker() {}

    /** With its braces; empty where there is none, and where what follows is too long to be one. */
    static Optional<String> in(String description) {
        int from = description.indexOf(OPENING);
        int to = from < 0 ? -1 : description.indexOf('}', from);
        return to < 0 || to - from > LONGEST ? Optional.empty() : Optional.of(description.substring(from, to + 1));
    }

    /** The description with another version in the place of its own; as it is where it has none. */
    static String replaced(String description, String version) {
        return in(description)
                .map(old -> {
                    int at = description.indexOf(old);
                    return description.substring(0, at) + version + description.substring(at + old.length());
                })
                .orElse(description);
    }
}
