package truekeel.git;

import java.util.List;
import java.util.regex.Pattern;

/** Paths with {@code /} inside a tree. */
final class SubPath {
    private static final Pattern SLASHES = Pattern.compile("/+");

    private SubPath() {}

    /**
     * Without leading, trailing and double slashes and without {@code .}; the empty text is the root. Throws
     * {@link IllegalArgumentException} when a step is {@code ..} or holds a backslash.
     */
    static String normalise(String path) {
        List<String> steps = SLASHES.splitAsStream(path)
                .filter(step -> !step.isEmpty() && !step.equals("."))
                .toList();
        if (steps.contains("..") || path.indexOf('\\') >= 0 || path.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("The path '" + path + "' must stay inside the repository");
        }
        return String.join("/", steps);
    }

    /** Whether a file at this path lies in the folder; everything lies in the root. */
    static boolean isBelow(String file, String folder) {
        return folder.isEmpty() || file.startsWith(folder + "/");
    }

    /** Whether one name of a tree could mislead a reader of paths. */
    static boolean isHostileName(String name) {
        return name.isEmpty()
                || name.equals(".")
                || name.equals("..")
                || name.indexOf('/') >= 0
                || name.indexOf('\\') >= 0
                || name.indexOf('\0') >= 0
                || name.equalsIgnoreCase(".git");
    }
}
