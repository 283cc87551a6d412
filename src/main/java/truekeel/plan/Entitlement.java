package truekeel.plan;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import truekeel.model.TenantName;

/**
 * Whether the seats of one type that are declared over all tenants of a licence fit into it. A person takes one seat,
 * however many tenants declare it; bots take seats too, which nobody declares.
 *
 * @param allotment what the licence has
 * @param bots how many of the seats of others belong to bot users
 * @param others seats of people whom no tenant declares with this type, as the licence counts them
 * @param held declared people who have theirs
 * @param asked how many more are asked for, by the first tenant that asks
 * @param leaving seats of others that manifests give up, now or by a change of type
 * @param moving those of them that change hands in the very call that takes the new seat
 */
public record Entitlement(
        Allotment allotment,
        long bots,
        long others,
        long held,
        SortedMap<TenantName, Integer> asked,
        long leaving,
        long moving) {
    private static final String BOT = "qlikbot\\";

    /** Somebody is to have a seat, says a tenant. */
    public record Claim(TenantName tenant, String subject, String type) {}

    /** Somebody has a seat. */
    public record Seat(String subject, String type) {}

    /**
     * What a licence has of one type.
     *
     * @param units how many there are, what may be overdrawn included
     * @param used how many are taken, by whichever tenant
     * @param unbounded any number may be overdrawn
     */
    public record Allotment(String type, long units, long used, boolean unbounded) {}

    /**
     * What is declared and what is live.
     *
     * @param claims of all tenants of the licence
     * @param givenUp subjects that some tenant declares to have no seat
     * @param seats all of the licence
     * @param moved seats that the plan at hand replaces by others, each in one call
     */
    public record Facts(Collection<Claim> claims, Set<String> givenUp, Collection<Seat> seats, Set<Seat> moved) {}

    /** What follows. */
    public enum Verdict {
        FITS,
        /** There will be room once the seats are released that manifests give up. */
        FITS_LATER,
        EXCEEDED
    }

    /** Adds up the seats of the allotment's type. */
    public static Entitlement of(Allotment allotment, Facts facts) {
        String type = allotment.type();
        Set<String> holders = subjects(facts.seats(), type);
        Set<String> claimed = new LinkedHashSet<>();
        Set<String> otherwise = new LinkedHashSet<>(facts.givenUp());
        SortedMap<TenantName, Integer> asked = new TreeMap<>();
        facts.claims().forEach(claim -> {
            if (!claim.type().equals(type)) {
                otherwise.add(claim.subject());
            } else if (claimed.add(claim.subject()) && !holders.contains(claim.subject())) {
                asked.merge(claim.tenant(), 1, Integer::sum);
            }
        });
        Set<String> rest = new LinkedHashSet<>(holders);
        rest.removeAll(claimed);
        Set<String> moving = subjects(facts.moved(), type);
        moving.retainAll(rest);
        otherwise.addAll(moving);
        otherwise.retainAll(rest);
        long held = (long) holders.size() - rest.size();
        long bots = rest.stream().filter(subject -> subject.startsWith(BOT)).count();
        return new Entitlement(
                allotment,
                bots,
                Math.max(rest.size(), allotment.used() - held),
                held,
                asked,
                otherwise.size(),
                moving.size());
    }

    private static Set<String> subjects(Collection<Seat> seats, String type) {
        return seats.stream()
                .filter(seat -> seat.type().equals(type))
                .map(Seat::subject)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    public Verdict verdict() {
        if (allotment.unbounded() || others - moving + held + more() <= allotment.units()) {
            return Verdict.FITS;
        }
        return others - leaving + held + more() <= allotment.units() ? Verdict.FITS_LATER : Verdict.EXCEEDED;
    }

    private long more() {
        return asked.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The sum in words: what there is, who has it, who asks for more. */
    public String arithmetic() {
        long all = others - leaving + held + more();
        StringBuilder text = new StringBuilder();
        text.append("The licence has ")
                .append(allotment.units())
                .append(' ')
                .append(allotment.type())
                .append(" seats: ")
                .append(others)
                .append(" taken by others");
        if (bots > 0) {
            text.append(" (").append(bots).append(bots == 1 ? " by a bot)" : " by bots)");
        }
        text.append(", ").append(held).append(" by people who are declared, ");
        if (leaving > 0) {
            text.append("minus ").append(leaving).append(" to be released, ");
        }
        text.append("plus ")
                .append(more())
                .append(" that are asked for (")
                .append(askers())
                .append(") make ");
        return text.append(all).append('.').toString();
    }

    private String askers() {
        List<String> tenants = asked.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .toList();
        return String.join(", ", tenants);
    }
}
