package truekeel.kinds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import truekeel.apply.Executor;
import truekeel.apply.Outcome;
import truekeel.apply.Rotation;
import truekeel.apply.Run;
import truekeel.fleet.Neighbourhood;
import truekeel.fleet.Objections;
import truekeel.fleet.Origins;
import truekeel.fleet.TenantTask;
import truekeel.fleet.Trigger;
import truekeel.model.Desired;
import truekeel.model.Live;
import truekeel.model.Metadata;
import truekeel.model.Owned;
import truekeel.model.ReconcilePolicy;
import truekeel.model.ResourceRef;
import truekeel.model.Revision;
import truekeel.plan.Admission;
import truekeel.plan.Change;
import truekeel.plan.DriftState;
import truekeel.plan.FieldDiff;
import truekeel.plan.Plan;
import truekeel.plan.PlanInput;
import truekeel.plan.Planner;
import truekeel.plan.Refusal;
import truekeel.policy.Policies;
import truekeel.qlik.QlikTenant;
import truekeel.secret.FixtureSecrets;
import truekeel.store.MemoryStore;
import truekeel.store.RunId;
import truekeel.store.Store;

/**
 * One case carried out, as text.
 *
 * @param plan the plan, what stood against it, the writes it led to and what became of them
 * @param after the declared objects as the API shows them, ids and times replaced
 * @param leftToDo what a second run would write although nothing stands against it
 */
record GoldenRun(String plan, String after, List<String> leftToDo) {
    private static final RunId RUN = RunId.of("golden");
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    static GoldenRun of(Kinds kinds, List<Desired> desired, GoldenStage stage) {
        QlikTenant qlik = stage.client();
        Surveyor surveyor = new Surveyor(kinds, Branches.single());
        Store store = new MemoryStore();
        Look look = Look.at(qlik, desired, List.of());
        Origins origins = stage.origins(kinds, store);
        TenantTask task = task(stage, desired);
        Survey survey = origins.settled(task, surveyor.survey(look), Optional.of(RUN));
        Plan plan = plan(survey, qlik, List.of());
        Admission admission = admit(kinds, plan, look);
        FixtureSecrets secrets = new FixtureSecrets();
        List<Outcome> outcomes = new Executor(kinds, store, stage.clockwork(), Branches.single())
                .execute(run(qlik, survey, secrets), admission);
        String text = shown(plan, admission, stage.writes(), outcomes) + handedOver(secrets);

        List<Owned> owned = store.inventory().of(GoldenCase.TENANT);
        Look second = Look.at(qlik, desired, owned);
        Survey seen = origins.settled(task, surveyor.survey(second), Optional.of(RUN));
        Plan again = plan(seen, qlik, owned);
        List<String> left = admit(kinds, again, second).admitted().stream()
                .filter(change -> change.action().writes())
                .map(GoldenRun::line)
                .toList();
        stage.clearFaults();
        Look third = Look.at(qlik, desired, owned);
        Survey unbroken = origins.settled(task, surveyor.survey(third), Optional.of(RUN));
        return new GoldenRun(stable(text), after(desired, unbroken, owned, stage), left);
    }

    private static TenantTask task(GoldenStage stage, List<Desired> desired) {
        Neighbourhood beside = Neighbourhood.of(name -> name.equals(GoldenCase.OTHER)
                ? Optional.of(new Neighbourhood.Neighbour(stage.otherClient(), true))
                : Optional.empty());
        return new TenantTask(
                new TenantTask.Who(GoldenCase.TENANT, Metadata.named("acme"), List.of(), beside),
                new TenantTask.Wanted(
                        new Revision("folder-golden"),
                        stage.clockwork().clock().instant(),
                        desired,
                        ReconcilePolicy.BUILT_IN),
                stage.client(),
                new FixtureSecrets(),
                Policies.of(List.of()),
                Trigger.INTERVAL);
    }

