package truekeel.kinds.app;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Reads;
import truekeel.kinds.Step;
import truekeel.kinds.StepFailed;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.Operations;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikReply;
import truekeel.qlik.QlikRequest;

/**
 * The reload of an app after its content changed: of the published app where there is one, since its data is what
 * people see, else of the app in the shared space. Qlik takes one reload of an app at a time; one that is pending
 * already is waited for, and followed by ours where it began before the new content was there.
 */
final class Reloading {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    /** Qlik's times and ours are told to the second. */
    private static final Duration ROUNDING = Duration.ofSeconds(2);

    private static final String RELOAD = "reload";
    private static final String ASKED_AT = "asked for a reload at";
    private static final String FOREIGN = "reload of somebody else";
    private static final String AGAIN = "reload again";
    private static final String NEXT_LOOK = "next look at the reload";
    private static final String PAUSE = "pause between looks at the reload";

    private final Wish wish;

    Reloading(Wish wish) {
        this.wish = wish;
    }

    /** Says no where a reload that failed is all there is to do, and nobody asked for another. */
    static Optional<Refusal> objection(Wish wish) {
        boolean only = Set.of(Wish.RELOAD).containsAll(wish.change().differing());
        return wish.failedReload()
                .filter(any -> only)
                .map(said -> Refusal.of(
                        RefusalCode.RELOAD_FAILED,
                        wish.change().ref(),
                        "This content was not loaded. " + said,
                        "Mend what the script needs and ask for a sync, reload the app in Qlik, or commit another"
                                + " file.",
                        false));
    }

