package truekeel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import truekeel.fleet.RunCode;
import truekeel.git.GitCode;
import truekeel.kinds.StepFailed;
import truekeel.model.FindingCode;
import truekeel.model.SourceCode;
import truekeel.plan.RefusalCode;
import truekeel.qlik.QlikException;
import truekeel.secret.SecretCode;
import truekeel.store.StoreCode;

class ErrorsPageTest {
    private static final String PAGE = "docs/reference/errors.md";

    private static final Map<String, Enum<?>[]> FAMILIES = Map.of(
            "Finding", FindingCode.values(),
            "Refusal", RefusalCode.values(),
            "Run", RunCode.values(),
            "Git", GitCode.values(),
            "Store", StoreCode.values(),
            "Secret", SecretCode.values(),
            "Source", SourceCode.values(),
            "Qlik", QlikException.Code.values(),
            "Step", StepFailed.Code.values());

    @Test
    void everyCodeHasOneEntryThatNamesItsFamilies() {
        // given
        Map<String, Set<String>> codes = new TreeMap<>();
        FAMILIES.forEach((family, values) -> {
            for (Enum<?> value : values) {
                codes.computeIfAbsent(value.name(), added -> new TreeSet<>()).add(family);
            }
        });

        // when
        Map<String, Set<String>> documented = new TreeMap<>();
        List<String> lines = Pages.lines(PAGE);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("### ")) {
                String families = lines.get(i + 2).replaceAll("^\\*([A-Za-z, ]+)\\.\\* .*", "$1");
                Set<String> before =
                        documented.put(lines.get(i).substring(4), new TreeSet<>(Set.of(families.split(", "))));
                assertThat(before).as("a second entry for " + lines.get(i)).isNull();
            }
        }

        // then
        assertThat(documented).containsExactlyEntriesOf(codes);
    }

    @Test
    void everyEntrySaysWhatToDo() {
        String page = Pages.read(PAGE);

        String[] entries = page.split("(?m)^### ");

        assertThat(entries).hasSizeGreaterThan(50);
        for (int i = 1; i < entries.length; i++) {
            assertThat(entries[i]).containsPattern("(?m)^\\*\\*Do:\\*\\* \\S.{3,}");
        }
    }
}
