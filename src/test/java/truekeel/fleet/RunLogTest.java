package truekeel.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import truekeel.qlik.QlikMetrics;
import truekeel.web.Stage;

/** What the log says of runs. */
class RunLogTest {
    private static final Logger OURS = Logger.getLogger("truekeel");
    private static final Logger ROUNDS = Logger.getLogger(Rounds.class.getName());

    private final List<Line> lines = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            lines.add(new Line(
                    record.getLevel().getName(),
                    record.getMessage(),
                    String.valueOf(MDC.get("run")),
                    MDC.getMap().keySet().size()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private final Stage stage = new Stage(QlikMetrics.NONE);

    private record Line(String level, String text, String run, int facts) {}

    @BeforeEach
    void listen() {
        ROUNDS.setLevel(Level.ALL);
        OURS.addHandler(handler);
        stage.fleet().refresh();
    }

    @AfterEach
    void leave() {
        OURS.removeHandler(handler);
        ROUNDS.setLevel(null);
    }

    @Test
    void aRunThatDidSomethingIsNewsWithItsDurationAndTheNextOne() {
        // when
        stage.fleet().tick();

        // then
        assertThat(ended("globex"))
                .singleElement()
                .satisfies(line -> assertThat(line.level()).isEqualTo("INFO"))
                .satisfies(line -> assertThat(line.text())
                        .matches("A run ended\\. tenant=globex run=\\w+ revision=\\S+ outcome=applied changes=1"
                                + " duration=[0-9.]+s next=2026-11-22T10:\\S+Z"));
    }

    @Test
    void aRunThatDidNothingIsNot() {
        // given
        stage.fleet().tick();
        lines.clear();

        // when
        stage.tickLater(Duration.ofMinutes(20));

        // then
        assertThat(ended("globex")).extracting(Line::level).containsExactly("DEBUG");
        assertThat(lines).extracting(Line::level).doesNotContain("INFO");
    }

    @Test
    void aRunThatBrokeOffSaysWhy() {
        // given
        stage.acme().post("/__sim/faults", """
                {"host": "globex.us.qlikcloud.com", "path": "/oauth/token", "effect": 401, "times": 9}
                """);

        // when
        stage.fleet().tick();

        // then
        assertThat(ended("globex"))
                .singleElement()
                .satisfies(line -> assertThat(line.level()).isEqualTo("WARN"))
                .satisfies(line -> assertThat(line.text())
                        .contains(" outcome=failed ", " message=\"")
                        .containsPattern("globex.us.qlikcloud.com .* 401"));
    }

    @Test
    void everyLineOfARunCarriesTheRun() {
        // when
        stage.fleet().tick();

        // then
        assertThat(lines)
                .filteredOn(line -> line.text().startsWith("A change was carried out."))
                .singleElement()
                .satisfies(line -> assertThat(line.text()).contains("run=" + line.run()))
                .satisfies(line -> assertThat(line.facts()).isEqualTo(3));
        assertThat(MDC.getMap()).isEmpty();
    }

    private List<Line> ended(String tenant) {
        return lines.stream()
                .filter(line -> line.text().startsWith("A run ended. tenant=" + tenant))
                .toList();
    }
}
