package truekeel.kinds.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import truekeel.apply.Executor;
import truekeel.fleet.Reconciliation;
import truekeel.fleet.TenantTask;
import truekeel.fleet.Trigger;
import truekeel.kinds.Branches;
import truekeel.kinds.Kinds;
import truekeel.kinds.Look;
import truekeel.kinds.Seen;
import truekeel.kinds.SimulatorTransport;
import truekeel.kinds.Surveyor;
import truekeel.kinds.space.SpaceKind;
import truekeel.kinds.user.UserKind;
import truekeel.model.Artefact;
import truekeel.model.Desired;
import truekeel.model.Ensure;
import truekeel.model.FieldPath;
import truekeel.model.KindName;
import truekeel.model.Metadata;
import truekeel.model.Owned;
import truekeel.model.Position;
import truekeel.model.ReconcilePolicy;
import truekeel.model.ResourceRef;
import truekeel.model.Revision;
import truekeel.model.Secret;
import truekeel.model.TenantName;
import truekeel.model.Value;
import truekeel.plan.DriftState;
import truekeel.policy.Policies;
import truekeel.qlik.Clockwork;
import truekeel.qlik.Operation.Method;
import truekeel.qlik.QlikFleet;
import truekeel.qlik.QlikMetrics;
import truekeel.qlik.QlikSettings;
import truekeel.qlik.QlikTenant;
import truekeel.qlik.TenantAccess;
import truekeel.qlik.Transport;
import truekeel.qlik.TransportFailure;
import truekeel.qlik.TransportReply;
import truekeel.qlik.TransportRequest;
import truekeel.report.RunReport;
import truekeel.schema.Schemas;
import truekeel.secret.FixtureSecrets;
import truekeel.simulator.Answer;
import truekeel.simulator.Driver;
import truekeel.simulator.RequestLog;
import truekeel.simulator.SimTenant;
import truekeel.simulator.Simulator;
import truekeel.simulator.SimulatorOptions;
import truekeel.simulator.TenantSpec;
import truekeel.store.MemoryStore;

/** A simulated tenant, a store, and whole reconciliations between them, any of which can be killed on the way. */
final class AppScene implements AutoCloseable {
    static final String HOST = "acme.us.qlikcloud.com";
    private static final TenantName TENANT = TenantName.of("acme");
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final Schemas SCHEMAS = Schemas.bundled();
    private static final Kinds KINDS = new Kinds(SCHEMAS, List.of(new UserKind(), new SpaceKind(), new AppKind()));

    final Simulator simulator = new Simulator(SimulatorOptions.frozen(START));
    final Driver admin;
    private MemoryStore store = new MemoryStore();
    private ReconcilePolicy policy =
            ReconcilePolicy.BUILT_IN.withMode(ReconcilePolicy.Mode.ENFORCE).withPrune(ReconcilePolicy.Prune.ORPHANS);
    private Metadata metadata = Metadata.named("acme");
    private int writesUntilMishap;
    private Mishap mishap = Mishap.KILLED_BEFORE;

    private enum Mishap {
        KILLED_BEFORE,
        KILLED_AFTER,
        ANSWER_LOST
    }

    /** The process is killed: nothing but store and simulator is left. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    AppScene() {
        this(Duration.ZERO);
    }

    AppScene(Duration itemLag) {
        simulator.createTenant(TenantSpec.of(HOST)
                .withOption("itemLag", "\"" + itemLag.toSeconds() + "s\"")
                .withOption("anonymousAccess", "true")
                .withOption("publicLinkScope", "\"app.share\""));
        admin = Driver.bot(simulator, HOST);
    }

    // What is wanted

    static Desired space(String name, String type) {
        return desired(
                "Space",
                name,
                Value.Fields.EMPTY.with("name", Value.text(name)).with("type", Value.text(type)),
                Map.of());
    }

    static AppManifest app(String name) {
        return new AppManifest(name, Value.Fields.EMPTY.with("name", Value.text(name)), Map.of(), Metadata.named(name));
    }

    /** An App document in the making. */
    record AppManifest(String ref, Value.Fields spec, Map<FieldPath, Artefact> files, Metadata metadata) {
        AppManifest with(String field, String value) {
            return new AppManifest(ref, spec.with(field, Value.text(value)), files, metadata);
        }

