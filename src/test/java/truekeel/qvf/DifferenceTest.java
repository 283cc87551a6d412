package truekeel.qvf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import truekeel.qvf.ItemChange.Fate;
import truekeel.qvf.Outline.Category;

/** What two files are told to differ in. */
class DifferenceTest {
    private static AppFile before() {
        return AppFile.of("Sales")
                .script("///$tab Main", "a", "b", "c", "d", "e", "///$tab Load", "f", "g", "h", "i", "j", "k")
                .measure("m1", "Amount", "Sum(Amount)")
                .measure("m2", "Count", "Count(x)")
                .dimension("d1", "Region", "Region")
                .sheet("s1", "Overview", "c1:barchart:By region", "c2:kpi:Total")
                .sheet("s2", "Old", "c3:kpi:");
    }

    private static Outline outline(AppFile file) throws IOException {
        Reading reading = new QvfReader(ReadLimits.DEFAULT).read(new ByteArrayInputStream(file.bytes()));
        return ((Reading.Told) reading).outline();
    }

    @Test
    void whatChangesByItselfIsNoChange() throws IOException {
        // given: statistics, thumbnails and an editor's state differ
        Outline one = outline(before());
        Outline other = outline(before().data(77));

        // when
        Difference difference = Difference.between(one, other, true);

        // then
        assertThat(difference.isEmpty()).isTrue();
        assertThat(difference.remarks()).isEmpty();
    }

    @Test
    void tellsWhatCameWentAndChanged() throws IOException {
        // given
        AppFile after = AppFile.of("Sales")
                .script("///$tab Main", "a", "b", "c", "d", "e", "///$tab Load", "f", "g", "X", "i", "j", "k", "l")
                .measure("m1", "Revenue", "Sum(Revenue)")
                .dimension("d1", "Region", "Region")
                .variable("v1", "vRate", "2")
                .sheet("s1", "Overview", "c1:linechart:By region", "c4:table:All");

        // when
        Difference difference = Difference.between(outline(before()), outline(after), true);

        // then
        assertThat(difference.items())
                .extracting(ItemChange::category, ItemChange::id, ItemChange::fate, ItemChange::what)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                Category.SHEET,
                                "s1",
                                Fate.CHANGED,
                                List.of(
                                        "linechart \"By region\" changed",
                                        "table \"All\" added",
                                        "kpi \"Total\" removed")),
                        org.assertj.core.groups.Tuple.tuple(Category.SHEET, "s2", Fate.REMOVED, List.of()),
                        org.assertj.core.groups.Tuple.tuple(
                                Category.MEASURE,
                                "m1",
                                Fate.CHANGED,
                                List.of("title: \"Amount\" -> \"Revenue\"", "expression: Sum(Amount) -> Sum(Revenue)")),
                        org.assertj.core.groups.Tuple.tuple(Category.MEASURE, "m2", Fate.REMOVED, List.of()),
                        org.assertj.core.groups.Tuple.tuple(Category.VARIABLE, "v1", Fate.ADDED, List.of()));
    }

    @Test
    void showsTheLinesInUnifiedHunksWithTheirTab() throws IOException {
        // given
        AppFile after = AppFile.of("Sales")
                .script("///$tab Main", "a", "b", "c", "d", "e", "///$tab Load", "f", "g", "X", "i", "j", "k", "l");

        // when
        ScriptChange script = Difference.between(outline(before()), outline(after), true)
                .script()
                .orElseThrow();

        // then
        assertThat(script.added()).isEqualTo(2);
        assertThat(script.removed()).isEqualTo(1);
        assertThat(script.hunks()).hasSize(1);
        assertThat(script.hunks().get(0).head()).isEqualTo("@@ -7,7 +7,8 @@ Load");
        assertThat(script.hunks().get(0).lines())
                .extracting(ScriptChange.Line::toString)
                .containsExactly(" ///$tab Load", " f", " g", "-h", "+X", " i", " j", " k", "+l");
    }

    @Test
    void saysNothingOfAScriptThatNobodyMaySee() throws IOException {
        // given
        AppFile after = AppFile.of("Sales").script("all new");

        // when
        Difference difference = Difference.between(outline(before()), outline(after), false);

        // then
        assertThat(difference.script()).isEmpty();
    }
}
