package truekeel.web.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import truekeel.plan.DriftState;
import truekeel.store.RunOutcome;
import truekeel.web.view.RunView;

/** One run, with the mutations it sent where they were asked for. */
record RunRow(
        String id,
        String tenant,
        String revision,
        String trigger,
        Light outcome,
        Stamp begun,
        String took,
        String changes,
        String code,
        String detail,
        List<StepRow> steps,
        List<ResolvedRow> resolved) {

    /** Drift that is over. */
    record ResolvedRow(
            String subject, Light state, Stamp since, String by, List<FieldRow> fields, List<ContentRow> content) {
        static ResolvedRow of(RunView.ResolvedView drift, Instant now, List<ContentRow> content) {
            return new ResolvedRow(
                    drift.kind() + "/" + drift.name(),
                    Light.of(DriftState.valueOf(drift.state().toUpperCase(Locale.ROOT))),
                    Stamp.of(drift.since(), now),
                    Shown.author(drift.attribution()),
                    drift.fields().stream().map(FieldRow::of).toList(),
                    content);
        }
    }

    /** One mutation. */
    record StepRow(String action, String subject, String step, Light state, String reason, String at) {
        static StepRow of(RunView.StepView step) {
            return new StepRow(
                    step.action(),
                    step.kind() + "/" + step.name(),
                    step.step(),
                    Light.ofStep(step.state()),
                    step.reason().orElse(""),
                    step.sentAt().toString());
        }
    }

    static RunRow of(RunView run, Instant now) {
        return of(run, now, drift -> List.of());
    }

    /** @param contents what the end of drift brought to an app */
    static RunRow of(RunView run, Instant now, Function<RunView.ResolvedView, List<ContentRow>> contents) {
        return new RunRow(
                run.id(),
                run.tenant(),
                run.revision().map(Shown::revision).orElse("–"),
                run.trigger(),
                run.outcome()
                        .map(word -> Light.of(RunOutcome.valueOf(word.toUpperCase(Locale.ROOT))))
                        .orElseGet(() -> Light.ofState(run.state())),
                Stamp.of(run.begun(), now),
                run.begun()
                        .flatMap(begun -> run.ended().map(ended -> Stamp.words(Duration.between(begun, ended))))
                        .orElse("–"),
                changes(run.counts()),
                run.code().orElse(""),
                run.detail(),
                run.steps().stream().flatMap(List::stream).map(StepRow::of).toList(),
                run.resolved().stream()
                        .flatMap(List::stream)
                        .map(drift -> ResolvedRow.of(drift, now, contents.apply(drift)))
                        .toList());
    }

    /** Such as {@code 2 × create applied, 1 × update failed}. */
    private static String changes(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " × " + count.getKey().replace('.', ' '))
                .collect(Collectors.joining(", "));
    }
}
