package truekeel.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What it took to bring a new version of an app to every tenant.
 *
 * @param requests what Qlik got of it
 * @param before the published app of each tenant, and after
 * @param runs how many runs of tenants came to an end
 * @param daemonCpu what the daemon took from the commit on until the last run's end
 */
record Republish(
        List<Cloud.Logged> requests,
        Map<String, RepublishRun.Deployed> before,
        Map<String, RepublishRun.Deployed> after,
        long runs,
        Duration daemonCpu,
        Duration cloudCpu,
        HeapLog.Use heap,
        double load) {
    Republish {
        requests = List.copyOf(requests);
    }

    Duration wall() {
        return Cloud.span(requests);
    }

    /** No tenant waits for its rate; what is longer, one tenant's requests one after the other, or all in flight. */
    Duration floor() {
        Duration chain = Cloud.LATENCY.multipliedBy(longest());
        Duration all = Cloud.throughPlaces(requests.size());
        return chain.compareTo(all) > 0 ? chain : all;
    }

    double ratio() {
        return (double) wall().toMillis() / floor().toMillis();
    }

    /** The most requests that one tenant got, as if each waited for the one before. */
    private long longest() {
        return requests.stream()
                .collect(Collectors.groupingBy(Cloud.Logged::host, Collectors.counting()))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    /** How long the tenant in the middle took from its first request to its last answer. */
    Duration middle() {
        List<Duration> spans = requests.stream().collect(Collectors.groupingBy(Cloud.Logged::host)).values().stream()
                .map(Cloud::span)
                .sorted()
                .toList();
        return spans.get(spans.size() / 2);
    }

    long writes() {
        return requests.stream().filter(Cloud.Logged::writes).count();
    }

    long throttled() {
        return requests.stream().filter(request -> request.status() == 429).count();
    }

    /** Tenants whose published app has kept its id and has got other content. */
    long replaced() {
        return after.entrySet().stream()
                .filter(entry -> {
                    RepublishRun.Deployed old = before.get(entry.getKey());
                    return old != null
                            && old.id().equals(entry.getValue().id())
                            && !old.content().equals(entry.getValue().content());
                })
                .count();
    }

    /** Apps beyond the published one and the staged copy that each tenant shall have. */
    long surplus() {
        return after.values().stream()
                .mapToLong(deployed -> deployed.apps() - 2)
                .sum();
    }

    /** How often each sort of request came, ids left out. */
    Map<String, Long> sorts() {
        return requests.stream()
                .collect(Collectors.groupingBy(Cloud.Logged::sort, TreeMap::new, Collectors.counting()));
    }
}
