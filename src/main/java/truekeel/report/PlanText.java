package truekeel.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import truekeel.apply.Outcome;
import truekeel.model.Position;
import truekeel.model.Revision;
import truekeel.plan.Action;
import truekeel.plan.Change;
import truekeel.plan.FieldDiff;
import truekeel.plan.Refusal;
import truekeel.plan.ResourceState;

/**
 * Plans and what became of them, for people at a terminal. Each line can be understood, and searched for, by itself.
 */
public final class PlanText {
    /** Lines on what changed in one app. */
    private static final int MOST_CONTENT = 300;

    private final Palette palette;
    private final List<String> lines = new ArrayList<>();
    private final ContentOnce contents = new ContentOnce(MOST_CONTENT);

    private PlanText(Palette palette) {
        this.palette = palette;
    }

    /** The reports one below the other, and a line that sums them up. Ends with a line break. */
    public static String of(Revision revision, List<TenantReport> reports, Palette palette) {
        PlanText text = new PlanText(palette);
        reports.forEach(report -> text.tenant(revision, report));
        text.lines.add(text.summary(reports));
        return String.join("\n", text.lines) + "\n";
    }

    private void tenant(Revision revision, TenantReport report) {
        lines.add(palette.strong("Tenant " + report.tenant()) + " at revision " + revision.shortId());
        report.findings()
                .forEach(finding -> lines.add(
                        "  " + finding.position() + " " + finding.code() + " " + Printable.line(finding.message())));
        report.obstacle()
                .ifPresent(obstacle -> lines.add("  " + palette.bad("! " + Printable.line(obstacle.message()))));
        Map<Change, Outcome> outcomes = new HashMap<>();
        report.outcomes().forEach(outcome -> outcomes.put(outcome.change(), outcome));
        report.planned().ifPresent(planned -> planned(report, planned, outcomes));
        report.notes().forEach(note -> lines.add("  " + palette.caution("note: " + Printable.line(note))));
        lines.add("");
    }

    private void planned(TenantReport report, TenantReport.Planned planned, Map<Change, Outcome> outcomes) {
        for (Change change : report.changes()) {
            if (change.action() == Action.ADOPT) {
                continue; // counted below: nothing happens to the object
            }
            boolean withheld = !planned.admission().admitted().contains(change);
            change(change, withheld, Optional.ofNullable(outcomes.get(change)));
            report.notes(change).forEach(note -> lines.add("      " + Printable.line(note.text())));
            contents.of(change, report).forEach(line -> lines.add("      " + paint(line)));
        }
        unseen(report.unseen());
        planned.admission().refusals().forEach(this::refusal);
        ChangeCounts counts = ChangeCounts.of(report.changes());
        if (counts.writes() == 0) {
            lines.add("  No changes: " + (report.unseen().isEmpty() ? "live state agrees with Git" : "not all was seen")
                    + (report.changes().isEmpty() ? "." : ", " + counts.words() + "."));
            return;
        }
        lines.add("  Plan: " + counts.words() + "." + cost(planned.cost()));
        lines.add("  Hash: " + planned.admission().plan().hash().hex()
                + (planned.admission().approved() ? " (approved)" : ""));
    }

    private static String cost(Cost cost) {
        if (cost.equals(Cost.NOTHING)) {
            return "";
        }
        return " It takes about " + cost.reads() + (cost.reads() == 1 ? " read and " : " reads and ") + cost.writes()
                + (cost.writes() == 1 ? " write, at least " : " writes, at least ")
                + cost.time().toSeconds() + " s."
                + cost.imports().map(imports -> " Imports: " + imports + ".").orElse("");
    }

    private void change(Change change, boolean withheld, Optional<Outcome> outcome) {
        String what = mark(change.action()) + " " + Printable.line(change.ref().toString());
        String end = (withheld ? " (withheld)" : "")
                + outcome.map(PlanText::outcome).orElse("")
                + change.source().map(PlanText::at).orElse("");
        if (change.action() == Action.UPDATE || change.action() == Action.RECREATE) {
            change.fields().forEach(field -> lines.add("  " + paint(change.action(), what) + " " + difference(field)));
            lines.add("    " + reason(change) + end);
        } else {
            lines.add("  " + paint(change.action(), what) + end);
            if (change.action() == Action.CREATE) {
                change.fields().stream()
                        .filter(field -> !isItsName(change, field))
                        .forEach(field -> lines.add("      "
                                + Printable.line(field.path().toString()) + ": " + Printable.value(field.desired())));
            } else if (change.action().writes()) {
                lines.add("      " + reason(change));
            }
        }
    }

