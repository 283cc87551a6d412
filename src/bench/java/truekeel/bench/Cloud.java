package truekeel.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A simulated Qlik Cloud in its own process, with latency and Qlik's rate limits. */
final class Cloud implements AutoCloseable {
    /** What every measurement has that does not say otherwise. */
    static final Duration LATENCY = Duration.ofMillis(20);
    /** Requests that the daemon has under way at a time. */
    private static final int IN_FLIGHT = 16;

    private final Child process;
    private final Web web;

    private Cloud(Child process, Web web) {
        this.process = process;
        this.web = web;
    }

    /** One request as the simulator logged it; {@code at} is when it was handled, before the latency was added. */
    record Logged(long number, Instant at, String host, String method, String path, int status) {
        /** Whether it asked for a change; a search and a sign-in are sent by POST and change nothing. */
        boolean writes() {
            return !method.equals("GET") && !path.endsWith("/actions/filter") && !path.equals("/oauth/token");
        }

        /** What was asked and answered, ids left out. */
        String sort() {
            return method + " " + path.replaceAll("[0-9a-f]{8}[0-9a-f-]{12,}", "{id}") + " " + status;
        }
    }

    /** From the first request to the last answer; zero where there is none. */
    static Duration span(List<Logged> requests) {
        return span(requests, LATENCY);
    }

    static Duration span(List<Logged> requests, Duration latency) {
        return requests.isEmpty()
                ? Duration.ZERO
                : Duration.between(
                                requests.get(0).at(),
                                requests.get(requests.size() - 1).at())
                        .plus(latency);
    }

    /** What so many requests take at least, through the places that the daemon has. */
    static Duration throughPlaces(int requests) {
        return throughPlaces(requests, LATENCY);
    }

    static Duration throughPlaces(int requests, Duration latency) {
        return latency.multipliedBy(requests).dividedBy(IN_FLIGHT);
    }

    static Cloud start(Path home) {
        return start(home, LATENCY);
    }

    static Cloud start(Path home, Duration latency) {
        int port = Child.freePort();
        Child process = Child.start(
                home.resolve("simulator.log"),
                // Its share of the processors is to be small and steady, so its code is compiled once.
                List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                List.of(
                        "simulator",
                        "--port=" + port,
                        "--seed=" + clients(home),
                        "--latency=" + latency.toMillis() + "ms",
                        "--rate-limits=on"));
        Web web = new Web(port);
        process.await("the simulator", Duration.ofMillis(100), () -> web.ask("/__sim/tenants")
                .isPresent());
        return new Cloud(process, web);
    }

    /** A seed with a client for the console host beside the built-in ones. */
    private static Path clients(Path home) {
        try {
            Path seed = Files.createDirectories(home.resolve("seed"));
            Files.writeString(
                    seed.resolve("credentials.json"),
                    "[{\"clientId\":\"sim-console\",\"clientSecret\":\"console-secret\",\"level\":\"organisation\"}]");
            return seed;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String url() {
        return web.base();
    }

    Duration cpu() {
        return process.cpu();
    }

    void create(String hostname) {
        web.send("POST", "/__sim/tenants", "{\"hostname\":\"" + hostname + "\"}");
    }

    /** A tenant whose licence has so many seats of each type. */
    void create(String hostname, int seats) {
        web.send(
                "POST",
                "/__sim/tenants",
                "{\"hostname\":\"" + hostname + "\",\"licenseKey\":\"key of " + hostname
                        + "\",\"seats\":{\"professional\":" + seats + ",\"analyzer\":" + seats + "}}");
    }

    /** All that a tenant holds. */
    JsonNode state(String hostname) {
        return web.json("/__sim/tenants/" + hostname + "/state");
    }

    int tenants() {
        return web.json("/__sim/tenants").size();
    }

    /** Makes more tenants that look as one does but for their names and ids. */
    void copy(int from, int first, int last) {
        String path = "/__sim/tenants/" + SampleFleet.hostname(from) + "/state";
        String state = web.send("GET", path, "");
        String id = web.json(path).path("id").asText();
        for (int number = first; number <= last; number++) {
            String copy = state.replace(id, String.format("%s%06d", id.substring(0, id.length() - 6), number))
                    .replace(SampleFleet.name(from), SampleFleet.name(number))
                    .replace("Company " + from, "Company " + number)
                    .replace("Only of tenant " + from, "Only of tenant " + number);
            web.send("PUT", "/__sim/tenants/" + SampleFleet.hostname(number) + "/state", copy);
        }
    }

    /** What was requested since the log was last forgotten, oldest first. */
    List<Logged> requests() {
        List<Logged> requests = new ArrayList<>();
        for (JsonNode entry : web.json("/__sim/requests")) {
            requests.add(new Logged(
                    entry.path("n").asLong(),
                    Instant.parse(entry.path("time").asText()),
                    entry.path("host").asText(),
                    entry.path("method").asText(),
                    entry.path("path").asText(),
                    entry.path("status").asInt()));
        }
        requests.sort(Comparator.comparing(Logged::number));
        return requests;
    }

    void forgetRequests() {
        web.send("DELETE", "/__sim/requests", "");
    }

    @Override
    public void close() {
        process.close();
    }
}
