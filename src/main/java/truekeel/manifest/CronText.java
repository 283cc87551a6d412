package truekeel.manifest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells whether a text is a cron expression of five fields; when it fires is for others to work out. */
final class CronText {
    private static final Pattern ITEM =
            Pattern.compile("(\\*|(?<from>[A-Z0-9]+)(-(?<to>[A-Z0-9]+))?)(/(?<step>[0-9]{1,3}))?");
    private static final Pattern WORD = Pattern.compile("[A-Z]+");
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    /**
     * One of the five.
     *
     * @param longestStep of days of the week 6: the seventh is the same day again, and readers take it for none
     */
    private record Field(String label, int least, int most, int longestStep, List<String> words) {
        private int number(String text) {
            if (words.contains(text)) {
                return words.indexOf(text) + least;
            }
            return text.matches("[0-9]{1,2}") ? Integer.parseInt(text) : -1;
        }

        private boolean takes(int number) {
            return number >= least && number <= most;
        }
    }

    private static final List<Field> FIELDS = List.of(
            new Field("minute", 0, 59, 59, List.of()),
            new Field("hour", 0, 23, 23, List.of()),
            new Field("day of month", 1, 31, 31, List.of()),
            new Field("month", 1, 12, 12, MONTHS),
            new Field("day of week", 0, 7, 6, DAYS));

    private CronText() {}

    /** What is wrong with the text, or empty when nothing is. */
    static Optional<String> problem(String text) {
        String[] parts = text.strip().split("\\s+", -1);
        if (parts.length != FIELDS.size()) {
            return Optional.of("it has " + parts.length + " fields, not five");
        }
        for (int i = 0; i < parts.length; i++) {
            Field field = FIELDS.get(i);
            for (String item : parts[i].toUpperCase(Locale.ROOT).split(",", -1)) {
                if (!isSound(field, item)) {
                    return Optional.of(
                            "'" + item + "' is no " + field.label + " (" + field.least + " to " + field.most + ")");
                }
            }
        }
        return Optional.empty();
    }

    /** A sound text with numbers for words and single blanks, which every reader of cron expressions takes. */
    static String plain(String text) {
        String[] parts = text.strip().toUpperCase(Locale.ROOT).split("\\s+", -1);
        for (int i = 0; i < parts.length; i++) {
            Field field = FIELDS.get(i);
            parts[i] = WORD.matcher(parts[i]).replaceAll(word -> Integer.toString(field.number(word.group())));
        }
        return String.join(" ", parts);
    }

    private static boolean isSound(Field field, String item) {
        Matcher matcher = ITEM.matcher(item);
        if (!matcher.matches()) {
            return false;
        }
        String step = matcher.group("step");
        if (step != null && (Integer.parseInt(step) == 0 || Integer.parseInt(step) > field.longestStep)) {
            return false;
        }
        if (matcher.group("from") == null) {
            return true;
        }
        int from = field.number(matcher.group("from"));
        int to = matcher.group("to") == null ? from : field.number(matcher.group("to"));
        return field.takes(from) && field.takes(to) && from <= to;
    }
}
