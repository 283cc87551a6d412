package truekeel.plan;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import truekeel.model.FieldPath;
import truekeel.model.KindName;

/**
 * What the diff and the planner must know of a kind, filled from its schema.
 *
 * @param rules by field pattern, {@code *} standing for each element of a list
 * @param settle how long a create whose answer was lost may stay invisible in lists
 */
public record FieldRules(
        KindName kind, Map<FieldPath, Rule> rules, boolean singleton, Prunable prunable, Duration settle) {

    public FieldRules {
        rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
    }

    /** Rules of a kind without any marks. */
    public static FieldRules plain(KindName kind) {
        return new FieldRules(kind, Map.of(), false, Prunable.YES, Duration.ZERO);
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
     * @param ignored never compared: write-only, or of meaning to us alone
     * @param withoutCase texts are equal without regard to case
     */
    public record Rule(
            boolean set,
            List<String> identity,
            Optional<String> setMode,
            boolean recreate,
            boolean ignored,
            boolean withoutCase) {
        public static final Rule NONE = new Rule(false, List.of(), Optional.empty(), false, false, false);
        public static final Rule SET = new Rule(true, List.of(), Optional.empty(), false, false, false);
        public static final Rule RECREATE = new Rule(false, List.of(), Optional.empty(), true, false, false);
        public static final Rule IGNORED = new Rule(false, List.of(), Optional.empty(), false, true, false);

        public static Rule keyed(String... identity) {
            return new Rule(true, List.of(identity), Optional.empty(), false, false, false);
        }

        public Rule withMode(String field) {
            return new Rule(set, identity, Optional.of(field), recreate, ignored, withoutCase);
        }
    }

    /** The pattern of a field within what has a pattern; the names of maps stand under {@code *}. */
    FieldPath child(FieldPath pattern, String name) {
        FieldPath exact = pattern.child(name);
        FieldPath any = pattern.child("*");
        return !rules.containsKey(exact) && rules.containsKey(any) ? any : exact;
    }

    /** The marks of the field at a pattern; {@link Rule#NONE} when the schema has none. */
    public Rule at(FieldPath pattern) {
        return rules.getOrDefault(pattern, Rule.NONE);
    }
}
