package truekeel.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Covers what looks like a credential in scripts, expressions and messages that may quote them. Better too much than
 * too little: a covered value hides its change, and nothing else.
 */
public final class Masking {
    /** What stands in place of a credential. */
    public static final String MASK = "***";

    private static final String SECRET =
            "(?:password|passwd|passphrase|passcode|pass(?![a-z_])|pwd|secret|token|api[_-]?key|access[_-]?key|account[_-]?key"
                    + "|shared[_-]?access|private[_-]?key|credential|authorization)";
    private static final String QUOTED =
            "'[^'\\r\\n]{0,4000}+'?+|\"[^\"\\r\\n]{0,4000}+\"?+|\\[[^\\]\\r\\n]{0,4000}+\\]?+"
                    + "|\\{[^}\\r\\n]{0,4000}+\\}?+";
    private static final String BARE = "[^\\s;,&'\"()\\[\\]]{1,4000}+";

    /** Texts of one line stand side by side where a quote is part of them. */
    private static final String VALUE = "(?:(?:" + QUOTED + "){1,20}+(?:" + BARE + ")?+|" + BARE + ")";

    private static final Pattern TELLING = Pattern.compile("(?i)" + SECRET);
    /** {@code LET vPassword = 'a' & 'b';}: all up to the end of the statement. */
    private static final Pattern STATEMENT = Pattern.compile("(?i)(\\b(?:let|set)[ \\t]++[\\w.$\\[\\]\"-]{0,60}?"
            + SECRET + "[\\w.\\]\"]{0,60}+\\s{0,20}+=\\s{0,20}+)" + "((?:" + QUOTED + "|[^;'\"\\[]{1,400}+){1,60}+)");
    /** {@code Password=…}, {@code Password is …}. */
    private static final Pattern PAIR =
            Pattern.compile("(?i)(" + SECRET + "\\w{0,60}+[\"'\\]]?+\\s{0,20}+(?:=(?!=)|\\bis\\b)\\s{0,20}+)" + VALUE);
    /** {@code "api_key": "…"}. */
    private static final Pattern MEMBER = Pattern.compile("(?i)(" + SECRET
            + "\\w{0,60}+(?:\\\\?[\"'])[ \\t]{0,20}+:[ \\t]{0,20}+)(?:\\\\?+(?:" + QUOTED + ")|" + BARE + ")");
    /** {@code HTTPHEADER "Authorization" "Bearer …"}. */
    private static final Pattern TWO_TEXTS = Pattern.compile(
            "(?i)((?<quote>['\"])[\\w -]{0,40}?" + SECRET + "[\\w -]{0,40}+\\k<quote>\\s{1,20}+)(" + QUOTED + ")");
    /** Users, in lines that connect alone: elsewhere such a word is a field. */
    private static final Pattern USER = Pattern.compile("(?i)(\\bx?(?:user ?id|uid|user ?name|user)"
            + "\\s{0,20}+(?:=|\\bis\\b)\\s{0,20}+)(" + QUOTED + "|" + BARE + ")");

    /**
     * {@code Password: …} of a message. In a script that is the label of a table, and what follows a value belongs to
     * another one more often than here.
     */
    private static final Pattern SAID = Pattern.compile("(?i)((?:" + SECRET
            + "|pass)\\w{0,200}+[\"'\\]]?+\\s?+(?:={1,2}+|:|\\bis\\b)\\s?+)(?:(?:bearer|basic)\\s)?+(?:(?:" + QUOTED
            + "){1,20}+[^\\s;,]*+|[^\\s;,]++)");

    private static final Pattern CONNECTS = Pattern.compile("(?i)\\bconnect(?:32|64)?\\s|provider\\s*=|driver\\s*=");
    private static final Pattern IN_ADDRESS = Pattern.compile("(?i)(://)(?:[^\\s/@]{1,4000}+@){1,20}+");
    private static final Pattern SCHEME = Pattern.compile(
            "(?i)(\\bbearer\\s{1,10}+)[\\w+/=.~-]{8,4000}+|(\\bbasic\\s{1,10}+)[a-z0-9+/]{16,4000}+={0,2}+");
    private static final Pattern SIGNATURE = Pattern.compile("(?i)([?&]sig=)[^&\\s'\"]{1,4000}+");
    private static final Pattern WEB_TOKEN =
            Pattern.compile("\\beyJ[\\w-]{8,4000}+\\.[\\w-]{1,4000}+(?:\\.[\\w-]{0,4000}+)?+");
    private static final Pattern KEY_BLOCK = Pattern.compile("(-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----)[^-]{0,20000}+");
    private static final Pattern ACCESS_KEY = Pattern.compile("\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b");

    private Masking() {}

    /** Whether whoever has such a name holds a credential. */
    public static boolean isTelling(String name) {
        return name.length() <= 200 && TELLING.matcher(name).find();
    }

    /** A message of one line: its white space is one blank each, and what it says of a credential is covered too. */
    public static String maskMessage(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return SAID.matcher(mask(line)).replaceAll(found -> quote(found.group(1) + MASK));
    }

    /** A script or an expression, with as many lines as before. */
    public static String mask(String text) {
        if (text.isEmpty()) {
            return text;
        }
        String masked = KEY_BLOCK.matcher(text).replaceAll(found -> quote(found.group(1) + covered(found.group())));
        masked = STATEMENT.matcher(masked).replaceAll(found -> quote(found.group(1) + covered(found.group(2))));
        masked = TWO_TEXTS.matcher(masked).replaceAll(found -> quote(found.group(1) + MASK));
        masked = PAIR.matcher(masked).replaceAll(found -> quote(found.group(1) + MASK));
        masked = MEMBER.matcher(masked).replaceAll(found -> quote(found.group(1) + MASK));
        masked = SIGNATURE.matcher(masked).replaceAll(found -> quote(found.group(1) + MASK));
        masked = IN_ADDRESS.matcher(masked).replaceAll(found -> quote(found.group(1) + MASK + "@"));
        masked = SCHEME.matcher(masked)
                .replaceAll(found -> quote((found.group(1) == null ? found.group(2) : found.group(1)) + MASK));
        masked = WEB_TOKEN.matcher(masked).replaceAll(MASK);
        masked = ACCESS_KEY.matcher(masked).replaceAll(MASK);
        return CONNECTS.matcher(masked).find() ? withoutUsers(masked) : masked;
    }

    /** One mask in place of what may span lines. */
    private static String covered(String text) {
        return MASK
                + "\n".repeat((int)
                        text.chars().filter(letter -> letter == '\n').count());
    }

    private static String withoutUsers(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int statement = 0;
        while (statement < text.length()) {
            int end = text.indexOf('\n', statement);
            end = end < 0 ? text.length() : end + 1;
            String line = text.substring(statement, end);
            out.append(
                    CONNECTS.matcher(line).find()
                            ? USER.matcher(line).replaceAll(found -> quote(found.group(1) + MASK))
                            : line);
            statement = end;
        }
        return out.toString();
    }

    private static String quote(String text) {
        return Matcher.quoteReplacement(text);
    }
}
