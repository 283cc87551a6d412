package truekeel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecordsTest {
    private static final Pattern NAMED_TEST = Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`");

    @Test
    void everyAssumptionAboutQlikNamesATestThatIsThere() {
        // given
        List<String> sources = testSources();

        // when
        List<String> missing = new ArrayList<>();
        List<List<String>> rows = Pages.lines("docs/explanation/qlik-facts.md").stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| what Qlik"))
                .map(line -> List.of(line.split("\\|")))
                .toList();
        for (List<String> row : rows) {
            Matcher named = NAMED_TEST.matcher(row.get(3));
            if (!named.find() || sources.stream().noneMatch(source -> holds(source, named))) {
                missing.add(row.get(1).strip() + ":" + row.get(3));
            }
        }

        // then
        assertThat(rows).hasSizeGreaterThan(20);
        assertThat(missing).isEmpty();
    }

    @Test
    void everyDecisionHasContextChoiceAndConsequences() {
        List<String> records =
                Pages.all().stream().filter(page -> page.contains("decisions/")).toList();

        assertThat(records).isNotEmpty().allSatisfy(record -> assertThat(Pages.read(record))
                .startsWith("# ")
                .containsPattern("(?m)^## Context$")
                .containsPattern("(?m)^## Choices?$")
                .containsPattern("(?m)^## Consequences$"));
    }

    @Test
    void everyChangelogEntryHasItsTypeAndASentence() {
        List<String> entries = Pages.all().stream()
                .filter(page -> page.contains("changelog/next/"))
                .toList();

        assertThat(entries).isNotEmpty().allSatisfy(entry -> assertThat(Pages.read(entry))
                .matches("type: (added|changed|fixed|removed|security)\\R\\R\\S[\\s\\S]+\\.\\R"));
    }

    private static boolean holds(String source, Matcher named) {
        return source.contains("class " + named.group(1) + " ")
                && (named.group(2) == null || source.contains("void " + named.group(2) + "("));
    }

    private static List<String> testSources() {
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .map(file -> Pages.read(file.toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
