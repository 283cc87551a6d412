package truekeel.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import truekeel.model.Desired;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.TenantName;
import truekeel.model.Value;
import truekeel.plan.Entitlement;
import truekeel.qlik.AccessOperations;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;

/** How manifests and Qlik word the seats of a licence. */
public final class Seats {
    /** The kind of manifest that declares one. */
    public static final KindName KIND = KindName.of("LicenseAssignment");

    public static final String SUBJECT = "subject";
    public static final String USER = "user";
    public static final String TYPE = "type";
    public static final String PROFESSIONAL = "professional";
    private static final String BOT = "qlikbot\\";

    private Seats() {}

    /**
     * A licence as a tenant shows it.
     *
     * @param number tells licences apart, and unlike the key it is no secret
     * @param allotments none where the subscription is not counted in seats
     */
    public record Licence(String number, List<Entitlement.Allotment> allotments) {
        public Licence {
            allotments = List.copyOf(allotments);
        }
    }

    /** Who a manifest is about, as far as it says: a subject, or whatever names a user of the tenant. */
    public static Optional<String> person(Value.Fields spec) {
        return spec.text(SUBJECT).or(() -> spec.text(USER));
    }

    /** The seats that a tenant of the tenant's name declares; those it declares absent are left out. */
    public static List<Entitlement.Claim> claims(TenantName tenant, Collection<Desired> declared) {
        return declared.stream()
                .filter(desired -> desired.kind().equals(KIND) && !desired.isAbsent())
                .flatMap(
                        desired -> person(desired.spec())
                                .map(subject -> new Entitlement.Claim(tenant, subject, type(desired.spec())))
                                .stream())
                .toList();
    }

    /** The people who are declared to have no seat. */
    public static Set<String> givenUp(Collection<Desired> declared) {
        return declared.stream()
                .filter(desired -> desired.kind().equals(KIND) && desired.isAbsent())
                .flatMap(desired -> person(desired.spec()).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A seat as it was observed. */
    public static Entitlement.Seat seat(Live live) {
        return new Entitlement.Seat(live.id(), type(live.spec()));
    }

    /** The type of a seat, declared or live. */
    public static String type(Value.Fields spec) {
        return spec.text(TYPE).orElse("");
    }

    /** Every seat of the licence, read now. */
    public static List<Entitlement.Seat> held(QlikTenant qlik) {
        List<Entitlement.Seat> seats = new ArrayList<>();
        qlik.list(
                QlikRequest.of(AccessOperations.GET_LICENSE_ASSIGNMENTS),
                seat -> seats.add(new Entitlement.Seat(
                        seat.path(SUBJECT).asText(), seat.path(TYPE).asText())));
        return seats;
    }

    /** Whether it is the user of an OAuth client. */
    public static boolean isBot(String subject) {
        return subject.startsWith(BOT);
    }

    /** The tenant's licence, read now. */
    public static Licence licence(QlikTenant qlik) {
        JsonNode overview = qlik.get(QlikRequest.of(AccessOperations.GET_LICENSE_OVERVIEW));
        List<Entitlement.Allotment> allotments = new ArrayList<>();
        for (JsonNode allotment : overview.path("allotments")) {
            long overdraft = allotment.path("overage").asLong(0);
            allotments.add(new Entitlement.Allotment(
                    allotment.path("name").asText(),
                    allotment.path("units").asLong() + Math.max(0, overdraft),
                    allotment.path("unitsUsed").asLong(),
                    overdraft < 0));
        }
        return new Licence(overview.path("licenseNumber").asText(), allotments);
    }
}
