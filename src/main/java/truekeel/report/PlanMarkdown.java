package truekeel.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import truekeel.model.Revision;
import truekeel.plan.Action;
import truekeel.plan.Change;
import truekeel.plan.Refusal;

/**
 * Plans as one comment of a merge request. The first line is a mark by which a later run finds the comment again. What
 * others wrote is escaped, so that a name can neither call a person nor add a link.
 */
public final class PlanMarkdown {
    /** Stands in the first line of every comment. */
    public static final String MARK = "<!-- truekeel:plan -->";

    /** GitLab and GitHub take comments of a million and of 65,536 characters. */
    private static final int LONGEST = 60_000;

    /** Lines on what changed in one app. */
    private static final int MOST_CONTENT = 120;

    private final List<String> lines = new ArrayList<>();
    private final ContentOnce contents = new ContentOnce(MOST_CONTENT);

    private PlanMarkdown() {}

    public static String of(Revision revision, List<TenantReport> reports) {
        PlanMarkdown page = new PlanMarkdown();
        page.lines.add(MARK);
        page.lines.add("## Truekeel plan");
        page.lines.add("");
        page.lines.add("Revision `" + revision.shortId() + "`");
        page.lines.add("");
        page.overview(reports);
        reports.stream().filter(PlanMarkdown::isWorthTelling).forEach(page::details);
        return page.cut();
    }

    private static boolean isWorthTelling(TenantReport report) {
        return report.hasChanges() || report.hasFailed() || report.isRefused();
    }

    private void overview(List<TenantReport> reports) {
        lines.add("| tenant | create | update | recreate | delete | verdict |");
        lines.add("|---|---|---|---|---|---|");
        for (TenantReport report : reports) {
            ChangeCounts counts = ChangeCounts.of(report.changes());
            lines.add("| " + report.tenant() + " | " + counts.of(Action.CREATE) + " | " + counts.of(Action.UPDATE)
                    + " | " + counts.of(Action.RECREATE) + " | " + counts.of(Action.DELETE) + " | " + verdict(report)
                    + " |");
        }
        lines.add("");
    }

    private static String verdict(TenantReport report) {
        if (report.hasFailed()) {
            return "**error**";
        }
        if (report.isRefused()) {
            return "**refused**";
        }
        return report.hasChanges() ? "changes" : "in sync";
    }

    private void details(TenantReport report) {
        lines.add("<details><summary><b>" + report.tenant() + "</b>: "
                + ChangeCounts.of(report.changes()).words() + "</summary>");
        lines.add("");
        report.obstacle().ifPresent(obstacle -> lines.add("- " + Markdown.escape(obstacle.message())));
        report.findings()
                .forEach(finding ->
                        lines.add("- `" + Markdown.code(finding.position().toString()) + "` " + finding.code() + " "
                                + Markdown.escape(finding.message())));
        report.planned().ifPresent(planned -> planned.admission().refusals().forEach(this::refusal));
        report.unseen()
                .forEach(resource -> lines.add("- unknown `"
                        + Markdown.code(resource.ref().toString()) + "`"
                        + resource.code().map(code -> " " + code).orElse("") + ": "
                        + Markdown.escape(resource.message())));
        report.notes().forEach(note -> lines.add("- " + Markdown.escape(note)));
        lines.add("");
        lines.add("```diff");
        report.changes().stream().filter(change -> change.action().writes()).forEach(change -> {
            change(change);
            report.notes(change).forEach(note -> lines.add("    " + Markdown.code(note.text())));
            content(change, report);
        });
        lines.add("```");
        lines.add("");
        report.planned()
                .filter(planned -> report.hasChanges())
                .ifPresent(planned ->
                        lines.add("Hash `" + planned.admission().plan().hash().hex() + "`" + cost(planned.cost())));
        lines.add("");
        lines.add("</details>");
        lines.add("");
    }

    private static String cost(Cost cost) {
        return cost.equals(Cost.NOTHING)
                ? ""
                : ", about " + cost.reads() + " reads and " + cost.writes() + " writes, at least "
                        + cost.time().toSeconds() + " s"
                        + cost.imports().map(imports -> ", imports: " + imports).orElse("");
    }

    private void refusal(Refusal refusal) {
        String subjects = refusal.subjects().stream()
                .map(subject -> "`" + Markdown.code(subject.toString()) + "`")
                .collect(Collectors.joining(", "));
        lines.add("- **refused " + refusal.code() + "** " + subjects + ": " + Markdown.escape(refusal.message()) + " "
                + Markdown.escape(refusal.liftedBy()));
    }

    private void change(Change change) {
        String sign = change.action() == Action.CREATE ? "+ " : change.action() == Action.UPDATE ? "! " : "- ";
        lines.add(sign + Markdown.code(change.action().word() + " " + change.ref()));
        if (change.action() != Action.DELETE && change.action() != Action.CREATE) {
            change.fields().forEach(field -> lines.add("    " + Markdown.code(PlanText.difference(field))));
        }
    }

    private void content(Change change, TenantReport report) {
        contents.of(change, report).forEach(line -> lines.add(sign(line.sign()) + Markdown.code(line.text())));
    }

    /** The first letter of a line tells the colour. */
    private static String sign(ContentLines.Sign sign) {
        return switch (sign) {
            case ADDED -> "+ ";
            case REMOVED -> "- ";
            case CHANGED -> "! ";
            case HEAD, NOTE, BOTH -> "  ";
        };
    }

    private String cut() {
        String whole = String.join("\n", lines) + "\n";
        if (whole.length() <= LONGEST) {
            return whole;
        }
        int end = whole.lastIndexOf('\n', LONGEST);
        String head = whole.substring(0, end);
        boolean inCode = head.split("```", -1).length % 2 == 0;
        return head + (inCode ? "\n```" : "") + "\n\nThe rest is cut; run `truekeel plan` to see all of it.\n";
    }
}
