package truekeel.kinds;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import truekeel.model.FieldPath;
import truekeel.plan.DriftState;

/**
 * What changes of a kind's objects leave behind in Qlik's audit feed. The names of events: qlik.dev, "Audits" and the
 * events of each service.
 *
 * @param resource the event's word for what was changed, such as {@code space.assignment}
 * @param about the id that the events carry where it is not the object's own; {@link #ANY} for an object of which a
 *     tenant has one
 * @param only the one field that such changes touch; empty for all
 * @param except the fields that they never touch
 * @param made the actions that bring an object
 * @param changed the actions that change one
 * @param gone the actions that take one away
 */
public record Trail(
        String resource,
        Optional<String> about,
        Optional<FieldPath> only,
        Set<FieldPath> except,
        Set<String> made,
        Set<String> changed,
        Set<String> gone) {
    static final String ANY = "*";

    public Trail {
        except = Set.copyOf(except);
        made = Set.copyOf(made);
        changed = Set.copyOf(changed);
        gone = Set.copyOf(gone);
    }

    /** The changes of a resource as most services name them. */
    public static Trail of(String resource) {
        return new Trail(
                resource,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Set.of("created"),
                Set.of("updated"),
                Set.of("deleted"));
    }

    public Trail changedBy(String... actions) {
        return new Trail(resource, about, only, except, made, Set.of(actions), gone);
    }

    public Trail goneBy(String... actions) {
        return new Trail(resource, about, only, except, made, changed, Set.of(actions));
    }

    /** The object itself is told of by other events than these fields of it. */
    public Trail except(String... fields) {
        Set<FieldPath> told = Stream.of(fields).map(FieldPath::parse).collect(Collectors.toUnmodifiableSet());
        return new Trail(resource, about, only, told, made, changed, gone);
    }

    /** Parts with events of their own: whatever happens to one of them changes the object they belong to. */
    public Trail only(String field) {
        return new Trail(resource, about, Optional.of(FieldPath.parse(field)), except, made, changed, gone);
    }

    /** The events carry this id instead of the object's own. */
    public Trail about(String id) {
        return new Trail(resource, Optional.of(id), only, except, made, changed, gone);
    }

    /** A tenant has one such object, so every event of the resource is about it. */
    public Trail aboutAny() {
        return about(ANY);
    }

    /** Whether the event can have made this difference of the object with that id. */
    public boolean explains(AuditEvent event, String id, DriftState state, List<FieldPath> fields) {
        String wanted = about.orElse(id);
        if (!wanted.equals(ANY) && !event.objects().contains(wanted)) {
            return false;
        }
        return event.action(resource)
                .filter(action -> switch (state) {
                    case MISSING -> only.isEmpty() && gone.contains(action);
                    case UNMANAGED -> only.isEmpty() && made.contains(action);
                    case MODIFIED -> modifies(action, fields);
                    case IN_SYNC, ORPHANED, UNKNOWN, IGNORED, BLOCKED -> false;
                })
                .isPresent();
    }

    /** An object that came into being meanwhile may differ in every field. */
    private boolean modifies(String action, List<FieldPath> fields) {
        if (only.isPresent()) {
            return fields.stream().anyMatch(field -> field.startsWith(only.get()));
        }
        boolean touched = fields.stream().anyMatch(field -> except.stream().noneMatch(field::startsWith));
        return made.contains(action) || (touched && changed.contains(action));
    }
}
