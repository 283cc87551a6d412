package truekeel.kinds.automation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import truekeel.kinds.Look;
import truekeel.kinds.Seen;
import truekeel.model.Artefact;
import truekeel.model.Desired;
import truekeel.model.Value;
import truekeel.plan.Action;
import truekeel.plan.Change;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;

/** What stands against a change of an automation: whose it is, what its file holds, which connections it needs. */
final class AutomationGuard {
    private static final String ADMIN = "admin.automations";

    private AutomationGuard() {}

    static Optional<Refusal> objection(Change change, Look look) {
        if (change.action() != Action.CREATE && change.action() != Action.UPDATE) {
            return Optional.empty();
        }
        return foreign(change, look).or(() -> unusable(change)).or(() -> unconnected(change, look));
    }

    private static Optional<Refusal> foreign(Change change, Look look) {
        Value.Fields spec = change.desired().orElseThrow().spec();
        Set<String> scopes = look.qlik().scopes().orElse(Set.of());
        boolean ours = change.live()
                .flatMap(live -> live.facts().text(Seen.OWNER_ID))
                .map(look.qlik().identity().userId()::equals)
                .orElse(true);
        boolean onlyOwner = Set.of("owner").containsAll(change.differing());
        boolean allowed = ours
                || (change.action() == Action.UPDATE && onlyOwner)
                || scopes.contains(ADMIN)
                || spec.flag("takeOwnership").orElse(false);
        return allowed
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        RefusalCode.NOT_PERMITTED,
                        change.ref(),
                        "The automation belongs to another user, and only its owner may change it.",
                        "Give Truekeel a client of the tenant that is trusted and has the scope " + ADMIN
                                + ", or declare takeOwnership: true: the automation is then moved to Truekeel's user,"
                                + " which drops its runs and detaches its connections.",
                        false));
    }

    private static Optional<Refusal> unusable(Change change) {
        Optional<Artefact> file =
                change.desired().map(desired -> desired.artefacts().get(AutomationView.SOURCE));
        return file.isEmpty() || Definition.of(file.get()).isPresent()
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        RefusalCode.CANNOT_CREATE,
                        change.ref(),
                        "The file " + file.get().path() + " holds no automation: there are no blocks in it.",
                        "Export the automation in Qlik's editor, or take the answer of its API, and commit that.",
                        false));
    }

    /** The space of a connection is told by its name here, so that it is looked at when the change is carried out. */
    private static Optional<Refusal> unconnected(Change change, Look look) {
        Desired desired = change.desired().orElseThrow();
        Value.Fields wanted = desired.spec().fields(Table.CONNECTIONS);
        if (wanted.isEmpty() || !desired.spec().has("source")) {
            return Optional.empty();
        }
        Connections connections = Connections.of(look);
        for (Map.Entry<String, Value> entry : wanted.values().entrySet()) {
            Value.Fields fields = (Value.Fields) entry.getValue();
            List<String> meant = connections.meant(entry.getKey(), fields, Optional.empty());
            if (meant.isEmpty()) {
                return Optional.of(Refusal.of(
                        RefusalCode.REF_NOT_FOUND,
                        change.ref(),
                        "The tenant has no automation connection " + entry.getKey() + " of the connector "
                                + fields.text("connector").orElse("") + ".",
                        "Make the connection in Qlik and connect it; a person must do that.",
                        false));
            }
            if (meant.size() > 1 && !fields.has("space")) {
                return Optional.of(Refusal.of(
                        RefusalCode.REF_AMBIGUOUS,
                        change.ref(),
                        "The automation connection " + entry.getKey() + " may mean " + meant.size() + " connections.",
                        "Name the space that it is in.",
                        false));
            }
        }
        return Optional.empty();
    }
}
