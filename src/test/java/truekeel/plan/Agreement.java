package truekeel.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import truekeel.model.Value;

/**
 * Whether a live spec is as a manifest asks, for the fields of {@link PlanArbitraries#specs()}; told field by field and
 * not by rules, so that it shares no mistake with the diff.
 */
final class Agreement {
    private Agreement() {}

    static boolean between(Value.Fields desired, Value.Fields live) {
        return desired.values().keySet().stream().allMatch(name -> field(name, desired, live));
    }

    private static boolean field(String name, Value.Fields desired, Value.Fields live) {
        Value wanted = desired.get(name).orElseThrow();
        Value there = live.get(name).orElse(Value.nothing());
        if (Set.of("secret", "membersMode", "scopesMode").contains(name)) {
            return true;
        }
        if (wanted.isNull()) {
            return told(there).isEmpty();
        }
        return switch (name) {
            case "description", "x" -> wanted.toString().equals(told(there));
            case "steps" -> desired.items(name).equals(live.items(name));
            case "scopes" ->
                words(desired.text("scopesMode").equals(Optional.of("atLeast")), desired.items(name), live.items(name));
            case "tags" -> words(false, folded(desired.items(name)), folded(live.items(name)));
            case "members" ->
                members(
                        desired.text("membersMode").equals(Optional.of("atLeast")),
                        desired.items(name),
                        live.items(name));
            case "settings", "deep" -> between(desired.fields(name), live.fields(name));
            default -> wanted.equals(there);
        };
    }

    /** What a person would say of a value; nothing of one that holds nothing. */
    private static String told(Value value) {
        boolean nothing =
                value.isNull() || value.equals(new Value.Items(List.of())) || value.equals(Value.Fields.EMPTY);
        return nothing ? "" : value.toString();
    }

    private static boolean words(boolean atLeast, List<Value> desired, List<Value> live) {
        return atLeast ? live.containsAll(desired) : new HashSet<>(live).equals(new HashSet<>(desired));
    }

    private static List<Value> folded(List<Value> words) {
        return words.stream()
                .<Value>map(word -> Value.text(word.toString().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static boolean members(boolean atLeast, List<Value> desired, List<Value> live) {
        Map<String, Value.Fields> wanted = byName(desired);
        Map<String, Value.Fields> there = byName(live);
        boolean known = atLeast
                ? there.keySet().containsAll(wanted.keySet())
                : there.keySet().equals(wanted.keySet());
        return known
                && wanted.entrySet().stream().allMatch(member -> {
                    Value.Fields other = there.getOrDefault(member.getKey(), Value.Fields.EMPTY);
                    boolean noted = !member.getValue().has("note") || other.has("note");
                    return noted && words(false, member.getValue().items("roles"), other.items("roles"));
                });
    }

    private static Map<String, Value.Fields> byName(List<Value> members) {
        return members.stream()
                .map(Value.Fields.class::cast)
                .collect(Collectors.toMap(
                        member -> member.has("user") ? "u" + member.get("user") : "g" + member.get("group"),
                        member -> member,
                        (one, two) -> two,
                        TreeMap::new));
    }
}
