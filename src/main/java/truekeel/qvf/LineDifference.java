package truekeel.qvf;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MeyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import truekeel.qvf.Outline.Script;
import truekeel.qvf.ScriptChange.Hunk;
import truekeel.qvf.ScriptChange.Line;
import truekeel.qvf.ScriptChange.Sign;

/**
 * Compares two scripts line by line. Lines that only one of them has are told apart before the search for the shortest
 * difference, and of very long scripts that differ everywhere the differing middle counts as replaced, so that the time
 * is bounded.
 */
final class LineDifference {
    private static final int CONTEXT = 3;
    /** Lines of both scripts that the search may begin with; its time grows with the square. */
    private static final int SEARCHED = 12_000;

    private static final int MOST_LINES = 2_000;

    private final List<String> old;
    private final List<String> fresh;
    /** Whether the line of that number stays. */
    private final boolean[] oldKept;

    private final boolean[] freshKept;

    private LineDifference(List<String> old, List<String> fresh) {
        this.old = old;
        this.fresh = fresh;
        this.oldKept = new boolean[old.size()];
        this.freshKept = new boolean[fresh.size()];
    }

    static ScriptChange between(Optional<Script> old, Optional<Script> fresh) {
        LineDifference difference = new LineDifference(
                old.map(Script::lines).orElse(List.of()),
                fresh.map(Script::lines).orElse(List.of()));
        difference.match();
        return difference.change();
    }

    private void match() {
        int same = 0;
        while (same < old.size() && same < fresh.size() && old.get(same).equals(fresh.get(same))) {
            keep(same, same);
            same++;
        }
        int oldEnd = old.size();
        int freshEnd = fresh.size();
        while (oldEnd > same && freshEnd > same && old.get(oldEnd - 1).equals(fresh.get(freshEnd - 1))) {
            keep(--oldEnd, --freshEnd);
        }
        search(same, oldEnd, freshEnd);
    }

    private void keep(int oldLine, int freshLine) {
        oldKept[oldLine] = true;
        freshKept[freshLine] = true;
    }

    /** Looks for the shortest difference among those lines of the middle that both scripts have. */
    private void search(int begin, int oldEnd, int freshEnd) {
        List<Integer> oldLines = shared(old, begin, oldEnd, new HashSet<>(fresh.subList(begin, freshEnd)));
        List<Integer> freshLines = shared(fresh, begin, freshEnd, new HashSet<>(old.subList(begin, oldEnd)));
        if (oldLines.size() + freshLines.size() > SEARCHED) {
            return;
        }
        Map<String, Integer> numbers = new HashMap<>();
        List<Integer> left = numbered(old, oldLines, numbers);
        List<Integer> right = numbered(fresh, freshLines, numbers);
        int l = 0;
        int r = 0;
        for (AbstractDelta<Integer> delta : deltas(left, right)) {
            while (l < delta.getSource().getPosition()) {
                keep(oldLines.get(l++), freshLines.get(r++));
            }
            l += delta.getSource().size();
            r += delta.getTarget().size();
        }
        while (l < left.size() && r < right.size()) {
            keep(oldLines.get(l++), freshLines.get(r++));
        }
    }

    private static List<AbstractDelta<Integer>> deltas(List<Integer> left, List<Integer> right) {
        return DiffUtils.diff(left, right, new MeyersDiffWithLinearSpace<>()).getDeltas();
    }

    private static List<Integer> shared(List<String> lines, int begin, int end, Set<String> others) {
        List<Integer> shared = new ArrayList<>();
        for (int i = begin; i < end; i++) {
            if (others.contains(lines.get(i))) {
                shared.add(i);
            }
        }
        return shared;
    }

    private static List<Integer> numbered(List<String> lines, List<Integer> chosen, Map<String, Integer> numbers) {
        List<Integer> numbered = new ArrayList<>(chosen.size());
        for (int line : chosen) {
            numbered.add(numbers.computeIfAbsent(lines.get(line), any -> numbers.size()));
        }
        return numbered;
    }

    private ScriptChange change() {
        List<Step> steps = steps();
        List<Hunk> hunks = new ArrayList<>();
        int room = MOST_LINES;
        int left = 0;
        int at = next(steps, 0);
        while (at < steps.size()) {
            int last = end(steps, at);
            Hunk hunk = hunk(steps, Math.max(0, at - CONTEXT), Math.min(steps.size(), last + CONTEXT));
            int shown = Math.min(room, hunk.lines().size());
            if (shown > 0) {
                hunks.add(hunk.first(shown));
            }
            room -= shown;
            left += hunk.lines().size() - shown;
            at = next(steps, last);
        }
        return new ScriptChange(count(steps, Sign.ADDED), count(steps, Sign.REMOVED), hunks, left);
    }

    /** One line of either script. */
    private record Step(Sign sign, int oldLine, int freshLine) {}

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        int o = 0;
        int f = 0;
        while (o < old.size() || f < fresh.size()) {
            if (o < old.size() && !oldKept[o]) {
                steps.add(new Step(Sign.REMOVED, o++, f));
            } else if (f < fresh.size() && !freshKept[f]) {
                steps.add(new Step(Sign.ADDED, o, f++));
            } else {
                steps.add(new Step(Sign.BOTH, o++, f++));
            }
        }
        return steps;
    }

    private static int count(List<Step> steps, Sign sign) {
        return (int) steps.stream().filter(step -> step.sign() == sign).count();
    }

    private static int next(List<Step> steps, int from) {
        int at = from;
        while (at < steps.size() && steps.get(at).sign() == Sign.BOTH) {
            at++;
        }
        return at;
    }

    /** The end of the changes that are near enough to each other to share a hunk. */
    private static int end(List<Step> steps, int begin) {
        int end = begin;
        int at = begin;
        while (at < steps.size() && at - end <= 2 * CONTEXT) {
            if (steps.get(at).sign() != Sign.BOTH) {
                end = at + 1;
            }
            at++;
        }
        return end;
    }

    private Hunk hunk(List<Step> steps, int begin, int end) {
        List<Line> lines = steps.subList(begin, end).stream()
                .map(step -> new Line(
                        step.sign(), step.sign() == Sign.ADDED ? fresh.get(step.freshLine()) : old.get(step.oldLine())))
                .toList();
        Step first = steps.get(begin);
        return new Hunk(tab(first.freshLine()), first.oldLine() + 1, first.freshLine() + 1, lines);
    }

    private String tab(int line) {
        for (int i = Math.min(line, fresh.size() - 1); i >= 0; i--) {
            if (fresh.get(i).startsWith(Script.TAB)) {
                return fresh.get(i).substring(Script.TAB.length()).strip();
            }
        }
        return "";
    }
}