        AppManifest with(String field, Value value) {
            return new AppManifest(ref, spec.with(field, value), files, metadata);
        }

        AppManifest stage(String space) {
            return with("stage", Value.Fields.EMPTY.with("space", Value.text(space)));
        }

        AppManifest publish(String space) {
            return with("publish", Value.Fields.EMPTY.with("space", Value.text(space)));
        }

        AppManifest tags(String... names) {
            return with(
                    "tags",
                    new Value.Items(Stream.of(names).<Value>map(Value::text).toList()));
        }

        List<String> tags() {
            return spec.items("tags").stream().map(Value::toString).toList();
        }

        boolean isOpen() {
            return spec.fields("anonymousAccess").flag("enabled").orElse(false);
        }

        AppManifest open(boolean enabled) {
            return with("anonymousAccess", Value.Fields.EMPTY.with("enabled", Value.flag(enabled)));
        }

        AppManifest file(String content) {
            return file(artefact(content.getBytes(StandardCharsets.UTF_8)));
        }

        /** A file that says it is of the size from which on it takes the other way. */
        AppManifest largeFile(String content) {
            Artefact small = artefact(content.getBytes(StandardCharsets.UTF_8));
            return file(new Artefact(small.path(), small.sha256(), small.md5(), Upload.DIRECT_BELOW, small.content()));
        }

        private AppManifest file(Artefact file) {
            Value.Fields source = Value.Fields.EMPTY
                    .with("file", Value.text("files/x.qvf"))
                    .with("digest", Value.text(file.shortDigest()));
            return new AppManifest(
                    ref, spec.with("source", source), Map.of(FieldPath.parse("/source"), file), metadata);
        }

        Desired desired() {
            return make(Desired.Lifecycle.PRESENT);
        }

        Desired absent() {
            return make(new Desired.Lifecycle(Ensure.ABSENT, false));
        }

        Desired recreatable() {
            return make(new Desired.Lifecycle(Ensure.PRESENT, true));
        }

        private Desired make(Desired.Lifecycle lifecycle) {
            return new Desired(
                    ResourceRef.of("App", ref),
                    SCHEMAS.get(AppKind.NAME).keysOf(spec).get(0),
                    metadata,
                    lifecycle,
                    spec,
                    new Position("apps.yaml", 1, 1),
                    files);
        }
    }

    private static Desired desired(String kind, String name, Value.Fields spec, Map<FieldPath, Artefact> files) {
        return new Desired(
                ResourceRef.of(kind, name),
                SCHEMAS.get(KindName.of(kind)).keysOf(spec).get(0),
                Metadata.named(name),
                Desired.Lifecycle.PRESENT,
                spec,
                new Position("x.yaml", 1, 1),
                files);
    }

    static Artefact artefact(byte[] bytes) {
        return new Artefact(
                "files/x.qvf",
                hex("SHA-256", bytes),
                hex("MD5", bytes),
                bytes.length,
                () -> new ByteArrayInputStream(bytes));
    }

