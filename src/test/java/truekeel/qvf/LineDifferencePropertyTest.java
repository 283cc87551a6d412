package truekeel.qvf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import truekeel.qvf.Outline.Script;
import truekeel.qvf.ScriptChange.Hunk;
import truekeel.qvf.ScriptChange.Line;
import truekeel.qvf.ScriptChange.Sign;

/** The hunks turn the old script into the new one. */
class LineDifferencePropertyTest {
    @Provide
    Arbitrary<List<String>> scripts() {
        return Arbitraries.of("a", "b", "c", "d", "///$tab T").list().ofMaxSize(60);
    }

    private static Optional<Script> script(List<String> lines) {
        return Optional.of(new Script(String.join("\n", lines), false));
    }

    @Property(tries = 1000)
    void hunksTurnTheOldScriptIntoTheNew(@ForAll("scripts") List<String> old, @ForAll("scripts") List<String> fresh) {
        // when
        ScriptChange change = LineDifference.between(script(old), script(fresh));

        // then
        List<String> made = new ArrayList<>();
        int at = 0;
        int added = 0;
        int removed = 0;
        for (Hunk hunk : change.hunks()) {
            while (at < hunk.before() - 1) {
                made.add(old.get(at++));
            }
            assertThat(made).hasSize(hunk.after() - 1);
            for (Line line : hunk.lines()) {
                if (line.sign() != Sign.ADDED) {
                    assertThat(old.get(at++)).isEqualTo(line.text());
                }
                if (line.sign() != Sign.REMOVED) {
                    made.add(line.text());
                }
                added += line.sign() == Sign.ADDED ? 1 : 0;
                removed += line.sign() == Sign.REMOVED ? 1 : 0;
            }
        }
        made.addAll(old.subList(at, old.size()));
        assertThat(made).isEqualTo(fresh);
        assertThat(List.of(change.added(), change.removed(), change.left())).containsExactly(added, removed, 0);
        assertThat(change.isEmpty()).isEqualTo(old.equals(fresh));
    }

    @Test
    void veryLongScriptsTakeBoundedTime() {
        // given: the same lines in another order, so that no line is of one script alone
        List<String> old = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            old.add("line " + i % 2500);
        }
        List<String> shuffled = new ArrayList<>(old);
        Collections.shuffle(shuffled, new Random(5));
        List<String> longer = new ArrayList<>(old);
        for (int i = 0; i < 20; i++) {
            longer.addAll(shuffled);
        }

        // when
        ScriptChange change = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(60), () -> LineDifference.between(script(old), script(shuffled)));
        ScriptChange longest = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(60), () -> LineDifference.between(script(longer), script(shuffled)));

        // then
        assertThat(change.added()).isEqualTo(change.removed()).isPositive();
        assertThat(longest.left()).isPositive();
        assertThat(longest.removed() - longest.added()).isEqualTo(20 * 5000);
    }
}
