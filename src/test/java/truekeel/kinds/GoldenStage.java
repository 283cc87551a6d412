package truekeel.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import truekeel.contract.Contract;
import truekeel.fleet.Origins;
import truekeel.fleet.ShelfOfFiles;
import truekeel.model.IpRange;
import truekeel.model.Secret;
import truekeel.qlik.BodySource;
import truekeel.qlik.Clockwork;
import truekeel.qlik.Operation.Method;
import truekeel.qlik.QlikFleet;
import truekeel.qlik.QlikMetrics;
import truekeel.qlik.QlikSettings;
import truekeel.qlik.QlikTenant;
import truekeel.qlik.TenantAccess;
import truekeel.qlik.Transport;
import truekeel.qlik.TransportReply;
import truekeel.qlik.TransportRequest;
import truekeel.secret.FixtureSecrets;
import truekeel.simulator.Answer;
import truekeel.simulator.Driver;
import truekeel.simulator.Payload;
import truekeel.simulator.SimTenant;
import truekeel.simulator.Simulator;
import truekeel.simulator.SimulatorOptions;
import truekeel.simulator.TenantSpec;
import truekeel.store.ArtefactCache;
import truekeel.store.Store;

/**
 * A simulated tenant in the state that a case's {@code live.json} describes, and a client of it that is written down.
 */
