package truekeel.plan;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import truekeel.model.Desired;
import truekeel.model.FieldPath;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.NaturalKey;
import truekeel.model.Owned;
import truekeel.model.Position;
import truekeel.model.ResourceRef;
import truekeel.model.Value;

/**
 * One step of a plan towards the desired state. The reason is for people and never steers what is done; a change runs
 * after those it depends on.
 */
public sealed interface Change {
    ResourceRef ref();

    Action action();

    String reason();

    Set<ResourceRef> dependsOn();

    NaturalKey key();

    /** What differs; empty for changes that bring or take the whole object. */
    default List<FieldDiff> fields() {
        return List.of();
    }

    /** The fields of the spec that differ, or in which something differs, in the order of the differences. */
    default Set<String> differing() {
        Set<String> names = new LinkedHashSet<>();
        fields().forEach(field -> names.add(field.path().first()));
        return Collections.unmodifiableSet(names);
    }

    /** Where the desired state is written; empty for objects that nobody declares. */
    default Optional<Position> source() {
        return desired().map(Desired::position);
    }

    default Optional<Desired> desired() {
        return Optional.empty();
    }

    /** The object as it was seen when the plan was made. */
    default Optional<Live> live() {
        return Optional.empty();
    }

    default KindName kind() {
        return ref().kind();
    }

    /** How many objects, members, shares or roles are gone once it is done. */
    default int removals() {
        int parts = fields().stream().mapToInt(FieldDiff::removals).sum();
        return action() == Action.DELETE ? 1 : action() == Action.RECREATE ? 1 + parts : parts;
    }

    /** A change of what a manifest declares. */
    sealed interface OfDeclared extends Change {
        Desired of();

        @Override
        default ResourceRef ref() {
            return of().ref();
        }

        @Override
        default NaturalKey key() {
            return of().key();
        }

        @Override
        default Optional<Desired> desired() {
            return Optional.of(of());
        }
    }

    /** A change of an object that is there. */
    sealed interface OfLive extends Change {
        Live from();

        @Override
        default Optional<Live> live() {
            return Optional.of(from());
        }
    }

    /** Makes an object that does not exist. */
    record Create(Desired of, String reason, Set<ResourceRef> dependsOn) implements OfDeclared {
        @Override
        public Action action() {
            return Action.CREATE;
        }

        @Override
        public List<FieldDiff> fields() {
            return of.spec().values().entrySet().stream()
                    .map(field ->
                            new FieldDiff(FieldPath.ROOT.child(field.getKey()), field.getValue(), Value.nothing()))
                    .toList();
        }

        @Override
        public int removals() {
            return 0;
        }
    }

    /** Changes fields of an object in place. */
    record Update(Desired of, Live from, List<FieldDiff> fields, String reason, Set<ResourceRef> dependsOn)
            implements OfDeclared, OfLive {
        @Override
        public Action action() {
            return Action.UPDATE;
        }
    }

    /** Deletes an object and makes it anew, because Qlik cannot change a field in place and the manifest allows it. */
    record Recreate(Desired of, Live from, List<FieldDiff> fields, String reason, Set<ResourceRef> dependsOn)
            implements OfDeclared, OfLive {
        @Override
        public Action action() {
            return Action.RECREATE;
        }
    }

    /** Deletes an object. */
    record Delete(ResourceRef ref, Live from, Optional<Desired> desired, String reason, Set<ResourceRef> dependsOn)
            implements OfLive {
        @Override
        public Action action() {
            return Action.DELETE;
        }

        @Override
        public NaturalKey key() {
            return from.keys().stream()
                    .findFirst()
                    .orElseGet(() -> NaturalKey.of(from.kind(), Map.of("id", from.id())));
        }
    }

    /** Takes a live object that agrees with its manifest into the inventory. */
    record Adopt(Desired of, Live from, String reason) implements OfDeclared, OfLive {
        @Override
        public Action action() {
            return Action.ADOPT;
        }

        @Override
        public Set<ResourceRef> dependsOn() {
            return Set.of();
        }
    }

    /** Takes an object out of the inventory and leaves it as it is. */
    record Release(Owned owned, String reason) implements Change {
        @Override
        public ResourceRef ref() {
            return owned.ref();
        }

        @Override
        public Action action() {
            return Action.RELEASE;
        }

        @Override
        public Set<ResourceRef> dependsOn() {
            return Set.of();
        }

        @Override
        public NaturalKey key() {
            return owned.key();
        }
    }
}
