package truekeel.plan;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import truekeel.model.FieldPath;
import truekeel.model.KindName;
import truekeel.model.Value;

/**
 * What the diff and the planner must know of a kind, filled from its schema.
 *
 * @param rules by field pattern, {@code *} standing for each element of a list
 * @param lateness how late a create whose answer was lost may come to light
 * @param recreateLoss what is lost when an object is made anew, a full sentence; may be empty
 * @param notes what else a change of a field brings about, full sentences by field pattern
 */
public record FieldRules(
        KindName kind,
        Map<FieldPath, Rule> rules,
        boolean singleton,
        Prunable prunable,
        Lateness lateness,
        String recreateLoss,
        Map<FieldPath, String> notes) {

    public FieldRules {
        rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
        notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
    }

    /** Rules of a kind whose changes bring about nothing but themselves. */
    public FieldRules(
            KindName kind, Map<FieldPath, Rule> rules, boolean singleton, Prunable prunable, Lateness lateness) {
        this(kind, rules, singleton, prunable, lateness, "", Map.of());
    }

    /** Rules of a kind without any marks. */
    public static FieldRules plain(KindName kind) {
        return new FieldRules(kind, Map.of(), false, Prunable.YES, Lateness.UNKEYED);
    }

    /** How long a created object may stay out of Qlik's lists. */
    public Duration settle() {
        return lateness.listed();
    }

    /** How long an object that is not found may still come to light after a create of which nobody knows the fate. */
    public Duration grace() {
        return lateness.longest();
    }

    /**
     * How late a create whose answer was lost may come to light.
     *
     * @param listed how long the object may stay out of Qlik's lists
     * @param travels how long the request may still be on its way; zero where a second one does no harm, because Qlik
     *     refuses two objects of one key
     */
    public record Lateness(Duration listed, Duration travels) {
        /** Longer than Qlik's gateways and our own deadlines let a request live; an assumption, as nothing is said. */
        public static final Duration JOURNEY = Duration.ofMinutes(2);

        /** Of kinds that are listed at once, and of which Qlik keeps keys unique. */
        public static final Lateness NONE = new Lateness(Duration.ZERO, Duration.ZERO);

        /** Of kinds that are listed at once, and of which Qlik makes two objects of one key. */
        public static final Lateness UNKEYED = new Lateness(Duration.ZERO, JOURNEY);

        Duration longest() {
            return listed.compareTo(travels) >= 0 ? listed : travels;
        }
    }

    /** Whether objects of the kind may ever be deleted because nobody declares them. */
    public enum Prunable {
        YES,
        NEVER
    }

    /**
     * Marks of one field.
     *
     * @param set the list has no order; the map holds what is declared and nothing else
     * @param identity fields of which the first present one names an element of a list of objects
     * @param setMode the sibling field that, set to {@code atLeast}, keeps extra live elements
     * @param recreate a difference cannot be written in place
     * @param recreateWhere of which fields of the desired spec, by path, the words must hold for that; none means
     *     always
     * @param ignored never compared: write-only, or of meaning to us alone
     * @param withoutCase texts are equal without regard to case
     */
    public record Rule(
            boolean set,
            List<String> identity,
            Optional<String> setMode,
            boolean recreate,
            Map<FieldPath, List<String>> recreateWhere,
            boolean ignored,
            boolean withoutCase) {
        public static final Rule NONE = new Rule(false, List.of(), Optional.empty(), false, false, false);
        public static final Rule SET = new Rule(true, List.of(), Optional.empty(), false, false, false);
        public static final Rule RECREATE = new Rule(false, List.of(), Optional.empty(), true, false, false);
        public static final Rule IGNORED = new Rule(false, List.of(), Optional.empty(), false, true, false);

        public Rule {
            recreateWhere = Map.copyOf(recreateWhere);
        }

        /** A rule whose {@code recreate} holds always. */
        public Rule(
                boolean set,
                List<String> identity,
                Optional<String> setMode,
                boolean recreate,
                boolean ignored,
                boolean withoutCase) {
            this(set, identity, setMode, recreate, Map.of(), ignored, withoutCase);
        }

        /** Whether a difference of an object that shall be so cannot be written in place. */
        boolean needsRecreate(Value.Fields desired) {
            return recreate
                    && recreateWhere.entrySet().stream().allMatch(where -> where.getKey()
                            .in(desired)
                            .map(Value::toString)
                            .filter(where.getValue()::contains)
                            .isPresent());
        }

        public static Rule keyed(String... identity) {
            return new Rule(true, List.of(identity), Optional.empty(), false, false, false);
        }

        public Rule withMode(String field) {
            return new Rule(set, identity, Optional.of(field), recreate, recreateWhere, ignored, withoutCase);
        }
    }

    /** The pattern of a field within what has a pattern; the names of maps stand under {@code *}. */
    FieldPath child(FieldPath pattern, String name) {
        FieldPath exact = pattern.child(name);
        FieldPath any = pattern.child("*");
        return !rules.containsKey(exact) && rules.containsKey(any) ? any : exact;
    }

    /** What changes of the fields bring about besides, each sentence once, in the fields' order. */
    List<String> notesOn(List<FieldDiff> fields) {
        if (notes.isEmpty()) {
            return List.of();
        }
        return fields.stream()
                .map(field -> notes.getOrDefault(patternOf(field.path()), ""))
                .filter(note -> !note.isEmpty())
                .distinct()
                .toList();
    }

    private FieldPath patternOf(FieldPath path) {
        FieldPath pattern = FieldPath.ROOT;
        for (String segment : path.segments()) {
            pattern = child(pattern, segment);
        }
        return pattern;
    }

    /** The marks of the field at a pattern; {@link Rule#NONE} when the schema has none. */
    public Rule at(FieldPath pattern) {
        return rules.getOrDefault(pattern, Rule.NONE);
    }
}
