package truekeel.qvf;

import java.util.List;

/**
 * How a load script changed, line by line.
 *
 * @param added lines that are new
 * @param removed lines that are gone
 * @param hunks where, in order; fewer than there are where the change is very long
 * @param left how many lines of hunks are left out
 */
public record ScriptChange(int added, int removed, List<Hunk> hunks, int left) {
    public ScriptChange {
        hunks = List.copyOf(hunks);
    }

    /**
     * Lines that belong together, as a unified difference has them.
     *
     * @param tab the section of the new script that the hunk begins in; empty before the first
     * @param before the first line in the old script, from 1
     * @param after the first line in the new script, from 1
     */
    public record Hunk(String tab, int before, int after, List<Line> lines) {
        public Hunk {
            lines = List.copyOf(lines);
        }

        Hunk first(int number) {
            return number == lines.size() ? this : new Hunk(tab, before, after, lines.subList(0, number));
        }

        /** Such as {@code @@ -3,4 +3,5 @@ Main}. */
        public String head() {
            long old = lines.stream().filter(line -> line.sign() != Sign.ADDED).count();
            long fresh =
                    lines.stream().filter(line -> line.sign() != Sign.REMOVED).count();
            return "@@ -" + before + "," + old + " +" + after + "," + fresh + " @@" + (tab.isEmpty() ? "" : " " + tab);
        }
    }

    /** One line. */
    public record Line(Sign sign, String text) {
        @Override
        public String toString() {
            return sign.letter() + text;
        }
    }

    /** Which of the two scripts has a line. */
    public enum Sign {
        BOTH(' '),
        REMOVED('-'),
        ADDED('+');

        private final char letter;

        Sign(char letter) {
            this.letter = letter;
        }

        public char letter() {
            return letter;
        }
    }

    /** Whether the scripts are the same. */
    public boolean isEmpty() {
        return added == 0 && removed == 0;
    }
}