    private String paint(ContentLines.Line line) {
        return switch (line.sign()) {
            case ADDED -> palette.good(line.toString());
            case REMOVED -> palette.bad(line.toString());
            case CHANGED -> palette.caution(line.toString());
            case HEAD -> palette.strong(line.toString());
            case NOTE, BOTH -> palette.faint(line.toString());
        };
    }

    private static boolean isItsName(Change change, FieldDiff field) {
        return field.path().toString().equals("/name")
                && field.desired().toString().equals(change.ref().name());
    }

    private static String reason(Change change) {
        return Printable.line(change.reason());
    }

    private static String at(Position source) {
        return "  [" + Printable.line(source.toString()) + "]";
    }

    private static String outcome(Outcome outcome) {
        String problem = outcome.message().isEmpty() ? "" : ": " + Printable.line(outcome.message());
        String notes = outcome.notes().isEmpty() ? "" : ": " + Printable.line(String.join(" ", outcome.notes()));
        return " " + outcome.verdict().word() + (outcome.code().isEmpty() ? "" : " " + outcome.code()) + problem
                + notes;
    }

    /** {@code path: live -> desired}. */
    static String difference(FieldDiff field) {
        return Printable.line(field.path().toString()) + ": " + Printable.value(field.live()) + " -> "
                + Printable.value(field.desired());
    }

    /** One line per cause: where a tenant cannot be reached, all its resources have the same. */
    private void unseen(List<ResourceState> resources) {
        Map<String, List<String>> byCause = resources.stream()
                .collect(Collectors.groupingBy(
                        PlanText::cause,
                        LinkedHashMap::new,
                        Collectors.mapping(resource -> resource.ref().toString(), Collectors.toList())));
        byCause.forEach((cause, refs) -> {
            String others = refs.size() > 1 ? " and " + (refs.size() - 1) + " more" : "";
            lines.add("  " + palette.caution("? " + Printable.line(refs.get(0)) + others) + " unknown"
                    + Printable.line(cause));
        });
    }

    private static String cause(ResourceState resource) {
        return resource.code().map(code -> " " + code).orElse("") + ": " + resource.message();
    }

    private void refusal(Refusal refusal) {
        String subjects = refusal.subjects().stream()
                .map(subject -> Printable.line(subject.toString()))
                .collect(Collectors.joining(", "));
        String scope = refusal.scope() == Refusal.Scope.PLAN ? "the whole plan" : subjects;
        lines.add("  " + palette.bad("! refused " + refusal.code()) + " (" + scope + ") "
                + Printable.line(refusal.message()));
        lines.add("      " + Printable.line(refusal.liftedBy()));
    }

    /** The sign of an action at the beginning of a line. */
    static String mark(Action action) {
        return switch (action) {
            case CREATE -> "+";
            case UPDATE -> "~";
            case RECREATE -> "-/+";
            case DELETE -> "-";
            case ADOPT -> "=";
            case RELEASE -> "x";
        };
    }

    private String paint(Action action, String text) {
        return switch (action) {
            case CREATE -> palette.good(text);
            case UPDATE -> palette.caution(text);
            case RECREATE, DELETE -> palette.bad(text);
            case ADOPT, RELEASE -> palette.faint(text);
        };
    }

    private String summary(List<TenantReport> reports) {
        List<Change> changes =
                reports.stream().flatMap(report -> report.changes().stream()).toList();
        long failed = reports.stream().filter(TenantReport::hasFailed).count();
        long refused = reports.stream().filter(TenantReport::isRefused).count();
        String text = reports.size()
                + (reports.size() == 1 ? " tenant: " : " tenants: ")
                + ChangeCounts.of(changes).words();
        List<Outcome> outcomes =
                reports.stream().flatMap(report -> report.outcomes().stream()).toList();
        if (!outcomes.isEmpty()) {
            Map<Outcome.Verdict, Long> verdicts =
                    outcomes.stream().collect(Collectors.groupingBy(Outcome::verdict, Collectors.counting()));
            text += "; "
                    + List.of(Outcome.Verdict.values()).stream()
                            .filter(verdicts::containsKey)
                            .map(verdict -> verdicts.get(verdict) + " " + verdict.word())
                            .collect(Collectors.joining(", "));
        }
        text += failed > 0 ? "; " + failed + " with errors" : "";
        text += refused > 0 ? "; " + refused + " refused" : "";
        return palette.strong(text + ".");
    }
}
