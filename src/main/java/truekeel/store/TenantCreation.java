package truekeel.store;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import truekeel.model.TenantName;

/**
 * What is known of a tenant that Truekeel made for a document.
 *
 * @param hostname of the tenant; empty while the create is open
 * @param tenantId Qlik's; may be empty for a tenant whose hostname was told by Git
 * @param attempted when the create was sent, on Qlik's clock, cut to microseconds
 * @param changedAt when it came into this state, by our clock, cut to microseconds
 */
public record TenantCreation(
        TenantName tenant,
        State state,
        String region,
        Optional<String> hostname,
        Optional<String> tenantId,
        Instant attempted,
        Instant changedAt) {

    /** How far a create has come. */
    public enum State {
        /** It is about to be sent, or was sent and nobody knows what came of it. */
        PENDING,
        /** The tenant is there. */
        CREATED;

        /** The word in the store. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State parse(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    public TenantCreation {
        attempted = Micros.of(attempted);
        changedAt = Micros.of(changedAt);
        if (state == State.CREATED && hostname.isEmpty()) {
            throw new IllegalArgumentException("A tenant that was created has a hostname.");
        }
    }

    /** A create that is about to be sent. */
    public static TenantCreation pending(TenantName tenant, String region, Instant attempted, Instant now) {
        return new TenantCreation(tenant, State.PENDING, region, Optional.empty(), Optional.empty(), attempted, now);
    }

    /** The same once the tenant is known. */
    public TenantCreation created(String host, Optional<String> id, Instant now) {
        return new TenantCreation(tenant, State.CREATED, region, Optional.of(host), id, attempted, now);
    }

    public boolean isPending() {
        return state == State.PENDING;
    }
}
