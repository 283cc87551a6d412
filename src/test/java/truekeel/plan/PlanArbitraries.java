package truekeel.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import truekeel.model.Desired;
import truekeel.model.Ensure;
import truekeel.model.FieldPath;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.Metadata;
import truekeel.model.NaturalKey;
import truekeel.model.Owned;
import truekeel.model.Position;
import truekeel.model.ResourceRef;
import truekeel.model.Value;

/** Specs, resources and rules that the laws of this room are tried on; small on purpose, so that things often meet. */
final class PlanArbitraries {
    static final KindName GROUP = KindName.of("Group");
    static final KindName SPACE = KindName.of("Space");
    static final KindName APP = KindName.of("App");
    static final List<KindName> KINDS = List.of(GROUP, SPACE, APP);
    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    static final Duration SETTLE = Duration.ofMinutes(2);

    private PlanArbitraries() {}

    /** Rules with every mark a schema can set. */
    static FieldRules rules(KindName kind) {
        Map<FieldPath, FieldRules.Rule> rules = new LinkedHashMap<>();
        rules.put(FieldPath.parse("/type"), FieldRules.Rule.RECREATE);
        rules.put(
                FieldPath.parse("/members"),
                FieldRules.Rule.keyed("user", "group").withMode("membersMode"));
        rules.put(FieldPath.parse("/members/*/roles"), FieldRules.Rule.SET);
        rules.put(FieldPath.parse("/membersMode"), FieldRules.Rule.IGNORED);
        rules.put(FieldPath.parse("/secret"), FieldRules.Rule.IGNORED);
        rules.put(FieldPath.parse("/scopes"), FieldRules.Rule.SET.withMode("scopesMode"));
        rules.put(FieldPath.parse("/scopesMode"), FieldRules.Rule.IGNORED);
        rules.put(FieldPath.parse("/tags"), new FieldRules.Rule(true, List.of(), Optional.empty(), false, false, true));
        return new FieldRules(
                kind, rules, false, FieldRules.Prunable.YES, new FieldRules.Lateness(SETTLE, Duration.ZERO));
    }

    static Arbitrary<String> words() {
        return Arbitraries.of("a", "b", "B", "c", "ä", "x=y", "1");
    }

    static Arbitrary<Value> texts() {
        return Arbitraries.frequencyOf(Tuple.of(6, words()), Tuple.of(1, Arbitraries.just("")))
                .map(Value::text);
    }

    static Arbitrary<Value> sets() {
        return words().map(Value::text).set().ofMaxSize(4).map(set -> new Value.Items(List.copyOf(set)));
    }

    private static Arbitrary<Value> lists() {
        return words().map(Value::text).list().ofMaxSize(3).map(Value.Items::new);
    }

    private static Arbitrary<Value> numbers() {
        return Arbitraries.of(0, 1, 10, -3).map(Value::number);
    }

    private static Arbitrary<Value> flags() {
        return Arbitraries.of(true, false).map(Value::flag);
    }

    /** Members with distinct names: a user by text, a group by text or by its long form. */
    private static Arbitrary<Value> members() {
        Arbitrary<Value.Fields> who = Arbitraries.of(
                Value.Fields.EMPTY.with("user", Value.text("jane")),
                Value.Fields.EMPTY.with("user", Value.text("joe")),
                Value.Fields.EMPTY.with("group", Value.text("jane")),
                Value.Fields.EMPTY.with("group", Value.Fields.EMPTY.with("name", Value.text("stewards"))));
        return Combinators.combine(
                        who.set().ofMaxSize(4),
                        sets().list().ofSize(4),
                        flags().list().ofSize(4))
                .as((chosen, roles, marked) -> {
                    List<Value> members = new ArrayList<>();
                    for (Value.Fields one : chosen) {
                        Value.Fields member = one.with("roles", roles.get(members.size()));
                        members.add(
                                marked.get(members.size()).equals(Value.flag(true))
                                        ? member.with("note", Value.text("n"))
                                        : member);
                    }
                    return new Value.Items(members);
                });
    }

