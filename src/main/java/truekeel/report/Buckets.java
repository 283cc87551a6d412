package truekeel.report;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.Stream;

/** The fixed buckets of the histograms, so that the number of series does not depend on what happens. */
final class Buckets {
    private Buckets() {}

    /** One HTTP request. */
    static Timer.Builder ofRequests(String name, String description) {
        return timer(name, description, "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "10", "30");
    }

    /** Work of seconds to minutes. */
    static Timer.Builder ofRuns(String name, String description) {
        return timer(
                name,
                description,
                "0.1",
                "0.25",
                "0.5",
                "1",
                "2.5",
                "5",
                "10",
                "30",
                "60",
                "120",
                "300",
                "900",
                "3600");
    }

    /** What people wait for. */
    static Timer.Builder ofWaits(String name, String description) {
        return timer(
                name, description, "1", "5", "10", "30", "60", "120", "300", "600", "1800", "3600", "21600", "86400");
    }

    private static Timer.Builder timer(String name, String description, String... seconds) {
        Duration[] bounds = Stream.of(seconds)
                .map(bound -> Duration.parse("PT" + bound + "S"))
                .toArray(Duration[]::new);
        return Timer.builder(name).description(description).serviceLevelObjectives(bounds);
    }
}
