package truekeel.kinds.stagedapprule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import truekeel.kinds.AppItems;
import truekeel.kinds.Kind;
import truekeel.kinds.Look;
import truekeel.kinds.Reads;
import truekeel.kinds.Seen;
import truekeel.kinds.Step;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.Owned;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.Identity;
import truekeel.qlik.Operations;
import truekeel.qlik.QlikRequest;

/**
 * Rules for apps that arrive from client-managed sites. A rule has no object in Qlik: it is seen as it is declared, and
 * differs in its space by the names of the apps that wait for one. What it does is bring apps into the space; it never
 * takes any away.
 */
public final class StagedAppRuleKind implements Kind {
    private static final KindName NAME = KindName.of("StagedAppRule");
    static final KindName SPACE = KindName.of("Space");
    static final KindName USER = KindName.of("User");
    /** The fact that lists the apps to bring, with id and name. */
    static final String OWED = "owed";
    /** The fact that names the other rules that apps match. */
    private static final String CONTESTED = "contested";

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public Set<String> needs() {
        return Set.of("admin_classic", "admin.apps", "apps", "user_default");
    }

    /** Apps that match no rule are nobody's; what the index may show late is asked for by its id. */
    @Override
    public void observe(Look look, Consumer<Seen> each) {
        List<Rule> rules = look.declared(NAME).stream()
                .filter(desired -> !desired.isAbsent())
                .map(Rule::new)
                .toList();
        List<DistributedApp> apps = rules.isEmpty() ? List.of() : apps(look, rules);
        rules.forEach(rule -> each.accept(seen(rule, rules, apps, look)));
    }

    private static List<DistributedApp> apps(Look look, List<Rule> rules) {
        Set<String> moved = moved(look);
        Identity bot = look.qlik().identity();
        List<DistributedApp> apps = new ArrayList<>();
        for (JsonNode item : look.items().all()) {
            if (AppItems.isDistributed(item.path("resourceAttributes"))) {
                DistributedApp app = DistributedApp.ofItem(item);
                boolean doubtful = moved.contains(app.id()) && rules.stream().anyMatch(rule -> rule.isOwedTo(app, bot));
                (doubtful ? asRead(look, app) : Optional.of(app)).ifPresent(apps::add);
            }
        }
        return apps;
    }

    private static Optional<DistributedApp> asRead(Look look, DistributedApp app) {
        return Reads.one(look.qlik(), QlikRequest.of(Operations.GET_APP_INFO).path("appId", app.id()))
                .map(read -> app.asRead(read.path("attributes")));
    }

    /** The apps that rules brought last, which the index may still show as they were. */
    private static Set<String> moved(Look look) {
        return look.owned(NAME).stream()
                .map(Owned::facts)
                .flatMap(facts -> facts.items(Routing.MOVED).stream())
                .map(Value::toString)
                .collect(Collectors.toSet());
    }

    private static Seen seen(Rule rule, List<Rule> rules, List<DistributedApp> apps, Look look) {
        Identity bot = look.qlik().identity();
        List<DistributedApp> owed = apps.stream()
                .filter(app -> rule.isOwedTo(app, bot))
                .sorted((one, other) -> (one.name() + one.id()).compareTo(other.name() + other.id()))
                .toList();
        Value.Fields spec = Value.Fields.EMPTY.with(
                "name", Value.text(rule.desired().spec().text("name").orElseThrow()));
        String id = rule.desired().ref().name();
        if (owed.isEmpty()) {
            return Seen.of(id, spec.with("space", rule.space()));
        }
        List<String> names = owed.stream().map(DistributedApp::name).toList();
        return Seen.of(id, spec.with("space", Value.texts(names)))
                .withFacts(Value.Fields.EMPTY
                        .with(
                                OWED,
                                new Value.Items(owed.stream()
                                        .<Value>map(app -> Value.Fields.EMPTY
                                                .with("id", Value.text(app.id()))
                                                .with("name", Value.text(app.name())))
                                        .toList()))
                        .with(CONTESTED, contested(rule, rules, owed))
                        .with(
                                Live.REMARK,
                                Value.text("Apps from client-managed wait for their space or owner: "
                                        + String.join(", ", names) + ".")));
    }

    private static Value contested(Rule rule, List<Rule> rules, List<DistributedApp> owed) {
        Set<String> found = new LinkedHashSet<>();
        for (DistributedApp app : owed) {
            rules.stream()
                    .filter(other ->
                            !other.desired().ref().equals(rule.desired().ref()) && other.matches(app))
                    .forEach(other -> found.add("the app " + app.name() + " matches "
                            + other.desired().ref() + " too"));
        }
        return Value.texts(List.copyOf(found));
    }

    @Override
    public List<Step> steps(Change change) {
        return switch (change.action()) {
            case UPDATE -> new Routing(change).steps();
            case CREATE, RECREATE, DELETE, ADOPT, RELEASE -> List.of();
        };
    }

    /** Of two rules for one app neither is followed: which of the two is meant cannot be told. */
    @Override
    public Optional<Refusal> objection(Change change, List<Change> plan, Look look) {
        List<Value> contested =
                change.live().map(live -> live.facts().items(CONTESTED)).orElse(List.of());
        if (contested.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Refusal.of(
                RefusalCode.DUPLICATE_MATCH,
                change.ref(),
                change.ref() + " is not followed: "
                        + String.join(
                                "; ", contested.stream().map(Value::toString).toList()) + ".",
                "Make the rules' patterns or tags exclude each other.",
                false));
    }
}
