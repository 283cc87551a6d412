package truekeel.web.view;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import truekeel.model.TenantName;
import truekeel.store.RunEnd;
import truekeel.store.RunId;
import truekeel.store.RunRecord;
import truekeel.store.StepEntry;

/** One reconciliation of one tenant. */
@Schema(name = "Run")
public record RunView(
        String id,
        String tenant,

        @Schema(description = "Null while the run has not begun.")
        Optional<String> revision,

        @Schema(description = "What made the daemon look.") String trigger,

        @Schema(enumeration = {"pending", "running", "ended", "interrupted"})
        String state,

        Optional<Instant> begun,
        Optional<Instant> ended,

        @Schema(enumeration = {"applied", "unchanged", "observed", "refused", "partial", "failed"})
        Optional<String> outcome,

        @Schema(description = "How many changes came to what, by action.outcome.")
        Map<String, Integer> counts,

        String detail,

        @Schema(description = "What was sent to Qlik, oldest first; null in lists of runs.")
        Optional<List<StepView>> steps) {

    /** One mutation, as it was written down before it was sent. */
    @Schema(name = "Step")
    public record StepView(
            String kind,
            String name,
            String action,

            @Schema(description = "What this mutation does within the change.")
            String step,

            @Schema(enumeration = {"sent", "uncertain", "confirmed", "failed", "settled"})
            String state,

            @Schema(description = "Why it is uncertain or failed.")
            Optional<String> reason,

            Instant sentAt,
            Instant changedAt) {
        static StepView of(StepEntry entry) {
            return new StepView(
                    entry.record().ref().kind().value(),
                    entry.record().ref().name(),
                    entry.record().action(),
                    entry.record().step(),
                    entry.state().word(),
                    entry.reason(),
                    entry.record().at(),
                    entry.changedAt());
        }
    }

    /** A run that was announced and waits for its turn. */
    public static RunView pending(RunId id, TenantName tenant) {
        return new RunView(
                id.value(),
                tenant.value(),
                Optional.empty(),
                "manual",
                "pending",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                "",
                Optional.empty());
    }

    /**
     * A run that began.
     *
     * @param underWay whether this very run is carried out now; without an end and without that it broke off
     */
    public static RunView of(RunRecord run, boolean underWay) {
        return new RunView(
                run.id().value(),
                run.tenant().value(),
                Optional.of(run.revision().toString()),
                run.trigger(),
                run.end().isPresent() ? "ended" : underWay ? "running" : "interrupted",
                Optional.of(run.begun()),
                run.end().map(RunEnd::at),
                run.end().map(end -> end.outcome().word()),
                run.end().map(RunEnd::counts).orElse(Map.of()),
                run.end().map(RunEnd::detail).orElse(""),
                Optional.empty());
    }

    public RunView withSteps(List<StepEntry> entries) {
        return new RunView(
                id,
                tenant,
                revision,
                trigger,
                state,
                begun,
                ended,
                outcome,
                counts,
                detail,
                Optional.of(entries.stream().map(StepView::of).toList()));
    }
}
