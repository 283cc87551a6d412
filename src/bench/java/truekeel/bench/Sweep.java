package truekeel.bench;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One look of the daemon at every tenant, with nothing to change.
 *
 * @param requests what Qlik got of it
 * @param wall from the first request to the last answer
 * @param daemonCpu what the daemon took from the commit on until the last run had ended, finding the commit included
 * @param cloudCpu the simulator's, which shares the machine
 * @param heap over the sweep and the full collection after it
 * @param load the machine's load average when it ended
 */
record Sweep(
        int tenants,
        List<Cloud.Logged> requests,
        Duration wall,
        Duration daemonCpu,
        Duration cloudCpu,
        HeapLog.Use heap,
        double load) {
    /** List, then a part of what it named, then a look-up of what that refers to. */
    private static final int CHAIN = 3;

    /** Reads that a tenant with several users may get within five minutes, at the share that we take. */
    private static final int READS = 4000;

    Sweep {
        requests = List.copyOf(requests);
    }

    static Sweep of(
            int tenants,
            List<Cloud.Logged> requests,
            Duration daemonCpu,
            Duration cloudCpu,
            HeapLog.Use heap,
            double load) {
        return new Sweep(tenants, requests, Cloud.span(requests), daemonCpu, cloudCpu, heap, load);
    }

    /** The floor of Qlik's limits: rate waits, the longest chain of requests, or all requests through our places. */
    Duration floor() {
        Duration chain = Cloud.LATENCY.multipliedBy(CHAIN);
        Duration places = Cloud.throughPlaces(requests.size());
        return places.compareTo(chain) > 0 ? places : chain;
    }

    double ratio() {
        return (double) wall.toMillis() / floor().toMillis();
    }

    double cpuMillisPerResource() {
        return (double) daemonCpu.toMillis() / (tenants * (double) SampleFleet.RESOURCES);
    }

    /** The part of all processors that daemon and simulator kept busy together, 0 to 1. */
    double busy() {
        return (double) daemonCpu.plus(cloudCpu).toMillis() / (wall.toMillis() * Machine.processors());
    }

    double requestsPerTenant() {
        return (double) requests.size() / tenants;
    }

    /** Reads of the busiest tenant: as long as they fit a window, no rate makes us wait. */
    boolean fitsTheRate() {
        Map<String, Long> byHost =
                requests.stream().collect(Collectors.groupingBy(Cloud.Logged::host, Collectors.counting()));
        return byHost.values().stream().allMatch(count -> count <= READS);
    }

    long writes() {
        return requests.stream().filter(Cloud.Logged::writes).count();
    }

    long throttled() {
        return requests.stream().filter(request -> request.status() == 429).count();
    }

    long failed() {
        return requests.stream().filter(request -> request.status() >= 400).count();
    }

    /** The one in the middle by time. */
    static Sweep median(List<Sweep> sweeps) {
        List<Sweep> sorted =
                sweeps.stream().sorted(Comparator.comparing(Sweep::wall)).toList();
        return sorted.get(sorted.size() / 2);
    }
}
