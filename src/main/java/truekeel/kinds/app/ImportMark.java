package truekeel.kinds.app;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an app under construction: {@code <name> ~tk-<change id>}, the file's digest being part of the change id,
 * so that an import whose answer was lost is recognised, taken over, and not made twice.
 *
 * @param digest empty in a mark that tells only the change
 */
record ImportMark(String name, String change, Optional<String> digest) {
    private static final String SIGN = " ~tk-";
    private static final Pattern FORM = Pattern.compile("(.*) ~tk-([0-9a-z]+?)([0-9a-f]{12})?", Pattern.DOTALL);
    private static final int RUN_LENGTH = 5;

    /** The mark in an app's name; empty for a name that has none. */
    static Optional<ImportMark> parse(String appName) {
        Matcher matcher = FORM.matcher(appName);
        return matcher.matches()
                ? Optional.of(new ImportMark(matcher.group(1), matcher.group(2), Optional.ofNullable(matcher.group(3))))
                : Optional.empty();
    }

    /** What every app under construction for this name begins with. */
    static String prefix(String name) {
        return name + SIGN;
    }

    /** Whether the mark may be of a change that is going on in the same run. */
    boolean isOfRun(String changeId) {
        return change.startsWith(changeId.substring(0, Math.min(RUN_LENGTH, changeId.length())));
    }

    @Override
    public String toString() {
        return prefix(name) + change + digest.orElse("");
    }
}
