package truekeel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import truekeel.kinds.LawWorld.Moment;
import truekeel.model.Desired;
import truekeel.plan.Refusal;
import truekeel.report.RunReport;

/** One story, from its beginning to what it must come to, whatever befalls it in between. */
final class LawTrial {
    static final Duration SETTLED = Duration.ofMinutes(3);
    private static final Duration RESTORABLE = Duration.ofMinutes(50);
    private static final int ROUNDS = 6;

    private static final Map<LawCase, Moment> BEGINNINGS = new ConcurrentHashMap<>();

    private LawTrial() {}

    /** Where the run under test sets out from; the same for every law, and never changed. */
    static Moment beginning(LawCase story) {
        return BEGINNINGS.computeIfAbsent(story, LawTrial::begin);
    }

    /** What the story comes to when nothing goes wrong, and which requests lead there. */
    static String untroubled(
            Moment beginning, List<Desired> desired, List<String> requests, UnaryOperator<LawDaemon> manner) {
        try (LawWorld world = beginning.copy()) {
            LawDaemon daemon = world.daemon(request -> {
                requests.add(BlindSpot.line(request));
                return world.wire().exchange(request);
            });
            RunReport report = manner.apply(daemon).runApproved(desired);
            assertThat(report.standing().isInSync()).as("%s", report.outcomes()).isTrue();
            return world.picture();
        }
    }

    /** Runs until all is as wanted; what is wrong when that does not happen. */
    static String healed(LawWorld world, List<Desired> desired, String wanted, UnaryOperator<LawDaemon> manner) {
        for (int round = 1; ; round++) {
            long before = world.lastRequest();
            RunReport report = manner.apply(world.daemon()).runApproved(desired);
            boolean quiet = world.writesSince(before).isEmpty();
            boolean done = quiet && report.standing().isInSync();
            // a picture costs as much as a run
            String difference =
                    done || round == ROUNDS ? TenantPicture.difference(wanted, world.picture()) : "not looked at";
            if (done && difference.isEmpty()) {
                return "";
            }
            if (round == ROUNDS) {
                return (quiet ? "at rest" : "still writing " + world.writesSince(before)) + " after " + round
                        + " rounds " + report.standing().counts() + "\n" + difference;
            }
            world.advance(round < ROUNDS / 2 ? SETTLED : RESTORABLE);
        }
    }

    /** The tenant as it was before us, reconciled once, then changed by people, a while ago. */
    private static Moment begin(LawCase story) {
        try (LawWorld world = LawWorld.of(story)) {
            story.script("live.json").ifPresent(world::play);
            story.script("other.json").ifPresent(world::playThere);
            world.advance(SETTLED);
            RunReport report = world.daemon().runApproved(story.before(LawDaemon.SCHEMAS));
            assertThat(report.standing().isInSync())
                    .as(
                            "%s %s %s",
                            story.folder(), report.outcomes(), report.standing().resources())
                    .isTrue();
            world.advance(RESTORABLE);
            story.script("drift.json").ifPresent(world::play);
            story.script("other-drift.json").ifPresent(world::playThere);
            world.advance(SETTLED);
            boolean approves = world.daemon().plan(story.after(LawDaemon.SCHEMAS)).refusals().stream()
                    .anyMatch(Refusal::approvable);
            return world.moment(approves);
        }
    }
}
