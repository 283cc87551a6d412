package truekeel.web.view;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import truekeel.model.TenantName;
import truekeel.store.DriftRecord;
import truekeel.store.EndedDrift;
import truekeel.store.RunEnd;
import truekeel.store.RunId;
import truekeel.store.RunOutcome;
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

        @Schema(enumeration = {"applied", "unchanged", "observed", "refused", "partial", "failed", "interrupted"})
        Optional<String> outcome,

        @Schema(description = "How many changes came to what, by action.outcome.")
        Map<String, Integer> counts,

        @Schema(description = "The stable code of what broke the run off; null for a run that came to its own end.")
        Optional<String> code,

        String detail,

        @Schema(description = "What was sent to Qlik, oldest first; null in lists of runs.")
        Optional<List<StepView>> steps,

        @Schema(description = "Drift that was over at the end of the run; null in lists of runs.")
        Optional<List<ResolvedView>> resolved) {

    /** The drift of one resource that is over. */
    @Schema(name = "ResolvedDrift")
    public record ResolvedView(
            String kind,
            String name,

            @Schema(enumeration = {"missing", "modified", "orphaned", "unmanaged", "unknown", "blocked"})
            String state,

            @Schema(description = "The onset.") Instant since,
            Instant until,
            List<FieldView> fields,

            @Schema(
                    implementation = Object.class,
                    oneOf = {AttributionView.Author.class, String.class},
                    description = "Who made the drift, where an audit event of Qlik tells; else 'unattributed'.")
            AttributionView attribution) {
        public ResolvedView {
            fields = List.copyOf(fields);
        }

        static ResolvedView of(EndedDrift over) {
            DriftRecord drift = over.drift();
            return new ResolvedView(
                    drift.ref().kind().value(),
                    drift.ref().name(),
                    drift.state(),
                    drift.since(),
                    over.until(),
                    drift.fields().stream().map(FieldView::of).toList(),
                    AttributionView.of(drift.attribution()));
        }
    }

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
                Optional.empty(),
                "",
                Optional.empty(),
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
                state(run, underWay),
                Optional.of(run.begun()),
                run.end().map(RunEnd::at),
                run.end().map(end -> end.outcome().word()),
                run.end().map(RunEnd::counts).orElse(Map.of()),
                run.end().flatMap(RunEnd::code),
                run.end().map(RunEnd::detail).orElse(""),
                Optional.empty(),
                Optional.empty());
    }

    private static String state(RunRecord run, boolean underWay) {
        boolean interrupted =
                run.end().map(end -> end.outcome() == RunOutcome.INTERRUPTED).orElse(!underWay);
        return interrupted ? "interrupted" : run.end().isPresent() ? "ended" : "running";
    }

    public RunView with(List<StepEntry> entries, List<EndedDrift> over) {
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
                code,
                detail,
                Optional.of(entries.stream().map(StepView::of).toList()),
                Optional.of(over.stream().map(ResolvedView::of).toList()));
    }
}
