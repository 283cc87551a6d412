package truekeel.kinds.app;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An app's description as Qlik holds it: the text for people, and behind it the version stamp {@code {tk:<digest>}},
 * which tells the file that the app was made from.
 *
 * @param text without the stamp; may be empty
 * @param digest the first twelve hex digits of the file's SHA-256
 */
record Description(String text, Optional<String> digest) {
    private static final String OPENING = "{tk:";
    private static final Pattern STAMP = Pattern.compile("\\{tk:[0-9a-f]{12}}");
    private static final int STAMP_LENGTH = OPENING.length() + 12 + 1;

    /** Takes the last stamp off, and with it the one space before it; that space may have been trimmed away. */
    static Description parse(String raw) {
        int at = raw.length() - STAMP_LENGTH;
        if (at < 0 || !STAMP.matcher(raw.substring(at)).matches()) {
            return new Description(raw, Optional.empty());
        }
        if (at > 0 && raw.charAt(at - 1) != ' ') {
            return new Description(raw, Optional.empty());
        }
        String digest = raw.substring(at + OPENING.length(), raw.length() - 1);
        return new Description(raw.substring(0, Math.max(0, at - 1)), Optional.of(digest));
    }

    /** The whole as it is written to Qlik. */
    String stamped() {
        return digest.map(hex -> text + " " + OPENING + hex + "}").orElse(text);
    }
}
