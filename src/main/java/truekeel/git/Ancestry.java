package truekeel.git;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.RawParseUtils;

/**
 * Tells how two commits are related from whatever part of the history is here. A commit names its parents even where
 * they were not fetched, which is often enough: a rewritten commit on the same parent can be told from a new one.
 */
final class Ancestry {
    private static final byte[] PARENT = Constants.encodeASCII("parent ");
    private static final int MOST_COMMITS = 10_000;

    private final ObjectReader reader;

    private Ancestry(ObjectReader reader) {
        this.reader = reader;
    }

    static History between(Repository repository, ObjectId old, ObjectId now) throws IOException {
        if (old.equals(now)) {
            return History.UNCHANGED;
        }
        try (ObjectReader reader = repository.newObjectReader()) {
            return new Ancestry(reader).between(old, now);
        }
    }

    private History between(ObjectId old, ObjectId now) throws IOException {
        Walk ofOld = walk(old, Set.of());
        if (ofOld.seen().contains(now)) {
            return History.REWRITTEN;
        }
        // Whatever is an ancestor of the old commit cannot have it as its own ancestor.
        Walk ofNow = walk(now, ofOld.seen());
        if (ofNow.reached().contains(old)) {
            return History.FAST_FORWARD;
        }
        return ofNow.complete() ? History.REWRITTEN : History.UNKNOWN_SHALLOW;
    }

    /** All ids seen from a start, those of the barrier that were reached, and whether none was missing. */
    private record Walk(Set<ObjectId> seen, Set<ObjectId> reached, boolean complete) {}

    private Walk walk(ObjectId start, Set<ObjectId> barrier) throws IOException {
        Set<ObjectId> seen = new HashSet<>(Set.of(start));
        Set<ObjectId> reached = new HashSet<>();
        boolean complete = true;
        Deque<ObjectId> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty() && seen.size() < MOST_COMMITS) {
            Optional<List<ObjectId>> parents = parents(open.remove());
            complete &= parents.isPresent();
            for (ObjectId parent : parents.orElse(List.of())) {
                if (barrier.contains(parent)) {
                    reached.add(parent);
                } else if (seen.add(parent)) {
                    open.add(parent);
                }
            }
        }
        return new Walk(seen, reached, complete && open.isEmpty());
    }

    /** The parents that the commit itself names, or empty when it is not here. */
    private Optional<List<ObjectId>> parents(ObjectId commit) throws IOException {
        try {
            // A parsed commit would have no parents where the history was cut off.
            byte[] raw = reader.open(commit, Constants.OBJ_COMMIT).getBytes();
            List<ObjectId> parents = new ArrayList<>();
            int line = RawParseUtils.nextLF(raw, 0);
            while (RawParseUtils.match(raw, line, PARENT) > 0) {
                parents.add(ObjectId.fromString(raw, line + PARENT.length));
                line = RawParseUtils.nextLF(raw, line);
            }
            return Optional.of(parents);
        } catch (MissingObjectException e) {
            return Optional.empty();
        }
    }
}
