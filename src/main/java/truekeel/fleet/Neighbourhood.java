package truekeel.fleet;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import truekeel.model.TenantName;
import truekeel.qlik.QlikTenant;

/**
 * The other tenants of a revision, for what all of them share: the seats of a licence. Found out only when a run needs
 * it, once for all runs of the revision.
 */
public final class Neighbourhood {
    /** A tenant by itself. */
    public static final Neighbourhood NONE = new Neighbourhood(() -> SeatRegister.EMPTY, tenant -> Optional.empty());

    private final Supplier<SeatRegister> declared;
    private final Function<TenantName, Optional<Neighbour>> clients;
    private final Set<TenantName> given = ConcurrentHashMap.newKeySet();
    private Optional<SeatRegister> seats = Optional.empty();

    /**
     * Another tenant.
     *
     * @param mayWrite whether the tenant's own policy lets us change anything there
     */
    public record Neighbour(QlikTenant qlik, boolean mayWrite) {}

    /** Tenants that share no licence. */
    public static Neighbourhood of(Function<TenantName, Optional<Neighbour>> tenants) {
        return new Neighbourhood(() -> SeatRegister.EMPTY, tenants);
    }

    /** @param clients empty for a tenant that is not to be asked anything */
    Neighbourhood(Supplier<SeatRegister> declared, Function<TenantName, Optional<Neighbour>> clients) {
        this.declared = declared;
        this.clients = clients;
    }

    synchronized SeatRegister seats() {
        if (seats.isEmpty()) {
            seats = Optional.of(declared.get());
        }
        return seats.get();
    }

    /** A tenant to be asked something; each is given once, so that one which does not answer delays a run once. */
    Optional<QlikTenant> once(TenantName tenant) {
        return given.add(tenant) ? find(tenant).map(Neighbour::qlik) : Optional.empty();
    }

    /** A tenant to be asked something, however often. */
    Optional<Neighbour> find(TenantName tenant) {
        return clients.apply(tenant);
    }
}
