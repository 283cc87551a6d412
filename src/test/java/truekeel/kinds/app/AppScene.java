package truekeel.kinds.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import truekeel.apply.Executor;
import truekeel.fleet.FixtureContents;
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
import truekeel.store.MemoryStore;

/** A simulated tenant, a store, and whole reconciliations between them, any of which can be killed on the way. */
final class AppScene extends AppTenant {
    private static final TenantName TENANT = TenantName.of("acme");
    static final Schemas SCHEMAS = Schemas.bundled();

    private AppKind apps = new AppKind();
    private MemoryStore store = new MemoryStore();
    private ReconcilePolicy policy =
            ReconcilePolicy.BUILT_IN.withMode(ReconcilePolicy.Mode.ENFORCE).withPrune(ReconcilePolicy.Prune.ORPHANS);
    private Metadata metadata = Metadata.named("acme");
    private Trigger trigger = Trigger.INTERVAL;
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
        super(itemLag);
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
                trigger);
        Kinds kinds = new Kinds(SCHEMAS, List.of(new UserKind(), new SpaceKind(), apps));
        return new Reconciliation(
                        kinds,
                        new Surveyor(kinds, Branches.single()),
                        new Executor(kinds, store, clockwork, Branches.single()),
                        store,
                        simulator.clock(),
                        FixtureContents.inGit(store, simulator.clock()))
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

    /** From now on the scope behind Public link creation is known to be this. */
    void publicLinkScope(String scope) {
        apps = new AppKind(Optional.of(scope));
    }

    /** What the kind alone sees. */
    List<Seen> survey(List<Desired> declared, List<Owned> owned, Set<String> only) {
        List<Seen> seen = new ArrayList<>();
        apps.observe(Look.at(tenant(clockwork()), declared, owned).only(only), seen::add);
        return seen;
    }

    /** What the kind alone exports. */
    List<Seen> export() {
        List<Seen> seen = new ArrayList<>();
        new AppKind().observe(Look.atEverything(tenant(clockwork())), seen::add);
        return seen;
    }

    /** Somebody asks for the runs from now on, or the daemon goes on by itself. */
    void byHand(boolean asked) {
        trigger = asked ? Trigger.MANUAL : Trigger.INTERVAL;
    }

    /** From now on the tenant behaves like that; a JSON text. */
    void option(String name, String json) {
        here().options().set(name, json(json));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(malformed);
        }
    }

    /** From now on the index shows changes that much later. */
    void lag(Duration lag) {
        here().options().set("itemLag", JsonNodeFactory.instance.textNode(lag.toSeconds() + "s"));
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
