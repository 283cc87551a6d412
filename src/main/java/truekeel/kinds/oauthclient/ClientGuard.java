package truekeel.kinds.oauthclient;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import truekeel.kinds.Look;
import truekeel.model.Live;
import truekeel.model.Value;
import truekeel.plan.Action;
import truekeel.plan.Change;
import truekeel.plan.FieldDiff;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;

/** What speaks against a change of an OAuth client: that it is our own, or that its secret would be nobody's. */
final class ClientGuard {
    private static final String BOT = "qlikbot\\";
    private static final int MOST_SECRETS = 5;
    private static final Set<String> OWN_ACCESS = Set.of("allowedScopes", "allowedGrantTypes", "allowedAuthMethods");

    private ClientGuard() {}

    static Optional<Refusal> objection(Change change, Look look) {
        return ownAccess(change, look)
                .or(() -> noSecrets(change))
                .or(() -> unnamed(change))
                .or(() -> full(change));
    }

    private static Optional<Refusal> ownAccess(Change change, Look look) {
        boolean own = change.live()
                .map(Live::id)
                .filter(id -> (BOT + id).equals(look.qlik().identity().subject()))
                .isPresent();
        boolean strips = change.action() == Action.DELETE
                || change.action() == Action.RECREATE
                || change.fields().stream().anyMatch(ClientGuard::takesAway);
        return own && strips
                ? Optional.of(Refusal.of(
                        RefusalCode.SELF_PRESERVATION,
                        change.ref(),
                        change.ref() + " is the client that Truekeel itself signs in with; it would lose its access.",
                        "Give Truekeel another client first, or take the change back.",
                        false))
                : Optional.empty();
    }

    private static boolean takesAway(FieldDiff field) {
        String name = field.path().first();
        return (OWN_ACCESS.contains(name) && field.removals() > 0)
                || (name.equals(OAuthClientKind.CONFIG) && !field.desired().equals(Value.text("trusted")));
    }

    private static Optional<Refusal> noSecrets(Change change) {
        boolean asks = change.action() != Action.DELETE && HandOver.name(change).isPresent();
        return asks && !HandOver.hasSecrets(OAuthClientKind.merged(change))
                ? Optional.of(Refusal.of(
                        RefusalCode.SECRET_SINK_UNUSABLE,
                        change.ref(),
                        change.ref() + " has no secret to hand over: only clients of the type web that may use"
                                + " client_secret have one.",
                        "Leave secretSink out.",
                        false))
                : Optional.empty();
    }

    private static Optional<Refusal> unnamed(Change change) {
        return HandOver.isDue(change) && HandOver.name(change).isEmpty()
                ? Optional.of(Refusal.of(
                        RefusalCode.SECRET_SINK_MISSING,
                        change.ref(),
                        "Qlik shows the new secret of " + change.ref()
                                + " once, and the manifest does not say where it shall go.",
                        "Declare secretSink: {name: …}, and set truekeel.secrets.sink where the daemon runs.",
                        false))
                : Optional.empty();
    }

    /** Qlik keeps five; which of them may go, nobody here can tell. */
    private static Optional<Refusal> full(Change change) {
        List<Value> hints =
                change.live().map(live -> live.facts().items(HandOver.HINTS)).orElse(List.of());
        return change.action() == Action.UPDATE && HandOver.isDue(change) && hints.size() >= MOST_SECRETS
                ? Optional.of(Refusal.of(
                        RefusalCode.TOO_MANY_SECRETS,
                        change.ref(),
                        change.ref() + " has " + hints.size() + " secrets and can have no other.",
                        "Delete a secret that nobody uses, in Qlik.",
                        false))
                : Optional.empty();
    }
}
