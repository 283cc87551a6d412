package truekeel.manifest;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import truekeel.model.FieldPath;
import truekeel.model.Finding;
import truekeel.model.FindingCode;
import truekeel.model.KindName;
import truekeel.model.ReconcilePolicy;
import truekeel.model.ReconcilePolicy.Budget;
import truekeel.model.ReconcilePolicy.Ignore;
import truekeel.model.ReconcilePolicy.SyncWindow;
import truekeel.model.Value;
import truekeel.schema.KindSchema;
import truekeel.schema.Schemas;

/** Reads {@code reconcile} of a tenant or of the fleet's defaults. */
final class ReconcileReader {
    private final Schemas schemas;

    ReconcileReader(Schemas schemas) {
        this.schemas = schemas;
    }

    /** The upper settings laid over the lower: maps deep, lists replaced. */
    static Value.Fields over(Value.Fields below, Value.Fields above) {
        Value.Fields merged = below;
        for (Map.Entry<String, Value> entry : above.values().entrySet()) {
            boolean deep = entry.getValue() instanceof Value.Fields
                    && merged.get(entry.getKey())
                            .filter(Value.Fields.class::isInstance)
                            .isPresent();
            Value value =
                    deep ? over(merged.fields(entry.getKey()), (Value.Fields) entry.getValue()) : entry.getValue();
            merged = merged.with(entry.getKey(), value);
        }
        return merged;
    }

    /** Adds what a schema cannot say: cron expressions, time zones, kinds, fields of kinds. */
    void check(Node.Entries root, FieldPath at, Value.Fields reconcile, List<Finding> findings) {
        Place place = new Place(root, at, findings);
        place.positive(reconcile, "interval", at);
        List<Value> windows = reconcile.items("windows");
        for (int i = 0; i < windows.size(); i++) {
            window(map(windows.get(i)), at.child("windows").child(i), place);
        }
        List<Value> kinds = reconcile.items("kinds");
        for (int i = 0; i < kinds.size(); i++) {
            kind(kinds.get(i).toString(), at.child("kinds").child(i), place);
        }
        List<Value> ignores = reconcile.items("ignore");
        for (int i = 0; i < ignores.size(); i++) {
            ignore(map(ignores.get(i)), at.child("ignore").child(i), place);
        }
    }

    private record Place(Node.Entries root, FieldPath at, List<Finding> findings) {
        void error(FindingCode code, FieldPath path, String message, String hint) {
            findings.add(Finding.error(code, root.valueAt(path), message, hint));
        }

        void positive(Value.Fields fields, String name, FieldPath in) {
            fields.text(name)
                    .filter(text -> Durations.parse(text)
                            .filter(span -> span.isZero() || span.isNegative())
                            .isPresent())
                    .ifPresent(text -> error(
                            FindingCode.FIELD_VALUE,
                            in.child(name),
                            "'" + text + "' is not a span of time above zero.",
                            "Write 30s, 10m, 6h or 1d."));
        }
    }

    private static void window(Value.Fields window, FieldPath at, Place place) {
        place.positive(window, "duration", at);
        window.text("allow")
                .flatMap(CronText::problem)
                .ifPresent(problem -> place.error(
                        FindingCode.FIELD_VALUE,
                        at.child("allow"),
                        "The cron expression is wrong: " + problem + ".",
                        "The fields are minute, hour, day of month, month, day of week."));
        window.text("timeZone")
                .filter(name -> zone(name).isEmpty())
                .ifPresent(name -> place.error(
                        FindingCode.FIELD_VALUE,
                        at.child("timeZone"),
                        "There is no time zone '" + name + "'.",
                        "Write a name such as Europe/Stockholm."));
    }

    private Optional<KindSchema> kind(String word, FieldPath at, Place place) {
        Optional<KindSchema> schema =
                schemas.names().contains(word) ? schemas.find(KindName.of(word)) : Optional.empty();
        if (schema.isEmpty()) {
            String hint = schemas.suggest(word)
                    .map(kind -> "Did you mean '" + kind + "'?")
                    .orElse("");
            place.error(FindingCode.KIND_UNKNOWN, at, "The kind '" + word + "' is unknown to this version.", hint);
        }
        return schema;
    }

    private void ignore(Value.Fields ignore, FieldPath at, Place place) {
        Optional<KindSchema> schema = kind(ignore.text("kind").orElse(""), at.child("kind"), place);
        List<Value> fields = ignore.items("fields");
        for (int i = 0; i < fields.size(); i++) {
            String written = fields.get(i).toString();
            boolean known = schema.map(kind -> written.startsWith("/")
                            && kind.field(FieldPath.parse(written)).isPresent())
                    .orElse(true);
            if (!known) {
                String message = "The kind '" + ignore.text("kind").orElse("") + "' has no field '" + written + "'.";
                place.error(FindingCode.FIELD_UNKNOWN, at.child("fields").child(i), message, "");
            }
        }
    }

    /** The value as a map; an empty one when it is none, which the schema has told already. */
    static Value.Fields map(Value value) {
        return value instanceof Value.Fields fields ? fields : Value.Fields.EMPTY;
    }

    /** The policy of settings that were checked before. */
    static ReconcilePolicy read(Value.Fields settings) {
        ReconcilePolicy builtIn = ReconcilePolicy.BUILT_IN;
        return new ReconcilePolicy(
                settings.text("mode")
                        .map(word -> ReconcilePolicy.Mode.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(builtIn.mode()),
                settings.text("interval").flatMap(Durations::parse).orElse(builtIn.interval()),
                settings.text("prune")
                        .map(word -> ReconcilePolicy.Prune.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(builtIn.prune()),
                new TreeSet<>(settings.items("kinds").stream()
                        .map(kind -> KindName.of(kind.toString()))
                        .toList()),
                budget(settings.fields("budget")),
                settings.items("windows").stream()
                        .map(window -> window((Value.Fields) window))
                        .toList(),
                settings.items("ignore").stream()
                        .map(rule -> ignore((Value.Fields) rule))
                        .toList());
    }

    private static Budget budget(Value.Fields budget) {
        Budget builtIn = Budget.BUILT_IN;
        return new Budget(
                number(budget, "maxDeletes", builtIn.maxDeletes()),
                number(budget, "maxDeletesPercent", builtIn.maxDeletesPercent()),
                number(budget, "maxUpdatesPercent", builtIn.maxUpdatesPercent()));
    }

    private static int number(Value.Fields fields, String name, int otherwise) {
        return fields.get(name)
                .filter(Value.Num.class::isInstance)
                .map(value -> ((Value.Num) value).value().intValue())
                .orElse(otherwise);
    }

    private static SyncWindow window(Value.Fields window) {
        return new SyncWindow(
                window.text("allow").map(CronText::plain).orElse(""),
                window.text("duration").flatMap(Durations::parse).orElse(Duration.ZERO),
                window.text("timeZone").flatMap(ReconcileReader::zone).orElse(ZoneOffset.UTC));
    }

    private static Ignore ignore(Value.Fields rule) {
        List<FieldPath> fields = new ArrayList<>();
        rule.items("fields").forEach(path -> fields.add(FieldPath.parse(path.toString())));
        return new Ignore(KindName.of(rule.text("kind").orElse("")), rule.text("name"), fields);
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
