package truekeel.web.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import truekeel.fleet.Turn;
import truekeel.plan.Change;
import truekeel.plan.DriftState;
import truekeel.qvf.Insight;
import truekeel.report.Condition;
import truekeel.report.RunReport;
import truekeel.report.TenantStatus;
import truekeel.web.view.DriftView;
import truekeel.web.view.PlanView;
import truekeel.web.view.TenantView;

/** One tenant, whole. */
record TenantPage(
        Head head,
        List<ConditionRow> conditions,
        List<DriftRow> drift,
        PlanPart plan,
        List<FindingRow> findings,
        List<ViolationRow> violations,
        List<RunRow> runs) {

    /** Who it is and how it stands. */
    record Head(
            String name,
            String hostname,
            String region,
            String mode,
            boolean suspended,
            Light light,
            String revision,
            List<FleetPage.Count> counts,
            Stamp observed,
            String next) {}

    /** One condition. */
    record ConditionRow(String type, Light light, String reason, String message, Stamp since) {
        static ConditionRow of(Condition condition, Instant now) {
            return new ConditionRow(
                    condition.type().word(),
                    Light.of(condition),
                    condition.reason(),
                    condition.message(),
                    Stamp.of(condition.since(), now));
        }
    }

    /** The drift of one resource. */
    record DriftRow(
            String subject, Light state, Stamp since, String by, String code, String message, List<FieldRow> fields) {
        static DriftRow of(DriftView.Item item, Instant now) {
            return new DriftRow(
                    item.kind() + "/" + item.name(),
                    Light.of(DriftState.valueOf(item.state().toUpperCase(Locale.ROOT))),
                    Stamp.of(item.since(), now),
                    Shown.author(item.attribution()),
                    item.code().orElse(""),
                    item.message(),
                    item.fields().stream().map(FieldRow::of).toList());
        }
    }

    /** What is left to do. */
    record PlanPart(
            String hash, boolean approved, List<ChangeRow> changes, List<PlanView.RefusalView> refusals, String cost) {
        static final PlanPart NONE = new PlanPart("", false, List.of(), List.of(), "");

        static PlanPart of(RunReport report, Function<Change, Optional<Insight>> contents) {
            PlanView plan = PlanView.of(report, contents);
            List<Change> changes = report.pending().admission().plan().changes();
            List<ChangeRow> rows = new ArrayList<>();
            for (int i = 0; i < changes.size(); i++) {
                rows.add(ChangeRow.of(plan.changes().get(i), ContentRow.of(contents.apply(changes.get(i)))));
            }
            return new PlanPart(
                    plan.hash(),
                    plan.approved(),
                    rows,
                    plan.refusals(),
                    Shown.number(plan.cost().reads(), "read", "reads") + ", "
                            + Shown.number(plan.cost().writes(), "write", "writes") + ", at least "
                            + plan.cost().seconds().stripTrailingZeros().toPlainString() + " s"
                            + plan.cost()
                                    .imports()
                                    .map(imports -> ", imports: " + imports.planned() + " of the day's "
                                            + imports.perDay() + " (" + imports.used() + " used today by Truekeel)")
                                    .orElse(""));
        }
    }

    /** One change that is left to do. */
    record ChangeRow(
            String action,
            String subject,
            String reason,
            String source,
            List<FieldRow> fields,
            List<String> notes,
            List<ContentRow> content) {
        static ChangeRow of(PlanView.ChangeView change, List<ContentRow> content) {
            return new ChangeRow(
                    change.action(),
                    change.kind() + "/" + change.name(),
                    change.reason(),
                    change.source().orElse(""),
                    change.fields().stream().map(FieldRow::of).toList(),
                    change.notes().stream().map(PlanView.NoteView::text).toList(),
                    content);
        }
    }

    /** @param contents what is known by now of what a change brings to an app */
    static TenantPage of(
            TenantStatus status,
            Optional<Turn> turn,
            DriftView drift,
            List<RunRow> runs,
            Function<Change, Optional<Insight>> contents,
            Instant now) {
        return new TenantPage(
                head(status, turn, now),
                status.conditions().stream()
                        .map(condition -> ConditionRow.of(condition, now))
                        .toList(),
                drift.items().stream().map(item -> DriftRow.of(item, now)).toList(),
                status.last().map(report -> PlanPart.of(report, contents)).orElse(PlanPart.NONE),
                status.findings().stream().map(FindingRow::of).toList(),
                ViolationRow.of(List.of(status)),
                runs);
    }

    private static Head head(TenantStatus status, Optional<Turn> turn, Instant now) {
        TenantView view = TenantView.of(status);
        return new Head(
                view.name(),
                view.hostname(),
                view.region(),
                view.mode(),
                view.suspended(),
                Light.of(status),
                view.revision().map(Shown::revision).orElse("–"),
                FleetPage.counts(status),
                Stamp.of(view.observedAt(), now),
                turn.map(known -> next(status, known, now)).orElse("–"));
    }

    private static String next(TenantStatus status, Turn turn, Instant now) {
        if (turn.running()) {
            return "running now";
        }
        if (status.stance().isSuspended()) {
            return "none while it is suspended";
        }
        return turn.due().isAfter(now) ? Stamp.of(turn.due(), now).age() : "due now";
    }
}