    private static Plan plan(Survey survey, QlikTenant qlik, List<Owned> owned) {
        PlanInput.Scope scope = new PlanInput.Scope(
                GoldenCase.TENANT,
                new Revision("folder-golden"),
                ReconcilePolicy.BUILT_IN,
                qlik.clock().instant());
        PlanInput.Unsent unsent = Rotation.of(survey.desired(), owned, new FixtureSecrets());
        return Planner.plan(survey.input(scope, new PlanInput.Memory(owned, List.of(), unsent)));
    }

    private static Admission admit(Kinds kinds, Plan plan, Look look) {
        List<Refusal> objections = plan.writes()
                .flatMap(change -> kinds
                        .kind(change.kind())
                        .objection(change, plan.changes(), look)
                        .or(() -> Objections.handOver(kinds, change, new FixtureSecrets()))
                        .stream())
                .toList();
        return Admission.of(plan, objections, Set.of())
                .with(plan.writes()
                        .flatMap(change -> kinds.kind(change.kind()).notes(change, look).stream())
                        .toList());
    }

    private static Run run(QlikTenant qlik, Survey survey, FixtureSecrets secrets) {
        return new Run(RUN, GoldenCase.TENANT, qlik, survey.directory(), secrets, () -> false);
    }

    /** By the names of what was handed over; the secret itself is none of a golden file's business. */
    private static String handedOver(FixtureSecrets secrets) {
        StringBuilder lines = new StringBuilder();
        secrets.handedOver().forEach((name, content) -> lines.append("handed over as ")
                .append(name)
                .append(": ")
                .append(String.join(", ", content.keySet()))
                .append('\n'));
        return lines.toString();
    }

    private static String shown(Plan plan, Admission admission, List<String> writes, List<Outcome> outcomes) {
        List<String> lines = new ArrayList<>();
        for (Change change : plan.changes()) {
            lines.add(line(change));
            change.fields().forEach(field -> lines.add("  " + line(field)));
            admission.notes(change).forEach(note -> lines.add("  note " + note.code() + ": " + note.text()));
        }
        plan.resources().stream()
                .filter(state -> state.state() == DriftState.UNKNOWN || state.state() == DriftState.UNMANAGED)
                .sorted((one, other) -> one.ref().compareTo(other.ref()))
                .forEach(state -> lines.add((state.state().name().toLowerCase(java.util.Locale.ROOT) + " " + state.ref()
                                + " " + state.message())
                        .strip()));
        admission
                .refusals()
                .forEach(refusal -> lines.add("refused " + refusal.code()
                        + (refusal.approvable() ? " (approvable): " : ": ") + refusal.message()));
        writes.forEach(write -> lines.add("> " + write));
        outcomes.forEach(outcome -> lines.add((outcome.verdict().word() + " " + line(outcome.change()) + " "
                        + outcome.code() + " " + outcome.message() + String.join(" ", outcome.notes()))
                .strip()));
        return lines.isEmpty() ? "nothing to do\n" : String.join("\n", lines) + "\n";
    }

    private static String line(Change change) {
        return change.action().word() + " " + change.ref();
    }

    private static String line(FieldDiff field) {
        return field.path() + ": " + field.live() + " -> " + field.desired();
    }