    /** None counts as a create: what they make is not the app, and a look makes up for a lost answer. */
    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        steps.add(ask("reload app"));
        if (wish.waitsForReload()) {
            steps.add(await("wait for reload"));
            steps.add(ask("reload app again").onlyIf(Reloading::isToAskAgain));
            steps.add(await("wait for reload again").onlyIf(Reloading::isToAskAgain));
        }
        return steps;
    }

    private static boolean isToAskAgain(Binding binding) {
        return binding.value(AGAIN).isPresent();
    }

    private Step ask(String name) {
        return Step.updatesIf(name, binding -> isUnderWay(binding) ? Optional.empty() : Optional.of(request(binding)))
                .then(this::asked)
                .bearing(this::isTakenOn)
                .settling(PATIENCE, Reloading::passes)
                .limitedBy(Operations.QUEUE_RELOAD);
    }

    private static boolean passes(QlikException problem) {
        return problem instanceof QlikException.Conflict || problem instanceof QlikException.Uncertain;
    }

    /** Whether an earlier run asked for it and did not live to see it end. */
    private static boolean isUnderWay(Binding binding) {
        return memory(binding)
                .filter(memory -> memory.state() == ReloadMemory.State.ASKED)
                .filter(memory -> !memory.reload().isEmpty())
                .isPresent();
    }

    private static Optional<ReloadMemory> memory(Binding binding) {
        return ReloadMemory.of(Memory.of(binding));
    }

    private QlikRequest request(Binding binding) {
        Instant now = binding.qlik().clock().instant();
        binding.value(ASKED_AT, now.minus(ROUNDING).toString());
        return QlikRequest.of(Operations.QUEUE_RELOAD)
                .json(JsonValues.object().put("appId", binding.ownId()).put("partial", wish.reloadsPartially()));
    }

    private void asked(QlikReply reply, Binding binding) {
        took(binding, ReloadReport.of(reply.body()).id(), false);
    }

    private void took(Binding binding, String id, boolean foreign) {
        ReloadMemory asked = memory(binding).orElseGet(this::due).asked(id);
        if (wish.waitsForReload()) {
            asked.remember(binding);
        } else {
            String sentence = "The reload " + id + " was asked for; nobody waits for its end.";
            asked.ended(true, binding.qlik().clock().instant().toString(), sentence)
                    .remember(binding);
            Memory.sawAgain(binding);
            binding.note(sentence);
        }
        binding.value(RELOAD, id);
        if (foreign) {
            binding.value(FOREIGN, id);
        }
    }

    private ReloadMemory due() {
        return new ReloadMemory(wish.digest().orElse(""), ReloadMemory.State.DUE, "", "", "");
    }

    /** After a refusal because one is pending, or a lost answer: the latest reload tells which one it is. */
    private boolean isTakenOn(QlikException problem, Binding binding) {
        if (!passes(problem)) {
            return false;
        }
        Optional<ReloadReport> latest = latest(binding);
        Optional<ReloadReport> ours = latest.filter(reload -> isSince(reload, binding.value(ASKED_AT)));
        boolean lost = problem instanceof QlikException.Uncertain;
        Optional<ReloadReport> found = lost ? ours : latest.filter(ReloadReport::isPending);
        found.ifPresent(reload -> took(binding, reload.id(), !lost));
        return found.isPresent();
    }

    private static boolean isSince(ReloadReport reload, Optional<String> time) {
        Optional<Instant> created = Memory.time(reload.created());
        return created.isPresent()
                && time.flatMap(Memory::time)
                        .filter(begun -> !created.get().isBefore(begun))
                        .isPresent();
    }

    private static Optional<ReloadReport> latest(Binding binding) {
        List<ReloadReport> first = new ArrayList<>();
        QlikRequest list = QlikRequest.of(Operations.GET_RELOADS)
                .query("appId", binding.ownId())
                .query("sort", "-creationTime");
        binding.qlik().listWhile(list, reload -> {
            first.add(ReloadReport.of(reload));
            return false;
        });
        return first.stream().findFirst();
    }

    private Step await(String name) {
        return Step.updatesIf(name, binding -> {
                    judge(binding);
                    return Optional.empty();
                })
                .after(wish.reloadTimeout(), Reloading::isOver);
    }

    /** Looks ever less often: a reload takes seconds or an hour. */
    private static boolean isOver(Binding binding) {
        Instant now = binding.qlik().clock().instant();
        boolean tooEarly = binding.value(NEXT_LOOK)
                .flatMap(Memory::time)
                .filter(now::isBefore)
                .isPresent();
        if (tooEarly) {
            return false;
        }
        Duration pause = binding.value(PAUSE).map(Duration::parse).orElse(SHORTEST_PAUSE);
        binding.value(NEXT_LOOK, now.plus(pause).toString());
        Duration doubled = pause.multipliedBy(2);
        binding.value(PAUSE, (doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled).toString());
        return look(binding).filter(ReloadReport::isPending).isEmpty();
    }

    /** The reload as it is now; empty when Qlik does not know it any more. */
    private static Optional<ReloadReport> look(Binding binding) {
        String id = memory(binding).map(ReloadMemory::reload).orElse("");
        QlikRequest one = QlikRequest.of(Operations.GET_RELOAD).path("reloadId", id);
        return id.isEmpty() ? Optional.empty() : Reads.one(binding.qlik(), one).map(ReloadReport::of);
    }

    private void judge(Binding binding) {
        ReloadMemory asked = memory(binding).orElseGet(this::due);
        Optional<ReloadReport> seen = look(binding);
        if (seen.isEmpty()) {
            ReloadMemory.due(binding, asked.content());
            throw new StepFailed(
                    StepFailed.Code.RELOAD_FAILED,
                    "Qlik does not know the reload " + asked.reload() + " any more; the next run asks for another.");
        }
        ReloadReport reload = seen.get();
        if (reload.isPending()) {
            throw new StepFailed(
                    StepFailed.Code.RELOAD_TIMEOUT,
                    "The reload " + reload.id() + " is " + reload.status() + " after "
                            + wish.reloadTimeout().toSeconds() + " s. It goes on, and the next run looks at it again.");
        }
        if (binding.value(AGAIN).isEmpty() && beganTooEarly(reload, binding)) {
            binding.value(AGAIN, reload.id());
            binding.value(PAUSE, SHORTEST_PAUSE.toString());
            binding.value(NEXT_LOOK, "");
            ReloadMemory.due(binding, asked.content());
            return;
        }
        ended(asked, reload, binding);
    }

    /** Somebody else's reload that began before the new content was there did not load it. */
    private static boolean beganTooEarly(ReloadReport reload, Binding binding) {
        return binding.value(FOREIGN).filter(reload.id()::equals).isPresent()
                && !isSince(reload, Memory.of(binding).publishTime());
    }

    private static void ended(ReloadMemory asked, ReloadReport reload, Binding binding) {
        String sentence = reload.sentence();
        asked.ended(reload.isGood(), reload.end(), sentence).remember(binding);
        Memory.sawAgain(binding);
        if (!reload.isGood()) {
            throw new StepFailed(
                    StepFailed.Code.RELOAD_FAILED,
                    sentence + " It is tried again with a new file, or when a sync is asked for by hand.");
        }
        binding.note(sentence);
    }
}
