package truekeel.plan;

import java.util.List;
import java.util.regex.Pattern;
import truekeel.model.ReconcilePolicy.Ignore;
import truekeel.model.ResourceRef;

/** The {@code ignore} rules of a tenant: whole objects by kind and name pattern, or single fields of them. */
final class Ignores {
    private final List<Ignore> rules;

    Ignores(List<Ignore> rules) {
        this.rules = rules;
    }

    boolean whole(ResourceRef ref) {
        return rules.stream().anyMatch(rule -> rule.fields().isEmpty() && matches(rule, ref));
    }

    List<FieldDiff> filter(ResourceRef ref, List<FieldDiff> fields) {
        return fields.stream()
                .filter(field -> rules.stream()
                        .filter(rule -> matches(rule, ref))
                        .flatMap(rule -> rule.fields().stream())
                        .noneMatch(field.path()::startsWith))
                .toList();
    }

    private static boolean matches(Ignore rule, ResourceRef ref) {
        return rule.kind().equals(ref.kind())
                && rule.name().map(glob -> matches(glob, ref.name())).orElse(true);
    }

    /** A shell-like pattern in which {@code *} stands for any text and {@code ?} for one character. */
    private static boolean matches(String glob, String name) {
        StringBuilder regex = new StringBuilder();
        glob.codePoints()
                .forEach(character -> regex.append(
                        switch (character) {
                            case '*' -> ".*";
                            case '?' -> ".";
                            default -> Pattern.quote(Character.toString(character));
                        }));
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(name).matches();
    }
}
