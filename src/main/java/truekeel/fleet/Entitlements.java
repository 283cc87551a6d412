package truekeel.fleet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import truekeel.kinds.Seats;
import truekeel.manifest.SeatPool;
import truekeel.model.LogKeys;
import truekeel.model.LogLine;
import truekeel.model.TenantName;
import truekeel.plan.Entitlement;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikTenant;
import truekeel.secret.SecretException;

/**
 * Whether the seats that all tenants of a licence declare fit into it, asked before one is taken. What is declared
 * comes from Git, what is taken from the tenant's own view of the licence, which is that of all its tenants. Only in
 * doubt are others asked, once, which licence they have. Seats under way in one run count in all others until that run
 * has ended.
 */
final class Entitlements {
    private static final Logger LOG = Logger.getLogger(Entitlements.class);
    private static final String LIFTED_BY =
            "Release seats with ensure: absent, declare fewer of them, or have the licence extended.";

    private final Map<TenantName, String> licences = new ConcurrentHashMap<>();
    /** Guarded by this object. */
    private final IdentityHashMap<TenantTask, List<Entitlement.Claim>> underWay = new IdentityHashMap<>();

    /** The tenant's licence and who has seats of it, as seen at one moment. */
    private record View(Seats.Licence licence, Collection<Entitlement.Seat> seats) {}

    /** What speaks against the plan's seats; those of a plan that fits count until {@link #release}. */
    List<Refusal> objections(Picture seen, TenantTask task) {
        SeatWish wish = SeatWish.of(seen.plan());
        if (wish.isEmpty()) {
            return List.of();
        }
        try {
            View view = new View(read(task.tenant(), task.qlik()), observed(seen));
            List<Refusal> doubts = decide(seen, task, wish, view);
            if (doubts.isEmpty()) {
                return doubts;
            }
            // Others may have taken since what was counted on both sides, and may have another licence.
            tellApart(task.neighbours());
            return decide(seen, task, wish, new View(view.licence(), Seats.held(task.qlik())));
        } catch (QlikException unread) {
            return List.of(new Refusal(
                    RefusalCode.ENTITLEMENT_UNKNOWN,
                    Refusal.Scope.SUBJECTS,
                    wish.refs(),
                    "How many seats the licence has could not be read: " + unread.getMessage(),
                    "It is tried again in the next run.",
                    false));
        }
    }

    /** The run has ended; what it took shows in the licence from now on. */
    synchronized void release(TenantTask task) {
        underWay.remove(task);
    }

    private Seats.Licence read(TenantName tenant, QlikTenant qlik) {
        Seats.Licence licence = Seats.licence(qlik);
        licences.put(tenant, licence.number());
        return licence;
    }

    private static List<Entitlement.Seat> observed(Picture seen) {
        return Optional.ofNullable(seen.survey().observations().get(Seats.KIND)).stream()
                .flatMap(observation -> observation.live().stream())
                .map(Seats::seat)
                .toList();
    }

    /**
     * Asks the tenants whose licence nobody knows yet; other runs wait for the answers. A tenant that does not answer
     * is taken for one that shares the licence.
     */
    private void tellApart(Neighbourhood neighbours) {
        synchronized (neighbours) {
            neighbours.seats().entries().keySet().stream()
                    .filter(other -> !licences.containsKey(other))
                    .forEach(other -> neighbours.once(other).ifPresent(qlik -> ask(other, qlik)));
        }
    }

    private void ask(TenantName other, QlikTenant qlik) {
        try {
            read(other, qlik);
        } catch (QlikException | SecretException silent) {
            LOG.debug(LogLine.of("The licence of a tenant could not be read.")
                    .with(LogKeys.TENANT, other)
                    .with(LogKeys.MESSAGE, silent.getMessage()));
        }
    }

    private synchronized List<Refusal> decide(Picture seen, TenantTask task, SeatWish wish, View view) {
        SortedMap<TenantName, SeatRegister.Entry> declared = declared(seen, task, view);
        List<Refusal> refusals = new ArrayList<>();
        Entitlement.Facts facts = facts(task, wish, view, declared);
        for (String type : wish.types()) {
            allotment(view.licence(), type)
                    .flatMap(allotment -> refusal(Entitlement.of(allotment, facts), wish))
                    .ifPresent(refusals::add);
            overPool(task.tenant(), type, declared, wish).ifPresent(refusals::add);
        }
        if (refusals.isEmpty()) {
            underWay.put(task, wish.claims());
        }
        return refusals;
    }

