package truekeel.kinds;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import truekeel.model.Desired;
import truekeel.plan.DriftState;
import truekeel.plan.ResourceState;
import truekeel.report.RunReport;
import truekeel.simulator.RequestLog;

/** What a tenant comes to rest at when it is reconciled again and again. */
record LawRest(String picture, List<ResourceState> states, List<RequestLog.Entry> writes) {
    private static final int ROUNDS = 6;
    /** What the name of an app shows that nobody finished: our own, and removed with the next version. */
    private static final String UNDER_CONSTRUCTION = " ~tk-";

    /** Runs until nothing is left to do, or for as long as there may be hope. */
    static LawRest of(LawWorld world, List<Desired> desired) {
        for (int round = 1; ; round++) {
            long before = world.lastRequest();
            RunReport report = world.daemon().runApproved(desired);
            List<RequestLog.Entry> writes = world.writesSince(before);
            if (round == ROUNDS || (writes.isEmpty() && report.standing().isInSync())) {
                return new LawRest(world.picture(), report.standing().resources(), writes);
            }
            world.advance(LawTrial.SETTLED);
        }
    }

    long blocked() {
        return states.stream()
                .filter(state -> state.state() == DriftState.BLOCKED)
                .count();
    }

    /** Whether something is blocked or unknown for a reason with a code, or told to be another's twin or leftover. */
    boolean tellsOfMore() {
        return states.stream().anyMatch(state -> switch (state.state()) {
            case UNKNOWN, BLOCKED -> state.code().isPresent();
            case UNMANAGED ->
                state.message().contains("It answers to") || state.ref().name().contains(UNDER_CONSTRUCTION);
            case IN_SYNC, IGNORED, MISSING, MODIFIED, ORPHANED -> false;
        });
    }

    /** How many objects there are, and lines of the inventory. */
    long rows() {
        return picture.lines().count();
    }

    int unmanaged() {
        return Math.toIntExact(states.stream()
                .filter(state -> state.state() == DriftState.UNMANAGED)
                .count());
    }

    /** What is wrong beside what was wanted, where so many more rows are borne; it must be quiet, and say why. */
    String beside(String wanted, UnaryOperator<String> view, int more) {
        return (writes.isEmpty() ? "" : "still writing " + writes) + differs(wanted, view, more) + unexplained();
    }

    /** What is lost, or was made beyond so many rows. */
    String differs(String wanted, UnaryOperator<String> view, int more) {
        List<String> difference =
                TenantPicture.difference(wanted, view.apply(picture)).lines().toList();
        boolean lost = difference.stream().anyMatch(line -> line.startsWith("-"));
        return lost || difference.size() > more
                ? "at most " + more + " more, but\n" + String.join("\n", difference)
                : "";
    }

    /** What is not in sync without saying why. */
    String unexplained() {
        return states.stream()
                .filter(state -> switch (state.state()) {
                    case IN_SYNC, UNMANAGED, IGNORED -> false;
                    case MISSING, MODIFIED, ORPHANED -> true;
                    case UNKNOWN, BLOCKED -> state.code().isEmpty();
                })
                .map(state -> " unexplained: " + state)
                .collect(Collectors.joining());
    }
}
