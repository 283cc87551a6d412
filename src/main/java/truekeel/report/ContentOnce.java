package truekeel.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import truekeel.plan.Change;
import truekeel.qvf.Insight;

/** Tells what changes in an app once, however many tenants of a report get the same file. */
final class ContentOnce {
    /** Fewer lines are told each time. */
    private static final int SHORT = 3;

    private final Map<Insight, String> told = new HashMap<>();
    private final int most;

    /** @param most lines on one app */
    ContentOnce(int most) {
        this.most = most;
    }

    /** None where the change brings no other file. */
    List<ContentLines.Line> of(Change change, TenantReport report) {
        Insight insight = report.contents().get(change.ref());
        if (insight == null) {
            return List.of();
        }
        List<ContentLines.Line> lines = ContentLines.of(insight, most);
        String where = change.ref() + " in tenant " + report.tenant();
        String before = told.putIfAbsent(insight, where);
        return before == null || lines.size() <= SHORT
                ? lines
                : List.of(ContentLines.Line.of(
                        ContentLines.Sign.NOTE, "The file changes as that of " + before + ", above."));
    }
}