    private static String hex(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static String digest(String content) {
        return artefact(content.getBytes(StandardCharsets.UTF_8)).shortDigest();
    }

    // What is done

    /** One run of a process that lives on its own: a new client, the store as it was left. */
    RunReport reconcile(Desired... desired) {
        return reconcile(List.of(desired));
    }

    RunReport reconcile(List<Desired> desired) {
        store = store.successor();
        Clockwork clockwork = clockwork();
        TenantTask task = new TenantTask(
                new TenantTask.Who(TENANT, metadata),
                new TenantTask.Wanted(new Revision("r1"), simulator.clock().instant(), desired, policy),
                tenant(clockwork),
                new FixtureSecrets(),
                Policies.of(List.of()),
                Trigger.INTERVAL);
        return new Reconciliation(
                        KINDS,
                        new Surveyor(KINDS, Branches.single()),
                        new Executor(KINDS, store, clockwork, Branches.single()),
                        store,
                        simulator.clock())
                .run(task, Optional.empty(), () -> false);
    }

    private Clockwork clockwork() {
        return new Clockwork(
                simulator.clock(),
                () -> Duration.between(START, simulator.clock().instant()),
                duration -> advance(duration.isNegative() ? Duration.ZERO : duration));
    }

    private QlikTenant tenant(Clockwork clockwork) {
        return new QlikFleet(QlikSettings.DEFAULT, new Mortal(), clockwork, QlikMetrics.NONE)
                .tenant(new TenantAccess(HOST, "sim-client", () -> Secret.of("sim-secret")));
    }

    /** What the kind alone sees. */
    List<Seen> survey(List<Desired> declared, List<Owned> owned, Set<String> only) {
        List<Seen> seen = new ArrayList<>();
        new AppKind().observe(Look.at(tenant(clockwork()), declared, owned).only(only), seen::add);
        return seen;
    }

    /** What the kind alone exports. */
    List<Seen> export() {
        List<Seen> seen = new ArrayList<>();
        new AppKind().observe(Look.atEverything(tenant(clockwork())), seen::add);
        return seen;
    }

    /** From now on the index shows changes that much later. */
    void lag(Duration lag) {
        here().options().set("itemLag", JsonNodeFactory.instance.textNode(lag.toSeconds() + "s"));
    }

    private SimTenant here() {
        return simulator.fleet().byHost(HOST).orElseThrow();
    }

    /** Makes an app look as if a client-managed site had sent it. */
    void distribute(String id) {
        ObjectNode app = here().table("apps").get(id).orElseThrow();
        app.put("published", true).put("spaceId", "").put("ownerId", "");
    }

    /** Kills the next run at its n-th write (from 1): before it takes effect, or after, so that its answer is lost. */
    void killAtWrite(int n, boolean afterEffect) {
        writesUntilMishap = n;
        mishap = afterEffect ? Mishap.KILLED_AFTER : Mishap.KILLED_BEFORE;
    }

    /** Breaks the connection once the n-th write of the next run has taken effect. */
    void loseAnswerOfWrite(int n) {
        writesUntilMishap = n;
        mishap = Mishap.ANSWER_LOST;
    }

    /** Whether what was to go wrong did go wrong. */
    boolean hadMishap() {
        return writesUntilMishap == 0;
    }

    /** The database was lost. */
    void forgetEverything() {
        store = new MemoryStore();
    }

    /** A person of the tenant, by subject; gives the id. */
    String person(String subject) {
        Answer answer = admin.post(
                "/api/v1/users",
                "{'subject':'" + subject + "','name':'" + subject + "','email':'" + subject + "@acme.example'}");
        done(answer);
        return answer.json().path("id").asText();
    }

    /** An app that was put into a space by hand. */
    String stage(String space, String name) {
        Answer answer =
                admin.post("/api/v1/apps", "{'attributes':{'name':'" + name + "','spaceId':'" + spaceId(space) + "'}}");
        done(answer);
        return answer.json().path("attributes").path("id").asText();
    }

    void approve(RunReport report) {
        metadata = new Metadata(
                "acme",
                Map.of(),
                Map.of(Metadata.APPROVE, report.admission().plan().hash().hex()));
    }

    void advance(Duration by) {
        simulator.clock().advance(by);
    }

    // What is there

    static DriftState state(RunReport report, String app) {
        return report.standing().resources().stream()
                .filter(resource -> resource.ref().equals(ResourceRef.of("App", app)))
                .map(resource -> resource.state())
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing is said of " + app));
    }

    List<JsonNode> apps() {
        List<JsonNode> apps = new ArrayList<>();
        rows("apps").forEach(apps::add);
        return apps;
    }

    private JsonNode rows(String table) {
        JsonNode state = simulator.state(HOST);
        return state.has(table) ? state.path(table) : state.path("tables").path(table);
    }

    List<JsonNode> published() {
        return apps().stream()
                .filter(app -> !app.path("publishTime").asText().isEmpty())
                .toList();
    }

    List<JsonNode> staged() {
        return apps().stream()
                .filter(app -> app.path("publishTime").asText().isEmpty())
                .toList();
    }

    /** The names of all tags, as often as they are there. */
    List<String> tags() {
        List<String> names = new ArrayList<>();
        rows("collections").forEach(tag -> names.add(tag.path("name").asText()));
        return names;
    }

    /** The tags of an app, whether the index shows its item yet or not. */
    List<String> tagsOf(JsonNode app) {
        List<String> names = new ArrayList<>();
        for (JsonNode item : rows("items")) {
            for (JsonNode member : rows("collectionItems")) {
                if (item.path("resourceId").equals(app.path("id"))
                        && member.path("itemId").equals(item.path("id"))) {
                    here().table("collections")
                            .get(member.path("collectionId").asText())
                            .ifPresent(tag -> names.add(tag.path("name").asText()));
                }
            }
        }
        return names;
    }

    /** As a person would by hand; the tag is made when there is none. */
    void tag(JsonNode app, String name) {
        admin.post("/api/v1/collections", "{'name':'" + name + "','type':'public'}");
        done(admin.post("/api/v1/collections/" + tagId(name) + "/items", "{'id':'" + itemId(app) + "'}"));
    }

    void untag(JsonNode app, String name) {
        done(admin.delete("/api/v1/collections/" + tagId(name) + "/items/" + itemId(app)));
    }

    private String tagId(String name) {
        return admin.get("/api/v1/collections?type=public&name=" + name)
                .json()
                .at("/data/0/id")
                .asText();
    }

    private String itemId(JsonNode app) {
        return admin.get("/api/v1/items?resourceType=app&resourceId="
                        + app.path("id").asText())
                .json()
                .at("/data/0/id")
                .asText();
    }

    /** Whether anybody with the link may open an app, one entry for each link there is. */
    List<Boolean> links(JsonNode app) {
        List<Boolean> open = new ArrayList<>();
        rows("shares").forEach(share -> {
            if (share.path("resourceId").equals(app.path("id"))) {
                open.add(!share.path("disabled").asBoolean());
            }
        });
        return open;
    }

    JsonNode thePublished() {
        List<JsonNode> published = published();
        if (published.size() != 1) {
            throw new AssertionError("Not one published app but " + published);
        }
        return published.get(0);
    }

    String spaceId(String name) {
        for (JsonNode space : admin.get("/api/v1/spaces?limit=100").json().path("data")) {
            if (space.path("name").asText().equals(name)) {
                return space.path("id").asText();
            }
        }
        throw new AssertionError("There is no space " + name);
    }

    /** As a person would by hand. */
    void describe(String id, String name, String description) {
        JsonNode attributes =
                JsonNodeFactory.instance.objectNode().put("name", name).put("description", description);
        done(admin.put(
                "/api/v1/apps/" + id,
                JsonNodeFactory.instance
                        .objectNode()
                        .set("attributes", attributes)
                        .toString()));
    }

    static void done(Answer answer) {
        if (answer.status() >= 300) {
            throw new AssertionError(answer.status() + " " + answer.body().text());
        }
    }

    List<String> requestsSince(long mark) {
        return simulator.requests().since(mark).stream()
                .filter(entry -> !entry.path().equals("/oauth/token"))
                .map(entry -> entry.method() + " " + entry.path())
                .toList();
    }

    List<String> writesSince(long mark) {
        return requestsSince(mark).stream()
                .filter(line -> !line.startsWith("GET ") && !line.contains("/actions/filter"))
                .toList();
    }

    /** How many imports took effect. */
    int imports() {
        return (int) simulator.requests().all().stream()
                .filter(entry -> entry.path().equals("/api/v1/apps/import") && entry.status() == 200)
                .count();
    }

    long mark() {
        return simulator.requests().all().stream()
                .mapToLong(RequestLog.Entry::n)
                .max()
                .orElse(0);
    }

    @Override
    public void close() {
        simulator.close();
    }

    private final class Mortal implements Transport {
        private final Transport behind = new SimulatorTransport(simulator);

        @Override
        public TransportReply exchange(TransportRequest request) {
            boolean write = request.method() != Method.GET
                    && !request.target().startsWith("/oauth/")
                    && !request.target().contains("/actions/filter");
            if (write && writesUntilMishap > 0 && --writesUntilMishap == 0) {
                happen(request);
            }
            return behind.exchange(request);
        }

        private void happen(TransportRequest request) {
            if (mishap != Mishap.KILLED_BEFORE) {
                behind.exchange(request);
            }
            if (mishap == Mishap.ANSWER_LOST) {
                throw new TransportFailure(TransportFailure.Stage.NO_ANSWER, "The connection broke off.");
            }
            throw new Killed();
        }
    }
}
