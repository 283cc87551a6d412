package truekeel.kinds;

import java.util.Optional;
import java.util.Set;
import truekeel.plan.Action;
import truekeel.plan.Change;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;

/**
 * Says no to changes of what belongs to somebody else, where Qlik lets an admin only switch it on or off and give it
 * away.
 */
public final class OwnersOnly {
    private static final Set<String> ADMINS = Set.of("enabled", "owner");

    private OwnersOnly() {}

    public static Optional<Refusal> objection(Change change, Look look) {
        Optional<String> other = change.live()
                .flatMap(live -> live.facts().text(Seen.OWNER_ID))
                .filter(owner -> !owner.isEmpty())
                .filter(owner -> !owner.equals(look.qlik().identity().userId()));
        boolean more = change.action() == Action.RECREATE || !ADMINS.containsAll(change.differing());
        return other.isEmpty() || !more
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        RefusalCode.NOT_PERMITTED,
                        change.ref(),
                        change.ref()
                                + " belongs to somebody else, who alone may change it; an admin may switch it on or off"
                                + " and give it away.",
                        "Make the OAuth client's user its owner, or let the owner change it.",
                        false));
    }
}
