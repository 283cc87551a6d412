package truekeel.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What it took to bring tenants from not existing to configured.
 *
 * @param latency what Qlik takes for each answer
 * @param requests what Qlik got of it
 * @param wall from the first request to the last answer
 * @param daemonCpu what the daemon took from the commit on until the last tenant was in sync
 * @param cloudCpu the simulator's, which shares the machine
 */
record Onboarding(
        int tenants,
        Duration latency,
        List<Cloud.Logged> requests,
        Duration wall,
        Duration daemonCpu,
        Duration cloudCpu,
        HeapLog.Use heap,
        double load) {
    Onboarding {
        requests = List.copyOf(requests);
    }

    static Onboarding of(
            int tenants,
            Duration latency,
            List<Cloud.Logged> requests,
            Duration daemonCpu,
            Duration cloudCpu,
            HeapLog.Use heap,
            double load) {
        Duration wall = Cloud.span(requests, latency);
        return new Onboarding(tenants, latency, requests, wall, daemonCpu, cloudCpu, heap, load);
    }

    /**
     * All requests through our places. No tenant waits for its rate, which {@link #busiest} shows, and no chain of
     * requests is as long as that.
     */
    Duration floor() {
        return Cloud.throughPlaces(requests.size(), latency);
    }

    double ratio() {
        return (double) wall.toMillis() / floor().toMillis();
    }

    long writes() {
        return requests.stream().filter(Cloud.Logged::writes).count();
    }

    /** Tenants that the register host was asked for and gave. */
    long made() {
        return requests.stream()
                .filter(request -> request.host().startsWith("register."))
                .filter(request -> request.path().equals("/api/v1/tenants") && request.status() == 201)
                .count();
    }

    /** The most writes, sign-ins included, that one host got. */
    long busiest() {
        return requests.stream()
                .filter(request -> !request.method().equals("GET"))
                .collect(Collectors.groupingBy(Cloud.Logged::host, Collectors.counting()))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    long throttled() {
        return requests.stream().filter(request -> request.status() == 429).count();
    }

    /** Every sort of other answer from 400 up, and how often it came. */
    Map<String, Long> refused() {
        return requests.stream()
                .filter(request -> request.status() >= 400 && request.status() != 429)
                .collect(Collectors.groupingBy(Cloud.Logged::sort, TreeMap::new, Collectors.counting()));
    }
}
