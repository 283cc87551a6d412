package truekeel.fleet;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A data connection as a load script names it: {@code lib://:Name} means the app's own space, {@code lib://Space:Name}
 * another one (qlik.dev, "Data connections").
 *
 * @param space empty for the app's own
 */
record LibReference(String space, String name) {
    private static final Pattern PATH = Pattern.compile("(?i)lib://([^/\\]'\"`;\\r\\n]+)");
    private static final Pattern CONNECT =
            Pattern.compile("(?i)\\blib\\s+connect\\s+(?:32\\s+|64\\s+)?to\\s+['\"\\[`]([^'\"\\]`\\r\\n]+)");
    private static final Pattern COMMENT = Pattern.compile("(?is)/\\*.*?\\*/");
    /** The files of a space are there without anybody's doing. */
    private static final String FILES = "datafiles";

    /**
     * Every connection that a script names for sure. Names made of variables, and names without a colon, which may mean
     * somebody's personal space, are left out, and so are comments.
     */
    static Set<LibReference> in(String script) {
        Set<LibReference> found = new LinkedHashSet<>();
        COMMENT.matcher(script)
                .replaceAll(" ")
                .lines()
                .filter(line -> !isComment(line.strip()))
                .forEach(line -> {
                    collect(PATH.matcher(line), found);
                    collect(CONNECT.matcher(line), found);
                });
        return found;
    }

    private static boolean isComment(String line) {
        return line.startsWith("//") || line.toLowerCase(Locale.ROOT).startsWith("rem ");
    }

    private static void collect(Matcher matcher, Set<LibReference> found) {
        while (matcher.find()) {
            String text = matcher.group(1).strip();
            int colon = text.indexOf(':');
            String name = text.substring(colon + 1).strip();
            if (colon >= 0
                    && !text.contains("$(")
                    && !name.isEmpty()
                    && !name.toLowerCase(Locale.ROOT).equals(FILES)) {
                found.add(new LibReference(text.substring(0, colon).strip(), name));
            }
        }
    }

    /** With the space that it leads to from an app in that space. */
    LibReference from(String ownSpace) {
        return space.isEmpty() ? new LibReference(ownSpace, name) : this;
    }

    @Override
    public String toString() {
        return "lib://" + space + ":" + name;
    }
}
