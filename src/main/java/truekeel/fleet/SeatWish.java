package truekeel.fleet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import truekeel.kinds.Seats;
import truekeel.model.ResourceRef;
import truekeel.model.TenantName;
import truekeel.plan.Action;
import truekeel.plan.Entitlement;
import truekeel.plan.Plan;

/**
 * The seats that a plan would take.
 *
 * @param takers the changes that take one, with the type they take
 * @param claims who would take them
 * @param moved seats that are given up in the very calls that take others
 */
record SeatWish(List<Taker> takers, List<Entitlement.Claim> claims, Set<Entitlement.Seat> moved) {

    /** A change that takes a seat. */
    record Taker(ResourceRef ref, String type) {}

    static SeatWish of(Plan plan) {
        TenantName tenant = plan.tenant();
        List<Taker> takers = new ArrayList<>();
        List<Entitlement.Claim> claims = new ArrayList<>();
        Set<Entitlement.Seat> moved = new HashSet<>();
        plan.writes()
                .filter(change -> change.kind().equals(Seats.KIND))
                .filter(change -> change.action() == Action.CREATE || change.action() == Action.UPDATE)
                .forEach(change -> {
                    String type = Seats.type(change.desired().orElseThrow().spec());
                    takers.add(new Taker(change.ref(), type));
                    claims.addAll(Seats.claims(tenant, List.of(change.desired().orElseThrow())));
                    change.live().map(Seats::seat).ifPresent(moved::add);
                });
        return new SeatWish(List.copyOf(takers), List.copyOf(claims), Set.copyOf(moved));
    }

    boolean isEmpty() {
        return takers.isEmpty();
    }

    Set<String> types() {
        Set<String> types = new TreeSet<>();
        takers.forEach(taker -> types.add(taker.type()));
        return types;
    }

    List<ResourceRef> refs() {
        return takers.stream().map(Taker::ref).toList();
    }

    List<ResourceRef> refs(String type) {
        return takers.stream()
                .filter(taker -> taker.type().equals(type))
                .map(Taker::ref)
                .toList();
    }
}
