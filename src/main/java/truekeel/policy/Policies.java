package truekeel.policy;

import dev.cel.common.CelValidationException;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import truekeel.model.Desired;
import truekeel.model.Live;
import truekeel.model.ResourceRef;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.policy.PolicyRule.Occasion;

/**
 * Rules ready to be asked. A rule sees {@code resource} (kind, metadata, spec) and {@code tenant} (name, labels), on
 * changes also {@code action}, {@code before} and {@code after}. A rule that fails on an object counts as violated by
 * it.
 */
public final class Policies {
    private static final Pattern PLACE = Pattern.compile("\\{([a-zA-Z][a-zA-Z0-9_.]*)}");
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final Programs PROGRAMS = new Programs(1000);

    private final List<Compiled> rules;

    private record Compiled(PolicyRule rule, CelRuntime.Program program) {}

    private Policies(List<Compiled> rules) {
        this.rules = rules;
    }

    /** Compiles the rules. Throws {@link UnsoundRule} for the first one that is no CEL of type bool. */
    public static Policies of(List<PolicyRule> rules) {
        return new Policies(rules.stream()
                .map(rule -> new Compiled(rule, compile(rule.name(), rule.rule())))
                .toList());
    }

    /** What is wrong with a rule's text; empty when it is sound. */
    public static Optional<String> check(String rule) {
        try {
            compile("rule", rule);
            return Optional.empty();
        } catch (UnsoundRule unsound) {
            return Optional.of(Objects.toString(unsound.getMessage(), "unknown"));
        }
    }

    private static CelRuntime.Program compile(String name, String rule) {
        try {
            return PROGRAMS.of(rule);
        } catch (CelValidationException | CelEvaluationException unsound) {
            throw new UnsoundRule("The rule of policy " + name + " is not sound: " + unsound.getMessage(), unsound);
        }
    }

    /** A policy whose rule does not compile. */
    public static final class UnsoundRule extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnsoundRule(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The tenant's name and labels, as rules see them. */
    public record TenantFacts(String name, Map<String, String> labels) {}

    /** Every violation by the tenant's desired resources, its live objects, and the changes of its plan. */
    public List<Violation> violations(
            TenantFacts tenant, List<Desired> desired, List<Live> live, List<Change> changes) {
        List<Violation> found = new ArrayList<>();
        for (Compiled compiled : rules) {
            if (compiled.rule().tenants().test(tenant.labels())) {
                Asking asking = new Asking(compiled, tenant, found);
                desired.forEach(asking::desired);
                live.forEach(asking::live);
                changes.forEach(asking::change);
            }
        }
        return found;
    }

    /** One rule put to many objects of one tenant. */
    private record Asking(Compiled compiled, TenantFacts tenant, List<Violation> found) {
        void desired(Desired desired) {
            if (asks(Occasion.DESIRED, desired.ref()) && !desired.isAbsent()) {
                ask(Occasion.DESIRED, desired.ref(), variables(resource(desired)));
            }
        }

        void live(Live live) {
            ResourceRef ref = new ResourceRef(live.kind(), live.name());
            if (asks(Occasion.LIVE, ref)) {
                ask(Occasion.LIVE, ref, variables(resource(live)));
            }
        }

        void change(Change change) {
            if (!asks(Occasion.CHANGE, change.ref()) || !change.action().writes()) {
                return;
            }
            Map<String, Object> after = change.desired().map(Asking::resource).orElseGet(Map::of);
            Map<String, Object> before = change.live().map(Asking::resource).orElseGet(Map::of);
            Map<String, Object> variables = variables(after.isEmpty() ? before : after);
            variables.put("action", change.action().word());
            variables.put("before", before);
            variables.put("after", after);
            ask(Occasion.CHANGE, change.ref(), variables);
        }

        private boolean asks(Occasion occasion, ResourceRef ref) {
            return compiled.rule().on().contains(occasion) && compiled.rule().covers(ref.kind());
        }

        private Map<String, Object> variables(Map<String, Object> resource) {
            Map<String, Object> variables = new HashMap<>();
            variables.put("resource", resource);
            variables.put("tenant", Map.of("name", tenant.name(), "labels", tenant.labels()));
            variables.put("action", "");
            variables.put("before", Map.of());
            variables.put("after", Map.of());
            return variables;
        }

        private void ask(Occasion occasion, ResourceRef ref, Map<String, Object> variables) {
            PolicyRule rule = compiled.rule();
            try {
                if (!Boolean.TRUE.equals(compiled.program().eval(variables))) {
                    found.add(
                            new Violation(rule.name(), rule.level(), occasion, ref, filled(rule.message(), variables)));
                }
            } catch (CelEvaluationException failed) {
                found.add(new Violation(
                        rule.name(),
                        rule.level(),
                        occasion,
                        ref,
                        "The rule could not be evaluated: " + failed.getMessage()));
            }
        }

        private static Map<String, Object> resource(Desired desired) {
            return Map.of(
                    "kind",
                    desired.kind().value(),
                    "metadata",
                    Map.of(
                            "name",
                            desired.metadata().name(),
                            "labels",
                            desired.metadata().labels(),
                            "annotations",
                            desired.metadata().annotations()),
                    "spec",
                    plain(desired.spec()));
        }

        private static Map<String, Object> resource(Live live) {
            return Map.of(
                    "kind",
                    live.kind().value(),
                    "metadata",
                    Map.of("name", live.name(), "labels", Map.of(), "annotations", Map.of()),
                    "spec",
                    plain(live.spec()),
                    "facts",
                    plain(live.facts()));
        }
    }

    /** Values as CEL knows them; nulls and secrets are left out of maps, so that {@code has()} is false for them. */
    private static Object plain(Value value) {
        if (value instanceof Value.Fields fields) {
            Map<String, Object> map = new LinkedHashMap<>();
            fields.values().forEach((name, field) -> {
                if (!field.isNull() && !(field instanceof Value.SecretRef)) {
                    map.put(name, plain(field));
                }
            });
            return map;
        }
        if (value instanceof Value.Items items) {
            return items.values().stream()
                    .filter(item -> !item.isNull())
                    .map(Policies::plain)
                    .toList();
        }
        if (value instanceof Value.Flag flag) {
            return flag.value();
        }
        if (value instanceof Value.Num number) {
            boolean whole = number.value().scale() <= 0 && number.value().abs().compareTo(LARGEST) <= 0;
            return whole
                    ? (Object) number.value().longValue()
                    : (Object) number.value().doubleValue();
        }
        return value.toString();
    }

    private static String filled(String message, Map<String, Object> variables) {
        Matcher matcher = PLACE.matcher(message);
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            Object value = variables;
            for (String part : matcher.group(1).split("\\.", -1)) {
                value = value instanceof Map<?, ?> map && map.containsKey(part)
                        ? Objects.requireNonNull(map.get(part))
                        : "{" + matcher.group(1) + "}";
            }
            matcher.appendReplacement(text, Matcher.quoteReplacement(value.toString()));
        }
        return matcher.appendTail(text).toString();
    }
}
