package truekeel.kinds;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import truekeel.model.Desired;
import truekeel.model.KindName;
import truekeel.model.ResourceRef;

/**
 * What comes before a resource that does not name it: a reload needs the connections and files of its app's spaces,
 * which only the load script names.
 */
final class Precedence {
    private static final KindName SPACE = KindName.of("Space");

    private final Kinds kinds;
    private final Look look;
    private final Directory directory;

    Precedence(Kinds kinds, Look look, Directory directory) {
        this.kinds = kinds;
        this.look = look;
        this.directory = directory;
    }

    /** The declared resources that must be there first. */
    Set<ResourceRef> before(Desired desired) {
        Set<ResourceRef> first = new LinkedHashSet<>();
        List<KindName> preceding = kinds.schema(desired.kind()).after(desired.spec());
        if (preceding.isEmpty()) {
            return first;
        }
        Set<Directory.Entry> spaces = spaces(desired);
        for (KindName kind : preceding) {
            for (Desired other : look.declared(kind)) {
                if (!other.isAbsent() && spaces(other).stream().anyMatch(spaces::contains)) {
                    first.add(other.ref());
                }
            }
        }
        return first;
    }

    private Set<Directory.Entry> spaces(Desired desired) {
        Set<Directory.Entry> spaces = new LinkedHashSet<>();
        kinds.schema(desired.kind()).references(desired.spec()).stream()
                .filter(reference -> reference.target().equals(SPACE))
                .forEach(reference -> spaces.addAll(directory.matches(SPACE, reference.written())));
        return spaces;
    }
}
