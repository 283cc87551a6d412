package truekeel.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What the manifest's reader takes for a cron expression, the reader of sync windows has to take too. */
class CronTextPropertyTest {
    private static final CronParser WINDOWS =
            new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    /** SUN-SAT and steps longer than the field passed as sound and broke every run of the tenant. */
    @Property
    void whatIsSoundCanBeReadByTheWindows(@ForAll("texts") String text) {
        if (CronText.problem(text).isEmpty()) {
            String plain = CronText.plain(text);
            assertThatCode(() -> WINDOWS.parse(plain).validate()).doesNotThrowAnyException();
            assertThat(CronText.problem(plain)).isEmpty();
            assertThat(CronText.plain(plain)).isEqualTo(plain);
        }
    }

    @Property
    void aPlainNumberIsSoundWithinItsField(@ForAll("numbers") int number) {
        List<Integer> least = List.of(0, 0, 1, 1, 0);
        List<Integer> most = List.of(59, 23, 31, 12, 7);
        for (int field = 0; field < 5; field++) {
            String[] parts = {"*", "*", "*", "*", "*"};
            parts[field] = Integer.toString(number);
            assertThat(CronText.problem(String.join(" ", parts)).isEmpty())
                    .isEqualTo(number >= least.get(field) && number <= most.get(field));
        }
    }

    @Example
    void aStepOfAWholeWeekIsNone() {
        assertThat(CronText.problem("* * * * 0-6/7")).isPresent();
        assertThat(CronText.problem("* * * * 0-6/6")).isEmpty();
    }

    @Provide
    Arbitrary<Integer> numbers() {
        return Arbitraries.integers().between(0, 99);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> numbers = Arbitraries.integers().between(0, 31).map(String::valueOf);
        Arbitrary<String> words = Arbitraries.of("jan", "MAR", "Dec", "SUN", "mon", "Sat", "fri", "7", "0");
        Arbitrary<String> atoms = Arbitraries.frequencyOf(Tuple.of(3, numbers), Tuple.of(2, words));
        Arbitrary<String> items = Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(2, Arbitraries.just("*")),
                                Tuple.of(2, atoms),
                                Tuple.of(3, Combinators.combine(atoms, atoms).as((from, to) -> from + "-" + to))),
                        Arbitraries.of(1, 2, 7, 12, 23, 24, 31, 59, 60, 999)
                                .map(step -> "/" + step)
                                .optional(0.4))
                .as((item, step) -> item + step.orElse(""));
        Arbitrary<String> sound = Arbitraries.of("*", "0", "1", "5,7", "*/2");
        Arbitrary<String> fields = Arbitraries.frequencyOf(
                Tuple.of(3, sound),
                Tuple.of(1, items),
                Tuple.of(1, items.list().ofMinSize(1).ofMaxSize(2).map(list -> String.join(",", list))));
        return fields.list().ofSize(5).map(list -> String.join(" ", list));
    }
}
