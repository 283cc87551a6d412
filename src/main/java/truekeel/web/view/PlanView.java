package truekeel.web.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import truekeel.model.Position;
import truekeel.model.ResourceRef;
import truekeel.plan.Admission;
import truekeel.plan.Change;
import truekeel.plan.Note;
import truekeel.plan.Plan;
import truekeel.plan.Refusal;
import truekeel.qvf.Insight;
import truekeel.report.ContentJson;
import truekeel.report.Cost;
import truekeel.report.RunReport;

/** What is left to do in one tenant, in the order in which it would be done. */
@Schema(name = "Plan")
public record PlanView(
        String tenant,

        @Schema(description = "What an approval names: truekeel/approve on the tenant.")
        String hash,

        String revision,
        Instant madeAt,

        @Schema(description = "Whether the tenant approves exactly this plan.")
        boolean approved,

        List<ChangeView> changes,
        List<RefusalView> refusals,
        CostView cost) {
    public PlanView {
        changes = List.copyOf(changes);
        refusals = List.copyOf(refusals);
    }

    /** One step towards the desired state. */
    @Schema(name = "Change")
    public record ChangeView(
            @Schema(enumeration = {"create", "update", "recreate", "delete", "adopt", "release"})
            String action,

            String kind,
            String name,
            @Schema(description = "For people.") String reason,

            @Schema(description = "file:line:column of the manifest; null for what nobody declares.")
            Optional<String> source,

            List<FieldView> fields,

            @Schema(description = "What else the change means.")
            List<NoteView> notes,

            @Schema(
                    implementation = Object.class,
                    description = "What changes in the file of an app; null where no other file comes.")
            Optional<JsonNode> content) {
        public ChangeView {
            fields = List.copyOf(fields);
            notes = List.copyOf(notes);
        }

        static ChangeView of(Change change, List<Note> notes, Optional<Insight> content) {
            return new ChangeView(
                    change.action().word(),
                    change.kind().value(),
                    change.ref().name(),
                    change.reason(),
                    change.source().map(Position::toString),
                    change.fields().stream().map(FieldView::of).toList(),
                    notes.stream()
                            .map(note -> new NoteView(note.code().name(), note.text()))
                            .toList(),
                    content.map(ContentJson::of));
        }
    }

    /** What people should know of a change before they approve it. */
    @Schema(name = "Note")
    public record NoteView(
            @Schema(description = "Stable, such as DELETION_FINAL or DELETION_RESTORABLE.")
            String code,

            @Schema(description = "For people.") String text) {}

    /** A no that stands against the plan or some of its changes. */
    @Schema(name = "Refusal")
    public record RefusalView(
            @Schema(description = "Stable; explained in the reference of errors.")
            String code,

            @Schema(description = "Each as Kind/name.") List<String> subjects,
            String message,

            @Schema(description = "What would lift it, a full sentence.")
            String liftedBy,

            @Schema(description = "Whether approving the plan's hash lifts it.")
            boolean approvable) {
        public RefusalView {
            subjects = List.copyOf(subjects);
        }

        static RefusalView of(Refusal refusal) {
            return new RefusalView(
                    refusal.code().name(),
                    refusal.subjects().stream().map(ResourceRef::toString).toList(),
                    refusal.message(),
                    refusal.liftedBy(),
                    refusal.approvable());
        }
    }

    /** What a plan takes of the day's imports. */
    @Schema(name = "Imports")
    public record ImportsView(
            @Schema(description = "Imports of this plan, at most.")
            int planned,

            @Schema(description = "What the tenant allows in a day, as configured.")
            int perDay,

            @Schema(description = "Imports that Truekeel sent in the last 24 hours.")
            int used) {
        static ImportsView of(Cost.Imports imports) {
            return new ImportsView(imports.planned(), imports.perDay(), imports.used());
        }
    }

    /** What carrying it out takes. */
    @Schema(name = "Cost")
    public record CostView(
            @Schema(description = "Calls that read.") int reads,

            @Schema(description = "Calls that write, at most.")
            int writes,

            @Schema(description = "The time that Qlik's limits ask for at least.")
            BigDecimal seconds,

            @Schema(description = "Imports of apps, which Qlik counts per tenant and day; absent where there are none.")
            Optional<ImportsView> imports) {
        static CostView of(Cost cost) {
            return new CostView(
                    cost.reads(),
                    cost.writes(),
                    seconds(cost.time()),
                    cost.imports().map(ImportsView::of));
        }

        private static BigDecimal seconds(Duration time) {
            return BigDecimal.valueOf(time.toMillis()).divide(BigDecimal.valueOf(1000), 3, RoundingMode.HALF_UP);
        }
    }

    /**
     * What the latest look leaves to do.
     *
     * @param contents what is known by now of what a change brings to an app
     */
    public static PlanView of(RunReport report, Function<Change, Optional<Insight>> contents) {
        Admission admission = report.pending().admission();
        Plan plan = admission.plan();
        return new PlanView(
                plan.tenant().value(),
                plan.hash().hex(),
                plan.revision().toString(),
                report.standing().observedAt(),
                admission.approved(),
                plan.changes().stream()
                        .map(change -> ChangeView.of(change, admission.notes(change), contents.apply(change)))
                        .toList(),
                admission.refusals().stream().map(RefusalView::of).toList(),
                CostView.of(report.pending().cost()));
    }
}
