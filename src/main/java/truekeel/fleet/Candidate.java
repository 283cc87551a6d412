package truekeel.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import truekeel.model.TenantName;

/**
 * A live tenant of a region that no document of the fleet names by its hostname.
 *
 * @param hostnames in lower case, the system hostname first
 * @param createdAt on Qlik's clock; empty where Qlik does not tell
 * @param madeFor the document that Truekeel made it for and that is gone from Git since
 */
record Candidate(
        String id,
        String name,
        List<String> hostnames,
        Optional<Instant> createdAt,
        Holding holding,
        Optional<TenantName> madeFor) {

    /** Who is in it, which tells how far somebody has come with it. */
    enum Holding {
        /** Nobody, or only users of OAuth clients: just made, by somebody's program. */
        BOTS,
        /** People too, but an OAuth client was there first: made by somebody's program, maybe ours. */
        PEOPLE_AFTER_BOT,
        /** People were there first, or at least somebody of flesh and blood is there. */
        PEOPLE,
        /** It could not be looked into. */
        UNSEEN
    }

    Candidate {
        hostnames = List.copyOf(hostnames);
    }

    String hostname() {
        return hostnames.get(0);
    }

    boolean bears(Optional<String> displayName, Optional<String> alias) {
        return displayName.filter(name::equalsIgnoreCase).isPresent()
                || alias.filter(hostnames::contains).isPresent();
    }

    /** What Qlik does not date may be of any time. */
    boolean mayBeMadeAfter(Instant time) {
        return createdAt.map(made -> !made.isBefore(time)).orElse(true);
    }
}
