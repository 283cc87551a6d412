package truekeel.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LogLineTest {
    private static final Pattern KEYS_BY_HAND =
            Pattern.compile("LOG\\.\\w+\\([^;]*?=%|LogLine\\.of\\([^;]*?\\.with\\(\"");

    @Test
    void isASentenceAndThenItsFactsInOrder() {
        // when
        LogLine line = LogLine.of("A run ended.")
                .with(LogKeys.TENANT, TenantName.of("acme"))
                .with(LogKeys.CHANGES, 2);

        // then
        assertThat(line).hasToString("A run ended. tenant=acme changes=2");
    }

    @Test
    void staysOneLineWhateverItTells() {
        // when
        LogLine line = LogLine.of("A change failed.")
                .with(LogKeys.NAME, "two words")
                .with(LogKeys.MESSAGE, "so \"it\" said:\n\u001b[31mgone\u2028tenant=other\\")
                .with(LogKeys.PATH, "C:\\files");

        // then
        assertThat(line)
                .hasToString(
                        "A change failed. name=\"two words\""
                                + " message=\"so \\\"it\\\" said:\\n\uFFFD[31mgone\uFFFDtenant=other\\\\\" path=\"C:\\\\files\"");
    }

    @Test
    void tellsDurationsInSecondsAndNothingOfNothing() {
        // when
        LogLine line = LogLine.of("A run ended.")
                .with(LogKeys.CODE, "")
                .with(LogKeys.NEXT, null)
                .with(LogKeys.DURATION, Duration.ofMillis(8_125))
                .with(LogKeys.RETRY_AFTER, Duration.ofMinutes(2))
                .with(LogKeys.ATTEMPT, 0);

        // then
        assertThat(line).hasToString("A run ended. duration=8.125s retryAfter=120s attempt=0");
    }

    /** Searches and dashboards rely on the keys, so nobody writes one by hand. */
    @Test
    void isTheOnlyWayToWriteAFact() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            // when
            Stream<Path> byHand = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> KEYS_BY_HAND.matcher(text(file)).find());

            // then
            assertThat(byHand).isEmpty();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