    /** By tenants that may share the licence; the tenant's own are those of its look, which knows everybody. */
    private SortedMap<TenantName, SeatRegister.Entry> declared(Picture seen, TenantTask task, View view) {
        SortedMap<TenantName, SeatRegister.Entry> all =
                new TreeMap<>(task.neighbours().seats().entries());
        all.keySet().removeIf(other -> !isShared(other, view));
        all.put(
                task.tenant(),
                new SeatRegister.Entry(
                        Seats.claims(task.tenant(), seen.survey().desired()),
                        Seats.givenUp(seen.survey().desired()),
                        Optional.ofNullable(all.get(task.tenant())).flatMap(SeatRegister.Entry::pool)));
        return all;
    }

    private boolean isShared(TenantName tenant, View view) {
        String number = licences.get(tenant);
        return number == null || number.equals(view.licence().number());
    }

    private Entitlement.Facts facts(
            TenantTask task, SeatWish wish, View view, SortedMap<TenantName, SeatRegister.Entry> declared) {
        List<Entitlement.Claim> claims = new ArrayList<>();
        Set<String> givenUp = new HashSet<>();
        declared.values().forEach(entry -> {
            claims.addAll(entry.claims());
            givenUp.addAll(entry.givenUp());
        });
        underWay.forEach((other, taking) -> {
            if (!other.tenant().equals(task.tenant()) && isShared(other.tenant(), view)) {
                claims.addAll(taking);
            }
        });
        return new Entitlement.Facts(claims, givenUp, view.seats(), wish.moved());
    }

    /** A licence that names no seats at all is not counted in them. */
    private static Optional<Entitlement.Allotment> allotment(Seats.Licence licence, String type) {
        Optional<Entitlement.Allotment> found = licence.allotments().stream()
                .filter(allotment -> allotment.type().equals(type))
                .findFirst();
        return licence.allotments().isEmpty()
                ? Optional.empty()
                : found.or(() -> Optional.of(new Entitlement.Allotment(type, 0, 0, false)));
    }

    private static Optional<Refusal> refusal(Entitlement sum, SeatWish wish) {
        return switch (sum.verdict()) {
            case FITS -> Optional.empty();
            case FITS_LATER ->
                Optional.of(new Refusal(
                        RefusalCode.ENTITLEMENT_EXCEEDED,
                        Refusal.Scope.SUBJECTS,
                        wish.refs(sum.allotment().type()),
                        sum.arithmetic() + " There is no room before the release.",
                        "They get their seats in a run after those seats are released.",
                        false));
            case EXCEEDED ->
                Optional.of(Refusal.ofPlan(
                        RefusalCode.ENTITLEMENT_EXCEEDED, wish.refs(), sum.arithmetic(), LIFTED_BY, false));
        };
    }

    private static Optional<Refusal> overPool(
            TenantName tenant, String type, SortedMap<TenantName, SeatRegister.Entry> declared, SeatWish wish) {
        Optional<SeatPool> own = Optional.ofNullable(declared.get(tenant)).flatMap(SeatRegister.Entry::pool);
        if (own.isEmpty() || !own.get().maxima().containsKey(type)) {
            return Optional.empty();
        }
        Set<String> people = new HashSet<>();
        SortedMap<TenantName, Integer> shares = new TreeMap<>();
        declared.forEach((name, entry) -> {
            if (entry.pool().equals(own)) {
                entry.claims().stream()
                        .filter(claim -> claim.type().equals(type) && people.add(claim.subject()))
                        .forEach(claim -> shares.merge(name, 1, Integer::sum));
            }
        });
        long most = own.get().maxima().get(type);
        String asked = shares.entrySet().stream()
                .map(share -> share.getKey() + " " + share.getValue())
                .collect(Collectors.joining(", "));
        return people.size() <= most
                ? Optional.empty()
                : Optional.of(Refusal.ofPlan(
                        RefusalCode.ENTITLEMENT_EXCEEDED,
                        wish.refs(),
                        "The pool " + own.get().name() + " has " + most + " " + type
                                + " seats, and its tenants declare " + people.size() + " (" + asked + ").",
                        "Declare fewer seats, or raise the pool's number in Fleet.spec.entitlement.",
                        false));
    }
}