    /** Any of the fields, none of them needed; a field is at times the explicit null. */
    static Arbitrary<Value.Fields> some(Map<String, Arbitrary<Value>> fields) {
        List<Arbitrary<Optional<Map.Entry<String, Value>>>> parts = new ArrayList<>();
        fields.forEach((name, values) ->
                parts.add(Arbitraries.frequencyOf(Tuple.of(8, values), Tuple.of(1, Arbitraries.just(Value.nothing())))
                        .optional(0.6)
                        .map(value -> value.map(found -> Map.entry(name, found)))));
        return Combinators.combine(parts).as(chosen -> {
            Map<String, Value> spec = new LinkedHashMap<>();
            chosen.forEach(part -> part.ifPresent(entry -> spec.put(entry.getKey(), entry.getValue())));
            return new Value.Fields(spec);
        });
    }

    /** Specs over all shapes that a schema can have, without a name and without what needs a recreate. */
    static Arbitrary<Value.Fields> specs() {
        Map<String, Arbitrary<Value>> fields = new LinkedHashMap<>();
        fields.put("description", texts());
        fields.put("limit", numbers());
        fields.put("enabled", flags());
        fields.put("steps", lists());
        fields.put("scopes", sets());
        fields.put("tags", sets());
        fields.put("members", members());
        Arbitrary<Value> modes = Arbitraries.of("exact", "atLeast").map(Value::text);
        fields.put("membersMode", modes);
        fields.put("scopesMode", modes);
        fields.put("secret", texts());
        Arbitrary<Value> inner = some(Map.of("x", texts(), "y", flags())).map(Value.class::cast);
        fields.put("settings", some(Map.of("on", flags(), "deep", inner)).map(Value.class::cast));
        return some(fields);
    }

    static NaturalKey key(KindName kind, String name) {
        return NaturalKey.of(kind, Map.of("name", name));
    }

    static Desired desired(KindName kind, String name, Value.Fields spec) {
        return desired(kind, name, spec, Desired.Lifecycle.PRESENT, Map.of());
    }

    static Desired desired(
            KindName kind,
            String name,
            Value.Fields spec,
            Desired.Lifecycle lifecycle,
            Map<String, String> annotations) {
        return new Desired(
                new ResourceRef(kind, name),
                key(kind, spec.text("name").orElse(name)),
                new Metadata(name, Map.of(), annotations),
                lifecycle,
                spec,
                new Position("acme/" + name + ".yaml", 1, 1),
                Map.of());
    }

    static Desired absent(KindName kind, String name) {
        return desired(
                kind,
                name,
                Value.Fields.EMPTY.with("name", Value.text(name)),
                new Desired.Lifecycle(Ensure.ABSENT, false),
                Map.of());
    }

    static Live live(KindName kind, String id, String name, Value.Fields spec) {
        return new Live(kind, id, List.of(key(kind, name)), name, spec, Value.Fields.EMPTY, Optional.empty());
    }

    static Owned owned(KindName kind, String name, String liveId, Owned.Origin origin) {
        return new Owned(
                new ResourceRef(kind, name),
                key(kind, name),
                liveId,
                "",
                Map.of(),
                Optional.empty(),
                origin,
                Value.Fields.EMPTY,
                NOW);
    }

    static Change.Create creation(KindName kind, String name, String... needs) {
        return new Change.Create(
                desired(kind, name, Value.Fields.EMPTY.with("name", Value.text(name))), "new", refs(needs));
    }

    static Change.Update update(KindName kind, String name, List<FieldDiff> fields) {
        return new Change.Update(
                desired(kind, name, Value.Fields.EMPTY),
                live(kind, "id-" + name, name, Value.Fields.EMPTY),
                fields,
                "differs",
                Set.of());
    }

    static Change.Recreate recreate(KindName kind, String name) {
        return new Change.Recreate(
                desired(kind, name, Value.Fields.EMPTY),
                live(kind, "id-" + name, name, Value.Fields.EMPTY),
                List.of(new FieldDiff(FieldPath.parse("/type"), Value.text("b"), Value.text("a"))),
                "differs",
                Set.of());
    }

    static Change.Delete delete(KindName kind, String name) {
        return new Change.Delete(
                new ResourceRef(kind, name),
                live(kind, "id-" + name, name, Value.Fields.EMPTY),
                Optional.empty(),
                "gone",
                Set.of());
    }

    /** References from texts such as {@code Space/a}. */
    static Set<ResourceRef> refs(String... texts) {
        Set<ResourceRef> refs = new LinkedHashSet<>();
        for (String text : texts) {
            refs.add(ResourceRef.of(text.substring(0, text.indexOf('/')), text.substring(text.indexOf('/') + 1)));
        }
        return refs;
    }
}
