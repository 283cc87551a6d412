package truekeel.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import truekeel.model.Desired;
import truekeel.model.FieldPath;
import truekeel.model.Live;
import truekeel.model.NaturalKey;
import truekeel.model.Value;

/**
 * The one comparison of desired and live state. A field absent from the desired side is not managed; {@link Value.Null}
 * equals an absent, empty or null live field; sets have no order, and a map that is one holds no other names; numbers
 * compare by value.
 */
public final class Diff {
    private final FieldRules rules;
    private final List<FieldDiff> found = new ArrayList<>();

    private Diff(FieldRules rules) {
        this.rules = rules;
    }

    /** The fields in which they differ, in the order of the desired side; none when they agree. */
    public static List<FieldDiff> between(Desired desired, Live live, FieldRules rules) {
        Diff diff = new Diff(rules);
        diff.fields(FieldPath.ROOT, FieldPath.ROOT, desired.spec(), live.spec());
        return List.copyOf(diff.found);
    }

    private void fields(FieldPath path, FieldPath pattern, Value.Fields desired, Value.Fields live) {
        boolean whole = rules.at(pattern).set();
        desired.values().forEach((name, value) -> {
            FieldPath here = rules.child(pattern, name);
            FieldRules.Rule rule = rules.at(here);
            boolean untold = rule.ignored() || value instanceof Value.SecretRef;
            if (untold && whole && !live.has(name)) {
                found.add(new FieldDiff(path.child(name), value, Value.nothing()));
            } else if (!untold) {
                boolean atLeast = rule.setMode()
                        .flatMap(desired::text)
                        .filter("atLeast"::equals)
                        .isPresent();
                value(path.child(name), here, value, live.get(name).orElseGet(Value::nothing), atLeast);
            }
        });
        if (whole) {
            live.values().forEach((name, value) -> {
                if (!desired.has(name)) {
                    found.add(new FieldDiff(path.child(name), Value.nothing(), value));
                }
            });
        }
    }

    private void value(FieldPath path, FieldPath pattern, Value desired, Value live, boolean atLeast) {
        FieldRules.Rule rule = rules.at(pattern);
        if (desired instanceof Value.Fields fields) {
            fields(path, pattern, fields, live instanceof Value.Fields there ? there : Value.Fields.EMPTY);
        } else if (desired instanceof Value.Items items && !rule.identity().isEmpty()) {
            keyed(
                    path,
                    pattern,
                    items,
                    live instanceof Value.Items there ? there : new Value.Items(List.of()),
                    atLeast);
        } else if (!equal(desired, live, rule, atLeast)) {
            found.add(new FieldDiff(path, wanted(desired, live, atLeast), live, rule.withoutCase()));
        }
    }

    /**
     * With {@code atLeast} the wanted list is the live one plus what it lacks, so that writing it takes nothing away.
     */
    private static Value wanted(Value desired, Value live, boolean atLeast) {
        if (atLeast && desired instanceof Value.Items more && live instanceof Value.Items there) {
            List<Value> all = new ArrayList<>(there.values());
            more.values().stream().filter(value -> !all.contains(value)).forEach(all::add);
            return new Value.Items(all);
        }
        return desired;
    }

    private void keyed(FieldPath path, FieldPath pattern, Value.Items desired, Value.Items live, boolean atLeast) {
        List<String> identity = rules.at(pattern).identity();
        Map<String, Value.Fields> there = byIdentity(live, identity);
        Map<String, Value.Fields> here = byIdentity(desired, identity);
        here.forEach((key, element) -> {
            Value.Fields counterpart = there.remove(key);
            if (counterpart == null) {
                found.add(new FieldDiff(path.child(key), element, Value.nothing()));
            } else {
                fields(path.child(key), pattern.child("*"), without(element, identity), counterpart);
            }
        });
        if (!atLeast) {
            there.forEach((key, element) -> found.add(new FieldDiff(path.child(key), Value.nothing(), element)));
        }
    }

    private static Value.Fields without(Value.Fields element, List<String> identity) {
        Value.Fields rest = element;
        for (String field : identity) {
            rest = rest.without(field);
        }
        return rest;
    }

    private static Map<String, Value.Fields> byIdentity(Value.Items items, List<String> identity) {
        Map<String, Value.Fields> byKey = new LinkedHashMap<>();
        for (Value value : items.values()) {
            if (value instanceof Value.Fields element) {
                byKey.put(identityOf(element, identity).orElse("?=" + element), element);
            }
        }
        return byKey;
    }

    private static Optional<String> identityOf(Value.Fields element, List<String> identity) {
        return identity.stream()
                .filter(field ->
                        element.get(field).filter(value -> !value.isNull()).isPresent())
                .findFirst()
                .map(field -> field + "=" + element.values().get(field));
    }

    private static boolean equal(Value desired, Value live, FieldRules.Rule rule, boolean atLeast) {
        if (desired.isNull()) {
            return isEmpty(live);
        }
        if (desired instanceof Value.Items wanted && (live instanceof Value.Items || live.isNull())) {
            List<Value> there = live instanceof Value.Items items ? items.values() : List.of();
            if (atLeast) {
                return folded(there, rule).containsAll(folded(wanted.values(), rule));
            }
            List<Value> one = folded(wanted.values(), rule);
            List<Value> other = folded(there, rule);
            return rule.set() ? new HashSet<>(one).equals(new HashSet<>(other)) : one.equals(other);
        }
        if (desired instanceof Value.Text text && live instanceof Value.Text there) {
            return rule.withoutCase()
                    ? NaturalKey.withoutCase(text.value()).equals(NaturalKey.withoutCase(there.value()))
                    : text.equals(there);
        }
        if (desired instanceof Value.Text text && text.value().isEmpty()) {
            return isEmpty(live);
        }
        return desired.equals(live);
    }

    private static List<Value> folded(List<Value> values, FieldRules.Rule rule) {
        return rule.withoutCase()
                ? values.stream()
                        .map(value -> value instanceof Value.Text text
                                ? Value.text(NaturalKey.withoutCase(text.value()))
                                : value)
                        .toList()
                : values;
    }

    private static boolean isEmpty(Value live) {
        return live.isNull()
                || (live instanceof Value.Text text && text.value().isEmpty())
                || (live instanceof Value.Items items && items.values().isEmpty())
                || (live instanceof Value.Fields fields && fields.isEmpty());
    }
}
