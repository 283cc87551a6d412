package truekeel.plan;

import java.util.List;
import truekeel.model.Glob;
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
                && rule.name().map(name -> new Glob(name).matches(ref.name())).orElse(true);
    }
}
