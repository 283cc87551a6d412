package truekeel.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import truekeel.fleet.Origins;
import truekeel.fleet.ShelfOfFiles;
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
import truekeel.store.ArtefactCache;
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
    private boolean approves = true;

    private final ShelfOfFiles web;
    private final Path cache = Path.of(System.getProperty("java.io.tmpdir"), "truekeel-laws-" + UUID.randomUUID());

    private LawWorld(Simulator simulator, MemoryStore store, ShelfOfFiles web) {
        this.simulator = simulator;
        this.store = store;
        this.web = web;
    }

    /** A new tenant without a past, beside another one where the story has one. */
    static LawWorld of(LawCase story) {
        LawWorld world = fresh(story.web());
        if (story.script("other.json").isPresent()) {
            world.simulator.createTenant(TenantSpec.of(GoldenCase.OTHER_HOST).withOption("exportsDiffer", "false"));
        }
        return world;
    }

    /** A new tenant without a past. */
    static LawWorld fresh() {
        return fresh(new ShelfOfFiles());
    }

    private static LawWorld fresh(ShelfOfFiles web) {
        Simulator simulator = new Simulator(SimulatorOptions.frozen(START));
        simulator.createTenant(TenantSpec.of(GoldenCase.HOST)
                .withOption("anonymousAccess", "true")
                .withOption("publicLinkScope", "\"app.share\"")
                .withOption("callerAddress", "\"" + GoldenStage.US + "\"")
                .withOption("ipLockouts", "true"));
        return new LawWorld(simulator, new MemoryStore(), web);
    }

    /** Where content comes from that is not in the manifests; what was fetched outlives the process. */
    Origins origins(Store used) {
        return new Origins(new Origins.Parts(
                LawDaemon.KINDS,
                new ArtefactCache(cache, 1 << 20, simulator.clock()),
                web,
                used.journal(),
                clockwork(),
                Runnable::run,
                Optional.empty()));
    }

    Simulator simulator() {
        return simulator;
    }

    /** Whether a person is there who looks before every run, and approves of what needs it. */
    boolean approves() {
        return approves;
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

    /** A process that carries out its changes side by side, as the turnstile lets them through. */
    LawDaemon daemon(Turnstile turnstile) {
        store = store.successor();
        return new LawDaemon(this, turnstile, store, turnstile.branches());
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
                .filter(entry -> isWrite(entry.method(), entry.path()))
                .toList();
    }

    /** Whether a request changes something, or tries to. */
    static boolean isWrite(String method, String path) {
        return !method.equals("GET")
                && !path.equals("/oauth/token")
                && !path.endsWith("/actions/filter")
                && !path.endsWith("/validatescript");
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
                .filter(owned -> owned.ref().equals(ref))
                .anyMatch(owned -> owned.liveId().equals(id) || standsOn(owned.liveId(), id));
    }

    private boolean standsOn(String alertId, String conditionId) {
        for (JsonNode alert : state().at("/tables/dataAlerts")) {
            if (alert.path("id").asText().equals(alertId)
                    && alert.path("conditionId").asText().equals(conditionId)) {
                return true;
            }
        }
        return false;
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
     * for the id that it gave, or for what stands {@code "at": "/data/0/id"} of its answer, {@code ${Kind/name}} for
     * that of an object in the inventory.
     */
    void play(String script) {
        play(script, GoldenCase.HOST);
    }

    /** The same in the other tenant. */
    void playThere(String script) {
        play(script, GoldenCase.OTHER_HOST);
    }

    private void play(String script, String host) {
        Driver admin = Driver.bot(simulator, host);
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
                String id = filled.has("at")
                        ? answer.json().at(filled.path("at").asText()).asText()
                        : GoldenStage.idOf(answer.json());
                ids.put(filled.path("as").asText(), id);
            }
        }
    }

    /**
     * This moment, to be copied as often as is needed.
     *
     * @param approves whether what follows needs a person's approval
     */
    Moment moment(boolean approves) {
        List<StepEntry> steps = new ArrayList<>();
        for (Owned owned : store.inventory().of(GoldenCase.TENANT)) {
            steps.addAll(store.journal().recent(GoldenCase.TENANT, owned.ref(), Integer.MAX_VALUE));
        }
        Map<String, JsonNode> states = new LinkedHashMap<>();
        for (String host : List.of(GoldenCase.HOST, GoldenCase.OTHER_HOST)) {
            if (simulator.fleet().byHost(host).isPresent()) {
                states.put(host, simulator.state(host));
            }
        }
        return new Moment(
                states, web, simulator.clock().instant(), store.inventory().of(GoldenCase.TENANT), steps, approves);
    }

    /** A world at one moment. */
    record Moment(
            Map<String, JsonNode> states,
            ShelfOfFiles web,
            Instant time,
            List<Owned> inventory,
            List<StepEntry> steps,
            boolean approves) {
        LawWorld copy() {
            Simulator simulator = new Simulator(SimulatorOptions.frozen(time).withRandomSeed(states.hashCode()));
            states.forEach(simulator::restore);
            MemoryStore store = new MemoryStore();
            inventory.forEach(owned -> store.inventory().put(GoldenCase.TENANT, owned));
            for (StepEntry step : steps) {
                StepId id = store.journal().sent(step.record());
                store.journal().confirmed(id, step.liveId(), step.changedAt());
            }
            LawWorld world = new LawWorld(simulator, store, web);
            world.approves = approves;
            return world;
        }
    }

    @Override
    public void close() {
        simulator.close();
        delete(cache);
    }

    /** Removes a folder, if it is there. */
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
