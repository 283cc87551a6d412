package truekeel.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import truekeel.qvf.Difference;
import truekeel.qvf.Insight;
import truekeel.qvf.ItemChange;
import truekeel.qvf.Outline.Category;
import truekeel.qvf.ScriptChange;
import truekeel.qvf.ScriptChange.Hunk;
import truekeel.qvf.ScriptChange.Line;
import truekeel.qvf.ScriptChange.Sign;

/** What changed in an app, in words. */
class ContentLinesTest {
    private static final Difference DIFFERENCE = new Difference(
            Optional.of(new ScriptChange(
                    1,
                    1,
                    List.of(new Hunk(
                            "Load",
                            7,
                            7,
                            List.of(
                                    new Line(Sign.BOTH, "LOAD"),
                                    new Line(Sign.REMOVED, "\tA,"),
                                    new Line(Sign.ADDED, "\tB,\u001b[31m")))),
                    0)),
            List.of(
                    new ItemChange(Category.SHEET, "s", "Overview", ItemChange.Fate.ADDED, List.of()),
                    new ItemChange(
                            Category.MEASURE,
                            "m",
                            "Amount",
                            ItemChange.Fate.CHANGED,
                            List.of("expression: Sum(a) -> Sum(b)"))),
            0,
            List.of());

    private static List<String> texts(Insight insight, int most) {
        return ContentLines.of(insight, most).stream()
                .map(ContentLines.Line::toString)
                .toList();
    }

    @Test
    void tellsObjectsThenTheScript() {
        assertThat(texts(new Insight.Compared(DIFFERENCE), 100))
                .containsExactly(
                        "+ sheet \"Overview\" added",
                        "~ measure \"Amount\": expression: Sum(a) -> Sum(b)",
                        "  Load script: 1 line added, 1 removed",
                        "  @@ -7,2 +7,2 @@ Load",
                        "  LOAD",
                        "-     A,",
                        "+     B,\\u001b[31m");
    }

    @Test
    void saysHowManyLinesAreCut() {
        // given
        List<ItemChange> many = IntStream.range(0, 50)
                .mapToObj(i -> new ItemChange(Category.SHEET, "s" + i, "S", ItemChange.Fate.ADDED, List.of()))
                .toList();
        Insight insight = new Insight.Compared(
                new Difference(Optional.of(new ScriptChange(0, 0, List.of(), 0)), many, 0, List.of()));

        // when / then
        assertThat(texts(insight, 10)).hasSize(11).last().isEqualTo("  … 40 more lines");
    }

    @Test
    void saysWhatIsNotKnown() {
        assertThat(texts(
                        new Insight.Alone(Map.of(Category.SHEET, 2), 30, "The version deployed now is not at hand."),
                        9))
                .containsExactly("  The version deployed now is not at hand. This file holds 2 sheets, a load script of"
                        + " 30 lines.");
        assertThat(texts(new Insight.Unknown("Why."), 9)).containsExactly("  Why.");
        assertThat(texts(new Insight.Compared(new Difference(Optional.empty(), List.of(), 0, List.of())), 9))
                .anySatisfy(line -> assertThat(line).contains("not shown"));
    }

    @Test
    void jsonHoldsTheSame() {
        assertThat(ContentJson.of(new Insight.Compared(DIFFERENCE)).toString())
                .isEqualTo(
                        "{\"status\":\"compared\",\"items\":[{\"type\":\"sheet\",\"id\":\"s\",\"title\":\"Overview\","
                                + "\"change\":\"added\",\"what\":[]},{\"type\":\"measure\",\"id\":\"m\",\"title\":\"Amount\","
                                + "\"change\":\"changed\",\"what\":[\"expression: Sum(a) -> Sum(b)\"]}],\"moreItems\":0,"
                                + "\"script\":{\"added\":1,\"removed\":1,\"hunks\":[{\"tab\":\"Load\",\"head\":\"@@ -7,2 +7,2 @@"
                                + " Load\",\"lines\":[\" LOAD\",\"-\\tA,\",\"+\\tB,\\u001B[31m\"]}],\"moreLines\":0},\"notes\":[]}");
    }
}
