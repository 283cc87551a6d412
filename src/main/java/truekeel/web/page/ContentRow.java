package truekeel.web.page;

import java.util.List;
import java.util.Optional;
import truekeel.qvf.Insight;
import truekeel.report.ContentLines;

/**
 * One line on what changed in an app.
 *
 * @param tone the class of its style
 */
record ContentRow(String tone, String text) {
    private static final int MOST = 400;

    /** None where the content stays. */
    static List<ContentRow> of(Optional<Insight> insight) {
        return insight.map(told -> ContentLines.of(told, MOST)).orElse(List.of()).stream()
                .map(line -> new ContentRow(line.sign().word(), line.toString()))
                .toList();
    }
}
