package truekeel.kinds.ippolicy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import truekeel.kinds.Look;
import truekeel.model.IpRange;
import truekeel.plan.Change;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.TenantOperations;

/**
 * Whether a change of a policy could shut us out. Changes run in no order that a kind could choose, and others of the
 * plan may fail, so a change is let through only when it does no harm before, between and after all the others. One
 * that is held back for another's sake passes in a later run, when the other is through.
 */
final class Doors {
    private final Change change;
    private final Door own;
    private final List<Change> plan;
    private final Look look;

    Doors(Change change, List<Change> plan, Look look) {
        this.change = change;
        this.own = Door.of(change);
        this.plan = plan;
        this.look = look;
    }

    Optional<Refusal> objection() {
        if (own.isHarmless()) {
            return Optional.empty();
        }
        List<Door> others = others();
        List<IpRange> us = look.qlik().egress();
        if (us.isEmpty() || us.stream().anyMatch(range -> isContradicted(range, others))) {
            return endsTheList(others) || keepsAllThatCount(others) ? Optional.empty() : Optional.of(unknown(us));
        }
        return us.stream()
                .filter(range -> couldShutOut(range, others))
                .findFirst()
                .map(range -> shutOut(range, others));
    }

    /** All other policies, those that the plan changes and those that it does not know. */
    private List<Door> others() {
        Map<String, Change> changed = new HashMap<>();
        List<Door> doors = new ArrayList<>();
        for (Change other : plan) {
            if (other.kind().equals(IpPolicyKind.NAME)
                    && other.action().writes()
                    && !other.ref().equals(change.ref())) {
                doors.add(Door.of(other));
                other.live().ifPresent(live -> changed.put(live.id(), other));
            }
        }
        change.live().ifPresent(live -> changed.put(live.id(), change));
        look.qlik().list(QlikRequest.of(TenantOperations.GET_IP_POLICIES)).stream()
                .filter(policy -> !changed.containsKey(policy.path("id").asText()))
                .map(policy -> Door.untouched(IpPolicyKind.spec(policy)))
                .forEach(doors::add);
        return doors;
    }

    /** We are let in, though by the configuration we should not be: then the configuration is wrong. */
    private boolean isContradicted(IpRange us, List<Door> others) {
        List<Door.Side> counting = Stream.concat(others.stream(), Stream.of(own))
                .map(Door::before)
                .filter(Door.Side::counts)
                .toList();
        return !counting.isEmpty()
                && !us.isWithin(counting.stream()
                        .flatMap(side -> side.ranges().stream())
                        .toList());
    }

    /** Whether it takes away the only policy that counts, so that everybody is let in. */
    private boolean endsTheList(List<Door> others) {
        return !own.after().counts()
                && others.stream()
                        .noneMatch(
                                door -> door.before().counts() || door.after().counts());
    }

    /** Whether there is a list already, by which we are in, and nobody on it can be worse off. */
    private boolean keepsAllThatCount(List<Door> others) {
        List<Door> counting = Stream.concat(others.stream(), Stream.of(own))
                .filter(door -> door.before().counts())
                .toList();
        return !counting.isEmpty() && counting.stream().allMatch(Door::isHarmless);
    }

    private boolean couldShutOut(IpRange us, List<Door> others) {
        List<IpRange> steady = Stream.concat(others.stream(), Stream.of(own))
                .flatMap(door -> door.steady().stream())
                .toList();
        if (us.isWithin(steady) || own.after().opensFor(us)) {
            return false;
        }
        if (own.after().counts()) {
            return !own.before().counts() || opened(us);
        }
        return opened(us)
                && others.stream()
                        .anyMatch(door ->
                                door.before().shutsOut(us) || door.after().shutsOut(us));
    }

    /** Whether we came in by this policy, or by a part of it. */
    private boolean opened(IpRange us) {
        return own.before().counts()
                && own.before().ranges().stream()
                        .anyMatch(range -> us.common(range).isPresent());
    }

    private Refusal shutOut(IpRange us, List<Door> others) {
        boolean later = Stream.concat(others.stream(), Stream.of(own))
                .anyMatch(door -> door.after().opensFor(us));
        return Refusal.of(
                RefusalCode.SELF_PRESERVATION,
                change.ref(),
                "With " + change.ref() + " as declared, " + us + ", from where Truekeel reaches Qlik, could be shut out"
                        + (later ? " while the other policies are not yet as declared." : "."),
                later
                        ? "Nothing needs to be done: it passes once the policy that holds the address is in force."
                        : "Add the address to an enabled policy.",
                false);
    }

    private Refusal unknown(List<IpRange> us) {
        return Refusal.of(
                RefusalCode.EGRESS_UNKNOWN,
                change.ref(),
                us.isEmpty()
                        ? change.ref()
                                + " shuts addresses out, and it is not known from which one Truekeel reaches Qlik."
                        : change.ref() + " shuts addresses out, and truekeel.qlik.egress cannot be right: Qlik lets"
                                + " Truekeel in though no enabled policy holds " + us + ".",
                "Set truekeel.qlik.egress to the addresses from which Truekeel reaches Qlik, or approve the plan.",
                true);
    }
}
