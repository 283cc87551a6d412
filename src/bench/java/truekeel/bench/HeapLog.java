package truekeel.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM's log of collections ({@code -Xlog:gc}) says about its heap. */
final class HeapLog {
    private static final Pattern PAUSE = Pattern.compile("Pause .* (\\d+)M->(\\d+)M\\(\\d+M\\)");

    private final Path file;

    HeapLog(Path file) {
        this.file = file;
    }

    /**
     * The heap over a span of the log, in MiB.
     *
     * @param peak the most in use before a collection; 0 when there was none
     * @param kept what the last full collection left
     */
    record Use(int collections, int peak, int kept) {}

    /** Where the log ends now, for {@link #since}. */
    int mark() {
        return lines().size();
    }

    Use since(int mark) {
        List<String> lines = lines();
        int collections = 0;
        int peak = 0;
        int kept = 0;
        for (String line : lines.subList(Math.min(mark, lines.size()), lines.size())) {
            Matcher pause = PAUSE.matcher(line);
            if (pause.find()) {
                collections++;
                peak = Math.max(peak, Integer.parseInt(pause.group(1)));
                kept = line.contains("Pause Full") ? Integer.parseInt(pause.group(2)) : kept;
            }
        }
        return new Use(collections, peak, kept);
    }

    private List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