final class GoldenStage implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Contract CONTRACT = Contract.whole();
    /** From where we reach the tenant, which a careless policy shuts out. */
    static final String US = "203.0.113.7";

    static final QlikSettings SETTINGS = QlikSettings.DEFAULT.withEgress(List.of(IpRange.parse(US)));
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final Simulator simulator = new Simulator(SimulatorOptions.frozen(START));
    private final List<String> writes = new ArrayList<>();
    private final List<String> misfits = new ArrayList<>();
    private final Set<String> usedFiles = new LinkedHashSet<>();
    private final Driver admin;
    private final Path cache;
    private final ShelfOfFiles web;

    GoldenStage(GoldenCase golden) {
        SimTenant tenant = simulator.createTenant(TenantSpec.of(GoldenCase.HOST)
                .withOption("anonymousAccess", "true")
                .withOption("callerAddress", "\"" + US + "\"")
                .withOption("ipLockouts", "true")
                .withOption("publicLinkScope", "\"app.share\""));
        admin = Driver.bot(simulator, GoldenCase.HOST);
        Map<String, String> ids = new LinkedHashMap<>();
        ids.put("acme", tenant.id());
        ids.put("bot", get("/api/v1/users").path("data").path(0).path("id").asText());
        for (JsonNode call : tree(golden.text("live.json"))) {
            play(admin, golden, call, ids);
        }
        this.cache = scratch();
        this.web = GoldenCase.web(golden.folder().resolve("web"));
        golden.other().ifPresent(script -> {
            usedFiles.add("other.json");
            simulator.createTenant(TenantSpec.of(GoldenCase.OTHER_HOST));
            Driver people = Driver.bot(simulator, GoldenCase.OTHER_HOST);
            tree(script).forEach(call -> play(people, golden, call, ids));
        });
        golden.files().stream().filter(file -> file.startsWith("web/")).forEach(usedFiles::add);
    }

    private static Path scratch() {
        return Path.of(System.getProperty("java.io.tmpdir"), "truekeel-golden-" + UUID.randomUUID());
    }

    /** What content comes from that is neither in the manifests nor in the tenant. */
    Origins origins(Kinds kinds, Store store) {
        return new Origins(new Origins.Parts(
                kinds,
                new ArtefactCache(cache, 1 << 20, simulator.clock()),
                web,
                store.journal(),
                clockwork(),
                Runnable::run,
                Optional.empty()));
    }

    /** The client under test, with the simulator's time. */
    QlikTenant client() {
        return client(GoldenCase.HOST);
    }

    /** The same of the other tenant, where the case has one. */
    QlikTenant otherClient() {
        return client(GoldenCase.OTHER_HOST);
    }

    private QlikTenant client(String host) {
        QlikFleet fleet = new QlikFleet(SETTINGS, new Recorded(), clockwork(), QlikMetrics.NONE);
        return fleet.tenant(new TenantAccess(host, "sim-client", () -> Secret.of("sim-secret")));
    }

    Clockwork clockwork() {
        return new Clockwork(
                simulator.clock(),
                () -> Duration.between(START, simulator.clock().instant()),
                duration -> simulator.clock().advance(duration.isNegative() ? Duration.ZERO : duration));
    }

    /** Every write that left the client, in order: method, target and body. */
    List<String> writes() {
        return List.copyOf(writes);
    }

    /** What Qlik's contract holds against requests of the client. */
    List<String> misfits() {
        return List.copyOf(misfits);
    }

    Set<String> usedFiles() {
        return usedFiles;
    }

    JsonNode get(String path) {
        Answer answer = admin.get(path);
        if (answer.status() != 200) {
            throw new AssertionError(path + " is answered with " + answer.status());
        }
        return answer.json();
    }

    /** The same; empty where the API says that there is no such thing. */
    Optional<JsonNode> find(String path) {
        return admin.get(path).status() == 404 ? Optional.empty() : Optional.of(get(path));
    }

    void clearFaults() {
        admin.delete("/__sim/faults");
    }

    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    /**
     * One call of {@code live.json}: {@code {"do": "POST /path", "body": …, "file": "files/x.zip", "as": "name"}}, or
     * with the parts of a form: {@code "form": {"name": "x", "logo": {"file": "files/x.png"}}}. {@code ${name}} in
     * later calls stands for the id that it gave; {@code ${acme}} is the tenant's, {@code ${bot}} our own user's.
     */
    private void play(Driver admin, GoldenCase golden, JsonNode call, Map<String, String> ids) {
        String text = call.toString();
        for (Map.Entry<String, String> id : ids.entrySet()) {
            text = text.replace("${" + id.getKey() + "}", id.getValue());
        }
        JsonNode filled = tree(text);
        String[] line = filled.path("do").asText().split(" ", 2);
        if (line[0].equals(Seeding.VERB)) {
            Seeding.add(admin, line[1], filled.path("body"));
            return;
        }
        Answer answer = filled.has("file") || filled.has("form")
                ? upload(admin, golden, line, filled)
                : admin.send(
                        line[0],
                        line[1],
                        "application/json",
                        Payload.of(filled.path("body").toString()));
        if (answer.status() >= 300) {
            throw new AssertionError(golden.name() + ": " + text + " is refused: "
                    + answer.body().text());
        }
        if (filled.has("as")) {
            ids.put(filled.path("as").asText(), idOf(answer));
        }
    }

    /**
     * An app's answer has its id among the attributes, a client's calls it otherwise; of a list it is that of the
     * first; temporary content tells it in its location, a condition deep inside.
     */
    private static String idOf(Answer answer) {
        if (answer.body().length() == 0) {
            String location = answer.header("location").orElse("");
            return location.substring(location.lastIndexOf('/') + 1);
        }
        return idOf(answer.json());
    }

    static String idOf(JsonNode answer) {
        JsonNode one = answer.path("data").isArray() ? answer.path("data").path(0) : answer;
        return one.path("id")
                .asText(one.path("attributes")
                        .path("id")
                        .asText(one.path("clientId")
                                .asText(one.at("/condition/dataCondition/conditionBase/id")
                                        .asText())));
    }

    private Answer upload(Driver admin, GoldenCase golden, String[] line, JsonNode call) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        if (call.has("form")) {
            call.path("form").properties().forEach(part -> part(golden, form, part.getKey(), part.getValue()));
            line(form, "--golden--");
            return admin.send(line[0], line[1], "multipart/form-data; boundary=golden", Payload.of(form.toByteArray()));
        }
        String file = call.path("file").asText();
        usedFiles.add(file);
        line(form, "--golden");
        line(form, "Content-Disposition: form-data; name=\"data\"");
        line(form, "");
        line(form, call.path("body").toString());
        line(form, "--golden");
        line(form, "Content-Disposition: form-data; name=\"file\"; filename=\"x.zip\"");
        line(form, "Content-Type: application/zip");
        line(form, "");
        form.writeBytes(golden.bytes(file));
        line(form, "");
        line(form, "--golden--");
        return admin.send(line[0], line[1], "multipart/form-data; boundary=golden", Payload.of(form.toByteArray()));
    }

    /** A text as it is, or the content of a file: {@code {"file": "files/logo.png"}}. */
    private void part(GoldenCase golden, ByteArrayOutputStream form, String name, JsonNode content) {
        line(form, "--golden");
        if (content.isTextual()) {
            line(form, "Content-Disposition: form-data; name=\"" + name + "\"");
            line(form, "");
            line(form, content.asText());
        } else {
            String file = content.path("file").asText();
            usedFiles.add(file);
            line(form, "Content-Disposition: form-data; name=\"" + name + "\"; filename=\"x\"");
            line(form, "");
            form.writeBytes(golden.bytes(file));
            line(form, "");
        }
    }

    private static void line(ByteArrayOutputStream form, String text) {
        form.writeBytes((text + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        simulator.close();
        LawWorld.delete(cache);
    }

    /** The simulator behind a pen that notes what changes something. */
    private final class Recorded implements Transport {
        private final Transport behind = new SimulatorTransport(simulator);

        @Override
        public TransportReply exchange(TransportRequest request) {
            boolean search = request.target().contains("/actions/filter");
            String type = request.contentType().orElse("");
            if (request.target().startsWith("/api/") && !type.startsWith("multipart/")) {
                misfits.addAll(CONTRACT.request(
                        request.method().name(),
                        request.target(),
                        new Contract.Content(headers(request), text(request))));
            }
            if (request.method() != Method.GET && !search && !request.target().equals("/oauth/token")) {
                String there = request.host().equals(GoldenCase.HOST) ? "" : " of " + request.host();
                writes.add(request.method() + " " + request.target() + body(request) + there);
            }
            return behind.exchange(request);
        }

        private static Map<String, String> headers(TransportRequest request) {
            Map<String, String> headers = new LinkedHashMap<>(request.headers());
            request.contentType().ifPresent(type -> headers.put("content-type", type));
            return headers;
        }

        private static String body(TransportRequest request) {
            String text = text(request);
            String type = request.contentType().orElse("");
            if (type.equals("application/octet-stream")) {
                return " (" + request.body().map(BodySource::length).orElse(0L) + " bytes)";
            }
            boolean form = type.startsWith("multipart/");
            return text.isEmpty() ? "" : " " + (form ? Multiparts.shown(text) : withoutSecrets(text));
        }

        /** A secret is shown by its name: that it left is what a case records. */
        private static String withoutSecrets(String text) {
            return text.replaceAll(FixtureSecrets.PREFIX + "0([\\w.-]+)", "<the secret $1>");
        }

        private static String text(TransportRequest request) {
            Optional<BodySource> source = request.body();
            if (source.isEmpty()) {
                return "";
            }
            try (var in = source.get().open()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