    private static String after(List<Desired> desired, Survey survey, List<Owned> owned, GoldenStage stage) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        for (Desired one : desired) {
            Optional<String> id = owned.stream()
                    .filter(line -> line.ref().equals(one.ref()))
                    .map(Owned::liveId)
                    .findFirst()
                    .or(() -> byKey(one, survey));
            all.set(
                    one.ref().toString(),
                    id.flatMap(found -> raw(one.ref(), found, stage)).orElse(null));
        }
        try {
            return stable(JSON.writeValueAsString(JSON.treeToValue(all, Object.class))) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Optional<String> byKey(Desired one, Survey survey) {
        return survey.observations().values().stream()
                .flatMap(observation -> observation.live().stream())
                .filter(live -> live.keys().contains(one.key()))
                .map(Live::id)
                .findFirst();
    }

    private static Optional<JsonNode> raw(ResourceRef ref, String id, GoldenStage stage) {
        String path = Service.of(ref.kind().value()).path(id);
        return stage.find(path).map(found -> whole(ref, id, path, (ObjectNode) found, stage));
    }

    private static JsonNode whole(ResourceRef ref, String id, String path, ObjectNode raw, GoldenStage stage) {
        raw.remove("links");
        if (ref.kind().value().equals("StagedAppRule")) {
            return apps(raw, stage);
        }
        if (ref.kind().value().equals("Space")) {
            raw.remove("meta");
            raw.set("assignments", stage.get(path + "/assignments?limit=100").path("data"));
            raw.path("assignments").forEach(assignment -> ((ObjectNode) assignment).remove("links"));
        }
        if (ref.kind().value().equals("App")) {
            parts(raw, id, stage);
        }
        return raw;
    }

    /** A rule is nothing in Qlik; what shows is where the apps are by now, without the index's lag. */
    private static JsonNode apps(ObjectNode items, GoldenStage stage) {
        ArrayNode apps = JsonNodeFactory.instance.arrayNode();
        items.path("data").forEach(item -> {
            JsonNode app = stage.get("/api/v1/apps/" + item.path("resourceId").asText())
                    .path("attributes");
            String space = app.path("spaceId").asText();
            apps.addObject()
                    .put("name", app.path("name").asText())
                    .put("owner", app.path("owner").asText())
                    .put(
                            "space",
                            space.isEmpty()
                                    ? ""
                                    : stage.get("/api/v1/spaces/" + space)
                                            .path("name")
                                            .asText())
                    .set("tags", item.at("/meta/tags"));
        });
        return apps;
    }

    /** What Qlik keeps of an app elsewhere, where there is any: its tags and its shares. */
    private static void parts(ObjectNode raw, String id, GoldenStage stage) {
        JsonNode tags =
                stage.get("/api/v1/items?resourceType=app&resourceId=" + id).at("/data/0/meta/tags");
        if (!tags.isEmpty()) {
            raw.set("tags", tags);
        }
        Map.of("anonymousLinks", List.of("link"), "access", List.of("user", "group"))
                .forEach((name, types) -> {
                    ArrayNode shares = JsonNodeFactory.instance.arrayNode();
                    types.forEach(type -> shares(raw, id, type, stage).forEach(shares::add));
                    if (!shares.isEmpty()) {
                        raw.set(name, shares);
                    }
                });
    }

    private static JsonNode shares(ObjectNode raw, String id, String type, GoldenStage stage) {
        String space = raw.at("/attributes/spaceId").asText();
        JsonNode shares = stage.get("/api/v1/spaces/" + space + "/shares?type=" + type + "&resourceId=" + id)
                .path("data");
        shares.forEach(share -> ((ObjectNode) share).remove("links"));
        return shares;
    }

    /** What differs from run to run or says nothing about the kind. */
    private static String stable(String text) {
        return text.replaceAll("\\b\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z\\b", "<time>")
                .replaceAll("\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b", "<id>")
                .replaceAll("\\b(?!0{20})[0-9a-f]{24}\\b", "<id>")
                .replaceAll("\\([0-9a-f]{32}\\)", "(<id>)")
                .replaceAll("(oauth-clients/|\"clientId\" : \")[0-9a-f]{32}", "$1<id>")
                .replaceAll("(\"tenantId\" : \")[^\"]*", "$1<id>")
                .replaceAll("(\"tenantIds\" ?: ?\\[ ?\")[^\"]*", "$1<id>")
                .replaceAll("trace [0-9a-f]{32}", "trace <id>")
                .replaceAll("/(tenants|configs)/[A-Za-z0-9_-]{32}", "/$1/<id>");
    }
}
