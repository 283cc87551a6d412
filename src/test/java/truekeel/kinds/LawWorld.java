package truekeel.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import truekeel.model.Owned;
import truekeel.model.ResourceRef;
import truekeel.qlik.Clockwork;
import truekeel.qlik.Transport;
import truekeel.secret.FixtureSecrets;
import truekeel.simulator.Answer;
import truekeel.simulator.Driver;
import truekeel.simulator.Payload;
import truekeel.simulator.RequestLog;
import truekeel.simulator.Simulator;
import truekeel.simulator.SimulatorOptions;
import truekeel.simulator.TenantSpec;
import truekeel.store.MemoryStore;
import truekeel.store.StepEntry;
import truekeel.store.StepId;
import truekeel.store.Store;

/**
 * What outlives a process: a simulated tenant, its time, and a daemon's store. A copy of it goes its own way, so that
 * every fault is tried on the same beginning.
 */
final class LawWorld implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final Simulator simulator;
    private final FixtureSecrets secrets = new FixtureSecrets();
    private MemoryStore store;

    private LawWorld(Simulator simulator, MemoryStore store) {
        this.simulator = simulator;
        this.store = store;
    }

    /** A new tenant without a past. */
    static LawWorld fresh() {
        Simulator simulator = new Simulator(SimulatorOptions.frozen(START));
        simulator.createTenant(TenantSpec.of(GoldenCase.HOST)
                .withOption("callerAddress", "\"" + GoldenStage.US + "\"")
                .withOption("ipLockouts", "true"));
        return new LawWorld(simulator, new MemoryStore());
    }

    Simulator simulator() {
        return simulator;
    }

    FixtureSecrets secrets() {
        return secrets;
    }

    MemoryStore store() {
        return store;
    }

    /** A process begins here: whatever still runs in an earlier one cannot reach the store any more. */
    LawDaemon daemon() {
        return daemon(wire());
    }

    /** The same with a wire of its own. */
    LawDaemon daemon(Transport wire) {
        return daemon(wire, UnaryOperator.identity());
    }

    /** The same, which sees its store through a wrapping. */
    LawDaemon daemon(Transport wire, UnaryOperator<Store> wrapping) {
        store = store.successor();
        return new LawDaemon(this, wire, wrapping.apply(store));
    }

    /** The same tenant in the hands of somebody who knows nothing of what was done there. */
    LawWorld forgotten() {
        store = new MemoryStore();
        return this;
    }

    Transport wire() {
        return new SimulatorTransport(simulator);
    }

    Clockwork clockwork() {
        return new Clockwork(
                simulator.clock(),
                () -> Duration.between(START, simulator.clock().instant()),
                duration -> advance(duration.isNegative() ? Duration.ZERO : duration));
    }

    void advance(Duration time) {
        simulator.clock().advance(time);
    }

    /** Requests that changed something or tried to, since the one with that number. */
    List<RequestLog.Entry> writesSince(long number) {
        return simulator.requests().since(number).stream()
                .filter(entry -> !entry.method().equals("GET"))
                .filter(entry -> !entry.path().equals("/oauth/token"))
                .filter(entry -> !entry.path().endsWith("/actions/filter"))
                .toList();
    }

    long lastRequest() {
        List<RequestLog.Entry> all = simulator.requests().all();
        return all.isEmpty() ? 0 : all.get(all.size() - 1).n();
    }

    JsonNode state() {
        return simulator.state(GoldenCase.HOST);
    }

    boolean isOwned(ResourceRef ref, String id) {
        return store.inventory().of(GoldenCase.TENANT).stream()
                .anyMatch(owned -> owned.ref().equals(ref) && owned.liveId().equals(id));
    }

    /** What the tenant holds, and what the store says is ours and why. */
    String picture() {
        StringBuilder text = new StringBuilder(TenantPicture.of(state()));
        for (Owned owned : store.inventory().of(GoldenCase.TENANT)) {
            text.append(owned.origin().word()).append(' ').append(owned.ref()).append('\n');
        }
        return text.toString();
    }

    /**
     * Plays calls such as {@code {"do": "POST /path", "body": …, "as": "name"}}. {@code ${name}} in later calls stands
     * for the id that it gave, {@code ${Kind/name}} for that of an object in the inventory.
     */
    void play(String script) {
        Driver admin = Driver.bot(simulator, GoldenCase.HOST);
        Map<String, String> ids = new LinkedHashMap<>();
        for (Owned owned : store.inventory().of(GoldenCase.TENANT)) {
            ids.put(owned.ref().toString(), owned.liveId());
        }
        for (JsonNode call : GoldenStage.tree(script)) {
            String text = call.toString();
            for (Map.Entry<String, String> id : ids.entrySet()) {
                text = text.replace("${" + id.getKey() + "}", id.getValue());
            }
            JsonNode filled = GoldenStage.tree(text);
            String[] line = filled.path("do").asText().split(" ", 2);
            if (line[0].equals(Seeding.VERB)) {
                Seeding.add(admin, line[1], filled.path("body"));
                continue;
            }
            Answer answer = admin.send(
                    line[0],
                    line[1],
                    "application/json",
                    Payload.of(filled.path("body").toString()));
            if (answer.status() >= 300) {
                throw new AssertionError(text + " is refused: " + answer.body().text());
            }
            if (filled.has("as")) {
                ids.put(filled.path("as").asText(), answer.json().path("id").asText());
            }
        }
    }

    /** This moment, to be copied as often as is needed. */
    Moment moment() {
        List<StepEntry> steps = new ArrayList<>();
        for (Owned owned : store.inventory().of(GoldenCase.TENANT)) {
            steps.addAll(store.journal().recent(GoldenCase.TENANT, owned.ref(), Integer.MAX_VALUE));
        }
        return new Moment(
                state(), simulator.clock().instant(), store.inventory().of(GoldenCase.TENANT), steps);
    }

    /** A world at one moment. */
    record Moment(JsonNode state, Instant time, List<Owned> inventory, List<StepEntry> steps) {
        LawWorld copy() {
            Simulator simulator = new Simulator(SimulatorOptions.frozen(time).withRandomSeed(state.hashCode()));
            simulator.restore(GoldenCase.HOST, state);
            MemoryStore store = new MemoryStore();
            inventory.forEach(owned -> store.inventory().put(GoldenCase.TENANT, owned));
            for (StepEntry step : steps) {
                StepId id = store.journal().sent(step.record());
                store.journal().confirmed(id, step.liveId(), step.changedAt());
            }
            return new LawWorld(simulator, store);
        }
    }

    @Override
    public void close() {
        simulator.close();
    }
}
