package truekeel.kinds.identityprovider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import truekeel.kinds.Keyholders;
import truekeel.model.Live;
import truekeel.model.Value;
import truekeel.plan.Action;
import truekeel.plan.Change;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.AccessOperations;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;

/** When an identity provider may not be changed: people must act first, or could no longer get in. */
final class IdpGuard {
    private final Change change;
    private final List<Change> plan;
    private final QlikTenant qlik;

    IdpGuard(Change change, List<Change> plan, QlikTenant qlik) {
        this.change = change;
        this.plan = plan;
        this.qlik = qlik;
    }

    Optional<Refusal> objection() {
        if (change.action() == Action.DELETE) {
            return Keyholders.objection(change, plan, qlik);
        }
        return waiting()
                .or(this::secretless)
                .or(this::second)
                .or(() -> Keyholders.objection(change, plan, qlik))
                .or(this::scimKeys);
    }

    /** Whether it is interactive and people log in by it. */
    static boolean isInUse(Live live) {
        return Calls.isInteractive(live.spec()) && live.spec().flag("active").orElse(false);
    }

    private Value.Fields spec() {
        return change.desired().orElseThrow().spec();
    }

    private boolean isPending() {
        return Calls.isInteractive(spec()) && !Calls.skipsVerify(spec());
    }

    /** All that is to be done was sent already; what is left is a person's. */
    private Optional<Refusal> waiting() {
        Optional<String> state = change.live().flatMap(Standing::state);
        boolean left = change.fields().stream()
                .anyMatch(field ->
                        !Standing.isOption(field) && !field.path().toString().equals("/active"));
        if (change.action() != Action.UPDATE
                || !isPending()
                || state.isEmpty()
                || left
                || !Standing.areOptionsSent(change)) {
            return Optional.empty();
        }
        String why =
                switch (state.get()) {
                    case "verified" -> " was tried by a person and waits to be put in force.";
                    case "error" -> " was tried by a person, who could not log in.";
                    default -> " waits until a person has tried to log in with it.";
                };
        return Optional.of(Refusal.of(
                RefusalCode.IDP_PENDING,
                change.ref(),
                "The configuration of " + change.ref() + why,
                "Try it and put it in force in Qlik's console, or declare skipVerify: true.",
                false));
    }

    /** Options are sent as a whole, and Qlik never tells the secret among them. */
    private Optional<Refusal> secretless() {
        boolean sends = change.action() != Action.UPDATE
                || (change.fields().stream().anyMatch(Standing::isOption) && !Standing.areOptionsSent(change));
        boolean declared = spec().fields(Standing.OPTIONS).has(Standing.SECRET);
        if (Protocol.of(spec()) != Protocol.OIDC || !Calls.isInteractive(spec()) || !sends || declared) {
            return Optional.empty();
        }
        return Optional.of(Refusal.of(
                RefusalCode.SECRET_NEEDED,
                change.ref(),
                "Qlik takes the options of " + change.ref() + " only as a whole, with the client's secret.",
                "Declare options.clientSecret: {secretRef: …}.",
                false));
    }

    private Optional<Refusal> second() {
        // a new one comes into use even where it is switched off right after
        boolean comes =
                change.action() != Action.UPDATE || spec().flag("active").orElse(true);
        boolean was = change.live().filter(IdpGuard::isInUse).isPresent();
        boolean activates = change.action() == Action.CREATE
                || change.live().filter(Standing::isNeverVerified).isPresent()
                || change.fields().stream()
                        .anyMatch(field -> field.path().toString().equals("/active"));
        if (!Calls.isInteractive(spec()) || isPending() || was || !activates || !comes) {
            return Optional.empty();
        }
        return qlik.list(QlikRequest.of(AccessOperations.GET_IDPS)).stream()
                .filter(row -> row.path("interactive").asBoolean()
                        && row.path("active").asBoolean())
                .findFirst()
                .map(this::another);
    }

    private Refusal another(JsonNode row) {
        boolean leaves = plan.stream()
                .anyMatch(other -> other.live()
                                .filter(live -> live.id().equals(row.path("id").asText()))
                                .isPresent()
                        && (other.action().destroys()
                                || other.fields().stream()
                                        .anyMatch(
                                                field -> field.path().toString().equals("/active"))));
        return Refusal.of(
                RefusalCode.CANNOT_CREATE,
                change.ref(),
                "Another interactive identity provider is in use ("
                        + row.path("description").asText(row.path("provider").asText())
                        + "), and a tenant has one at most.",
                leaves
                        ? "Nothing needs to be done: it passes once the other one is out of use."
                        : "Declare active: false for the other one first.",
                false);
    }

    /** The keys by which another system manages users die with the id that they are made for. */
    private Optional<Refusal> scimKeys() {
        if (change.action() != Action.RECREATE) {
            return Optional.empty();
        }
        String owner = "SCIM\\" + change.live().orElseThrow().id();
        long keys = qlik.list(QlikRequest.of(AccessOperations.GET_API_KEYS).query("sub", owner)).stream()
                .filter(key -> key.path("status").asText().equals("active"))
                .count();
        return keys == 0
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        RefusalCode.SCIM_KEYS_LOST,
                        change.ref(),
                        change.ref() + " would get a new id, and " + keys + " API keys for SCIM that are made for "
                                + owner + " would stop working.",
                        "Approve the plan, and make new keys afterwards.",
                        true));
    }
}
