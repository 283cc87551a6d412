package truekeel.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The figures as a page for people and as JSON for comparisons, in {@code target/bench}. */
final class Report {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final double SWEEP_TARGET = 1.25;
    private static final double BURST_TARGET = 1.05;

    private final List<List<Sweep>> sweeps = new ArrayList<>();
    private long peakResidentBytes;
    private Optional<Burst> burst = Optional.empty();
    private final List<Onboarding> onboarded = new ArrayList<>();
    private final List<Republish> republished = new ArrayList<>();
    private Optional<HeapLog.Use> large = Optional.empty();

    void add(List<Sweep> sizes) {
        sweeps.add(List.copyOf(sizes));
    }

    void peakResident(long bytes) {
        peakResidentBytes = bytes;
    }

    void add(Burst measured) {
        burst = Optional.of(measured);
    }

    void add(Onboarding measured) {
        onboarded.add(measured);
    }

    void add(Republish measured) {
        republished.add(measured);
    }

    /** The heap while a large app was deployed. */
    void add(HeapLog.Use measured) {
        large = Optional.of(measured);
    }

    void write(Path folder, Instant taken) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("report.md"), markdown(taken));
        Files.writeString(folder.resolve("report.json"), JSON.writeValueAsString(json(taken)) + "\n");
    }

    private String markdown(Instant taken) {
        StringBuilder page = new StringBuilder();
        page.append("# Benchmark, ").append(taken).append("\n\n").append(Machine.describe());
        line(page, ", %d processors, load %.1f at the end. ", Machine.processors(), Machine.load());
        page.append("A ratio is time over the floor that Qlik's limits, the latency and the places in flight set;")
                .append(" where others use the machine, it tells of them too.")
                .append(" `docs/explanation/benchmark.md` explains the rest.\n");
        if (!sweeps.isEmpty()) {
            page.append(sweepTable());
        }
        burst.ifPresent(measured -> page.append(burstTable(measured)));
        if (!onboarded.isEmpty()) {
            page.append(onboardingTable());
        }
        if (!republished.isEmpty()) {
            page.append(ContentReport.table(republished, SWEEP_TARGET));
        }
        large.ifPresent(measured -> page.append(ContentReport.table(measured)));
        return page.toString();
    }

    private String sweepTable() {
        StringBuilder page = new StringBuilder();
        line(
                page,
                "%n## No-op sweeps, %d resources per tenant, %d ms latency, 16 in flight, -Xmx256m%n%n",
                SampleFleet.RESOURCES,
                Cloud.LATENCY.toMillis());
        page.append("| tenants | requests | per tenant | wall s | floor s | ratio | CPU ms/resource | simulator CPU s |"
                + " both, of all processors | peak heap MiB | kept MiB | load |\n"
                + "|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        for (List<Sweep> size : sweeps) {
            for (Sweep sweep : size) {
                line(
                        page,
                        "| %d | %d | %.1f | %.2f | %.2f | %.2f | %.2f | %.2f | %.0f %% | %d | %d | %.1f |%n",
                        sweep.tenants(),
                        sweep.requests().size(),
                        sweep.requestsPerTenant(),
                        seconds(sweep.wall()),
                        seconds(sweep.floor()),
                        sweep.ratio(),
                        sweep.cpuMillisPerResource(),
                        seconds(sweep.cloudCpu()),
                        100 * sweep.busy(),
                        sweep.heap().peak(),
                        sweep.heap().kept(),
                        sweep.load());
            }
        }
        sweepVerdict(page);
        return page.toString();
    }

    private void sweepVerdict(StringBuilder page) {
        Sweep largest = Sweep.median(sweeps.get(sweeps.size() - 1));
        line(
                page,
                "%nIn the middle of its sweeps, %d tenants take %.2f of the floor (target %.2f: %s). ",
                largest.tenants(),
                largest.ratio(),
                SWEEP_TARGET,
                verdict(largest.ratio(), SWEEP_TARGET));
        line(page, "From %d tenants to %d, ", sweeps.get(0).get(0).tenants(), largest.tenants());
        line(page, "the time per tenant changes by a factor of %.2f, ", growth(Sweep::wall));
        line(page, "the daemon's CPU per tenant by %.2f (1 is linear). ", growth(Sweep::daemonCpu));
        line(page, "The daemon's peak resident memory: %d MiB.%n", peakResidentBytes >> 20);
    }

    private static String verdict(double ratio, double target) {
        return ratio <= target ? "met" : "missed";
    }

    /** How much more a tenant takes in the largest fleet than in the smallest, by the middle sweep of each. */
    private double growth(Function<Sweep, Duration> figure) {
        List<Sweep> small = sweeps.get(0);
        List<Sweep> large = sweeps.get(sweeps.size() - 1);
        double before = middle(small, figure) / small.get(0).tenants();
        return middle(large, figure) / large.get(0).tenants() / before;
    }

    private static double middle(List<Sweep> sweeps, Function<Sweep, Duration> figure) {
        double[] sorted = sweeps.stream()
                .mapToDouble(sweep -> figure.apply(sweep).toMillis())
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    private static String burstTable(Burst burst) {
        StringBuilder page = new StringBuilder();
        page.append("\n## Writes into one tenant, in virtual time\n\n");
        page.append("| writes | reads | seconds | floor | ratio | 429 |\n|--:|--:|--:|--:|--:|--:|\n");
        line(
                page,
                "| %d | %d | %.1f | %d | %.3f | %d |%n%nTarget: %.2f and not one 429: %s.%n",
                burst.writes(),
                burst.reads(),
                seconds(burst.took()),
                Burst.FLOOR.toSeconds(),
                burst.ratio(),
                burst.throttled(),
                BURST_TARGET,
                verdict(burst.throttled() == 0 ? burst.ratio() : Double.MAX_VALUE, BURST_TARGET));
        return page.toString();
    }

    private String onboardingTable() {
        StringBuilder page = new StringBuilder();
        page.append("\n## Tenants from nothing to configured, by one commit\n\n");
        page.append(
                "| latency ms | tenants | requests | writes | per tenant | most writes to one host | wall s | floor s"
                        + " | ratio | daemon CPU s | simulator CPU s | peak heap MiB | load | 429 |\n"
                        + "|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        for (Onboarding onboarding : onboarded) {
            line(
                    page,
                    "| %d | %d | %d | %d | %.1f | %d | %.2f | %.2f | %.2f | %.1f | %.1f | %d | %.1f | %d |%n",
                    onboarding.latency().toMillis(),
                    onboarding.tenants(),
                    onboarding.requests().size(),
                    onboarding.writes(),
                    (double) onboarding.requests().size() / onboarding.tenants(),
                    onboarding.busiest(),
                    seconds(onboarding.wall()),
                    seconds(onboarding.floor()),
                    onboarding.ratio(),
                    seconds(onboarding.daemonCpu()),
                    seconds(onboarding.cloudCpu()),
                    onboarding.heap().peak(),
                    onboarding.load(),
                    onboarding.throttled());
        }
        for (Onboarding onboarding : onboarded) {
            line(
                    page,
                    "%nTarget at %d ms: %.2f and not one 429: %s.%n",
                    onboarding.latency().toMillis(),
                    SWEEP_TARGET,
                    verdict(onboarding.throttled() == 0 ? onboarding.ratio() : Double.MAX_VALUE, SWEEP_TARGET));
        }
        return page.toString();
    }

    private ObjectNode json(Instant taken) {
        ObjectNode json = JSON.createObjectNode();
        json.put("taken", taken.toString());
        json.put("machine", Machine.describe());
        json.put("processors", Machine.processors());
        json.put("load", Machine.load());
        json.put("peakResidentBytes", peakResidentBytes);
        sweeps.stream().flatMap(List::stream).forEach(sweep -> json.withArray("sweeps")
                .addObject()
                .put("tenants", sweep.tenants())
                .put("resources", sweep.tenants() * SampleFleet.RESOURCES)
                .put("requests", sweep.requests().size())
                .put("wallSeconds", seconds(sweep.wall()))
                .put("floorSeconds", seconds(sweep.floor()))
                .put("ratio", sweep.ratio())
                .put("cpuMillisPerResource", sweep.cpuMillisPerResource())
                .put("simulatorCpuSeconds", seconds(sweep.cloudCpu()))
                .put("peakHeapMiB", sweep.heap().peak())
                .put("heapKeptMiB", sweep.heap().kept())
                .put("load", sweep.load()));
        burst.ifPresent(measured -> json.putObject("burst")
                .put("writes", measured.writes())
                .put("reads", measured.reads())
                .put("seconds", seconds(measured.took()))
                .put("floorSeconds", seconds(Burst.FLOOR))
                .put("ratio", measured.ratio())
                .put("throttled", measured.throttled()));
        onboarded.forEach(
                measured -> json(measured, json.withArray("onboarding").addObject()));
        ArrayNode versions = json.putArray("republish");
        republished.forEach(measured -> ContentReport.json(measured, versions.addObject()));
        large.ifPresent(measured -> json.putObject("largeApp")
                .put("megabytes", LargeAppRun.MEGABYTES)
                .put("peakHeapMiB", measured.peak()));
        return json;
    }

    private static void json(Onboarding measured, ObjectNode json) {
        json.put("tenants", measured.tenants())
                .put("latencyMillis", measured.latency().toMillis())
                .put("requests", measured.requests().size())
                .put("writes", measured.writes())
                .put("wallSeconds", seconds(measured.wall()))
                .put("floorSeconds", seconds(measured.floor()))
                .put("ratio", measured.ratio())
                .put("daemonCpuSeconds", seconds(measured.daemonCpu()))
                .put("simulatorCpuSeconds", seconds(measured.cloudCpu()))
                .put("peakHeapMiB", measured.heap().peak())
                .put("load", measured.load())
                .put("throttled", measured.throttled());
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private static void line(StringBuilder page, String format, Object... values) {
        page.append(String.format(Locale.ROOT, format, values));
    }
}
