package truekeel.fleet;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import truekeel.kinds.Seats;
import truekeel.manifest.Catalogue;
import truekeel.manifest.SeatPool;
import truekeel.manifest.TenantManifest;
import truekeel.model.Desired;
import truekeel.model.KindName;
import truekeel.model.NaturalKey;
import truekeel.model.TenantName;
import truekeel.model.Value;
import truekeel.plan.Entitlement;

/** What a revision declares of seats, for every sound tenant that declares any and is to stay. */
final class SeatRegister {
    static final SeatRegister EMPTY = new SeatRegister(new TreeMap<>());
    private static final KindName USER = KindName.of("User");

    private final SortedMap<TenantName, Entry> entries;

    /** One tenant's seats, people as subjects where the tenant's documents tell them. */
    record Entry(List<Entitlement.Claim> claims, Set<String> givenUp, Optional<SeatPool> pool) {}

    private SeatRegister(SortedMap<TenantName, Entry> entries) {
        this.entries = Collections.unmodifiableSortedMap(entries);
    }

    static SeatRegister of(Catalogue catalogue) {
        SortedMap<TenantName, Entry> entries = new TreeMap<>();
        catalogue.tenants().forEach((name, manifest) -> {
            if (manifest instanceof TenantManifest.Sound sound
                    && !sound.spec().life().isAbsent()) {
                entry(catalogue, sound).ifPresent(entry -> entries.put(name, entry));
            }
        });
        return new SeatRegister(entries);
    }

    private static Optional<Entry> entry(Catalogue catalogue, TenantManifest.Sound tenant) {
        List<Desired> seats = tenant.desired().stream()
                .filter(desired -> desired.kind().equals(Seats.KIND))
                .map(desired -> withSubject(desired, tenant.desired()))
                .toList();
        return seats.isEmpty()
                ? Optional.empty()
                : Optional.of(new Entry(
                        Seats.claims(tenant.name(), seats),
                        Seats.givenUp(seats),
                        catalogue
                                .fleet()
                                .flatMap(fleet -> fleet.pool(tenant.spec().labels()))));
    }

    private static Desired withSubject(Desired seat, List<Desired> all) {
        Optional<String> user = seat.spec().text(Seats.USER);
        return user.flatMap(written -> all.stream()
                        .filter(desired -> desired.kind().equals(USER) && isNamed(desired.spec(), written))
                        .flatMap(desired -> desired.spec().text(Seats.SUBJECT).stream())
                        .findFirst())
                .map(subject -> seat.withSpec(seat.spec().with(Seats.SUBJECT, Value.text(subject))))
                .orElse(seat);
    }

    private static boolean isNamed(Value.Fields user, String written) {
        return user.text(Seats.SUBJECT).filter(written::equals).isPresent()
                || user.text("email")
                        .filter(email -> NaturalKey.withoutCase(email).equals(NaturalKey.withoutCase(written)))
                        .isPresent();
    }

    /** By name; unmodifiable. */
    SortedMap<TenantName, Entry> entries() {
        return entries;
    }
}
