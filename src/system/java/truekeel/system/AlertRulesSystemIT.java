package truekeel.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alert rules, judged by Prometheus' own tool. */
class AlertRulesSystemIT {
    private static final Path FOLDER = Path.of("deploy", "prometheus");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Program promtool = Program.named("promtool", "prometheus");

    @Test
    void rulesAreWellFormed() {
        Program.Result result = promtool.run(FOLDER, PATIENCE, Map.of(), "check", "rules", "truekeel.rules.yaml");

        assertThat(result.code()).as(result.output()).isZero();
        assertThat(result.output()).containsPattern("SUCCESS: 1\\d rules found");
    }

    @Test
    void eachAlertFiresOnWhatItIsForAndIsSilentOtherwise() {
        Program.Result result = promtool.run(FOLDER, PATIENCE, Map.of(), "test", "rules", "truekeel.rules.test.yaml");

        assertThat(result.code()).as(result.output()).isZero();
    }

    @Test
    void aChangedThresholdWouldBeNoticed(@TempDir Path copy) throws IOException {
        String rules = Files.readString(FOLDER.resolve("truekeel.rules.yaml"));
        Files.writeString(copy.resolve("truekeel.rules.yaml"), rules.replace("> 3600", "> 36000"));
        Files.copy(FOLDER.resolve("truekeel.rules.test.yaml"), copy.resolve("truekeel.rules.test.yaml"));

        Program.Result result = promtool.run(copy, PATIENCE, Map.of(), "test", "rules", "truekeel.rules.test.yaml");

        assertThat(result.code()).isNotZero();
        assertThat(result.output()).contains("TruekeelDriftOld");
    }
}
