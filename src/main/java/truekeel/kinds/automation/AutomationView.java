package truekeel.kinds.automation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Kind;
import truekeel.kinds.Look;
import truekeel.kinds.Seen;
import truekeel.model.Artefact;
import truekeel.model.Desired;
import truekeel.model.FieldPath;
import truekeel.model.Live;
import truekeel.model.Value;

/** An automation in the shape of its manifest. Of the API's answers only named fields are taken: one is a secret. */
final class AutomationView {
    static final FieldPath SOURCE = FieldPath.parse("/source");
    /** The fact that names the connections that somebody must connect first; a built-in policy warns of it. */
    private static final String NEEDS_PERSON = "needsPerson";

    private static final String SPACE_ID = "spaceId";
    private final Look look;
    private final Connections connections;
    private final boolean withOwners;

    AutomationView(Look look, Connections connections) {
        this.look = look;
        this.connections = connections;
        this.withOwners = look.whole()
                || look.declared(AutomationKind.NAME).stream()
                        .anyMatch(
                                desired -> !desired.isAbsent() && desired.spec().has("owner"));
    }

    /** The manifest that may mean the automation: by the inventory, else by its present or former name. */
    Optional<Desired> declared(String id, String name) {
        return look.manifest(AutomationKind.NAME, id, name, desired -> !desired.isAbsent())
                .filter(desired -> !desired.isAbsent());
    }

    /** Whether something is declared that only the automation itself tells. */
    static boolean needsWhole(Desired desired) {
        return desired.spec().has("source") || desired.spec().has("schedules");
    }

    Seen seen(JsonNode automation, Optional<Desired> declared, boolean whole) {
        String state = automation.path("state").asText();
        Value.Fields spec = JsonValues.fields(automation, "name", "description", "maxConcurrentRuns")
                .with("enabled", Value.flag(state.equals("available")));
        String space = automation.path(SPACE_ID).asText("");
        String owner = automation.path("ownerId").asText("");
        if (!space.isEmpty()) {
            spec = spec.with("space", Kind.reference(space));
        }
        if (!owner.isEmpty() && (withOwners || space.isEmpty())) {
            spec = spec.with("owner", Kind.reference(owner));
        }
        String remark = state.equals("unavailable") ? "Qlik says that it is unavailable." : "";
        Value.Fields facts = Value.Fields.EMPTY;
        if (whole) {
            spec = spec.with("schedules", schedules(automation, declared));
            Optional<Definition> live = Definition.of(automation.path("workspace"));
            List<String> waiting = new ArrayList<>();
            spec = withSource(spec, live, declared, waiting);
            if (!waiting.isEmpty()) {
                facts = facts.with(NEEDS_PERSON, Value.text(String.join(", ", waiting)));
            }
            if (look.whole() && live.isPresent()) {
                Value.Fields used = connections.usedIn(live.get());
                spec = used.isEmpty() ? spec : spec.with(Table.CONNECTIONS, used);
                facts = facts.with(
                        Live.CONTENT,
                        Value.Fields.EMPTY.with("source", Value.text(live.get().text())));
            }
        }
        return Seen.of(automation.path("id").asText(), spec)
                .withFacts(facts.with(Seen.OWNER_ID, Value.text(owner)).with(Live.REMARK, Value.text(remark)));
    }

    /** Equal definitions have the digest of the file, and what stands in them for the file's texts in the table. */
    private Value.Fields withSource(
            Value.Fields plain, Optional<Definition> live, Optional<Desired> declared, List<String> waiting) {
        Value.Fields spec = plain;
        Optional<Artefact> file = declared.map(desired -> desired.artefacts().get(SOURCE));
        Optional<Definition> wanted = file.flatMap(Definition::of);
        if (wanted.isPresent() && live.isPresent()) {
            Value.Fields asked = declared.get().spec();
            Optional<Map<String, String>> found = wanted.get().standsFor(live.get(), Table.texts(asked));
            if (found.isPresent()) {
                waiting.addAll(Table.unconnected(asked, found.get(), connections));
                return spec.with(Table.live(asked, found.get(), connections))
                        .with("source", digest(file.get().shortDigest()));
            }
            // what stands for what cannot be told where the blocks differ, and is no difference of its own
            for (String field : Table.fields()) {
                spec = asked.has(field) ? spec.with(field, asked.fields(field)) : spec;
            }
        }
        return live.isPresent() ? spec.with("source", digest(live.get().digest())) : spec;
    }

    private static Value.Fields digest(String digest) {
        return Value.Fields.EMPTY.with("digest", Value.text(digest));
    }

    /** Qlik fills in what a schedule leaves out: one that agrees in all that is declared is as declared. */
    private static Value.Items schedules(JsonNode automation, Optional<Desired> declared) {
        List<Value> wanted = new ArrayList<>(
                declared.map(desired -> desired.spec().items("schedules")).orElse(List.of()));
        List<Value> live = new ArrayList<>();
        for (JsonNode entry : automation.path("schedules")) {
            Value.Fields whole = schedule(entry);
            Optional<Value> same = wanted.stream()
                    .filter(one -> agrees((Value.Fields) one, whole))
                    .findFirst();
            same.ifPresent(wanted::remove);
            live.add(same.orElse(whole));
        }
        return new Value.Items(live);
    }

    static Value.Fields schedule(JsonNode entry) {
        Value.Fields fields = Value.Fields.EMPTY;
        for (String field : List.of("interval", "recurrence", "startAt", "stopAt", "timezone")) {
            JsonNode value = entry.path(field);
            boolean overruled = field.equals("interval") && entry.hasNonNull("recurrence");
            if (!value.isMissingNode() && !value.isNull() && !value.asText().isEmpty() && !overruled) {
                fields = fields.with(field, JsonValues.value(value));
            }
        }
        return fields;
    }

    private static boolean agrees(Value.Fields wanted, Value.Fields live) {
        return Set.copyOf(live.values().entrySet()).containsAll(wanted.values().entrySet());
    }
}
