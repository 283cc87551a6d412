package truekeel.report;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;

/** The gauges of one name and one tenant: a series comes with its labels and goes with them. Guarded by itself. */
final class Series {
    private final MeterRegistry registry;
    private final String name;
    private final String description;
    private final Map<Tags, Cell> cells = new HashMap<>();

    Series(MeterRegistry registry, String name, String description) {
        this.registry = registry;
        this.name = name;
        this.description = description;
    }

    /** Shows these, and no others from now on. */
    synchronized void showOnly(Map<Tags, DoubleSupplier> values) {
        put(values);
        cells.entrySet().removeIf(entry -> !values.containsKey(entry.getKey()) && gone(entry.getValue()));
    }

    /** Shows these; others fall to zero, and go once a scrape has seen that. */
    synchronized void show(Map<Tags, DoubleSupplier> values) {
        put(values);
        Set<Tags> kept = values.keySet();
        cells.entrySet().removeIf(entry -> !kept.contains(entry.getKey()) && faded(entry.getValue()));
    }

    synchronized void clear() {
        cells.values().forEach(this::gone);
        cells.clear();
    }

    private void put(Map<Tags, DoubleSupplier> values) {
        values.forEach((tags, value) -> {
            Reading reading = cells.computeIfAbsent(tags, this::register).reading();
            reading.value = value;
            reading.isSeenAtZero = false;
        });
    }

    private Cell register(Tags tags) {
        Reading reading = new Reading();
        Gauge gauge = Gauge.builder(name, reading, Reading::read)
                .description(description)
                .tags(tags)
                .strongReference(true)
                .register(registry);
        return new Cell(gauge.getId(), reading);
    }

    private boolean faded(Cell cell) {
        if (cell.reading().isSeenAtZero) {
            return gone(cell);
        }
        cell.reading().value = () -> 0;
        return false;
    }

    private boolean gone(Cell cell) {
        registry.remove(cell.id());
        return true;
    }

    /** One series in the registry. */
    private record Cell(Meter.Id id, Reading reading) {}

    /** What scrapes read, on threads of their own. */
    private static final class Reading {
        private volatile DoubleSupplier value = () -> 0;
        private volatile boolean isSeenAtZero;

        double read() {
            double now = value.getAsDouble();
            if (now == 0) {
                isSeenAtZero = true;
            }
            return now;
        }
    }
}
