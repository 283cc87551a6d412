package truekeel.fleet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import truekeel.kinds.Survey;
import truekeel.manifest.BoundedCache;
import truekeel.model.Desired;
import truekeel.model.FieldPath;
import truekeel.model.KindName;
import truekeel.model.ResourceRef;
import truekeel.model.Value;
import truekeel.plan.Action;
import truekeel.plan.Note;
import truekeel.plan.Observation;
import truekeel.plan.Plan;

/**
 * Tells which declared apps load from connections that are neither declared nor live, or that a plan takes away. Only
 * scripts that were read before count, and only tenants whose connections were seen in full. It warns and never blocks:
 * a script may have its reasons.
 */
final class ScriptConnections {
    private static final KindName CONNECTION = KindName.of("DataConnection");
    private static final KindName APP = KindName.of("App");
    private static final FieldPath DIGEST = FieldPath.parse("/source/digest");
    private static final List<FieldPath> SPACES =
            List.of(FieldPath.parse("/publish/space"), FieldPath.parse("/stage/space"));
    private static final int REMEMBERED = 2048;

    private final AppContents contents;
    private final BoundedCache<String, Set<LibReference>> byDigest = new BoundedCache<>(REMEMBERED);

    ScriptConnections(AppContents contents) {
        this.contents = contents;
    }

    /** One note for each app that misses a connection, and for each connection that goes while an app loads from it. */
    List<Note> notes(Survey survey, Plan plan) {
        Observation seen = survey.observations().get(CONNECTION);
        if (seen == null || !seen.isComplete()) {
            return List.of();
        }
        Set<LibReference> there = new HashSet<>();
        seen.live().forEach(live -> there.add(reference(live.spec())));
        Map<LibReference, ResourceRef> going = new HashMap<>();
        plan.changes().stream()
                .filter(change -> change.kind().equals(CONNECTION) && change.action() == Action.DELETE)
                .forEach(change ->
                        going.put(reference(change.live().orElseThrow().spec()), change.ref()));
        survey.desired().stream()
                .filter(desired -> desired.kind().equals(CONNECTION) && !desired.isAbsent())
                .forEach(desired -> there.add(reference(desired.spec())));
        List<Note> notes = new ArrayList<>();
        for (Desired app : survey.desired()) {
            if (app.kind().equals(APP) && !app.isAbsent()) {
                told(app, there, going, notes);
            }
        }
        return notes;
    }

    private static LibReference reference(Value.Fields spec) {
        return new LibReference(spec.text("space").orElse(""), spec.text("name").orElse(""));
    }

    private void told(Desired app, Set<LibReference> there, Map<LibReference, ResourceRef> going, List<Note> notes) {
        Optional<String> space = SPACES.stream()
                .flatMap(path -> path.in(app.spec()).stream())
                .map(Value::toString)
                .findFirst();
        Optional<String> digest = DIGEST.in(app.spec()).map(Value::toString);
        if (space.isEmpty() || digest.isEmpty()) {
            return;
        }
        List<String> missing = new ArrayList<>();
        for (LibReference written : references(digest.get())) {
            LibReference meant = written.from(space.get());
            ResourceRef leaving = going.get(meant);
            if (leaving != null) {
                notes.add(new Note(
                        leaving,
                        Note.Code.CONNECTION_IN_USE,
                        "The load script of " + app.ref() + " names " + written + "."));
            } else if (!there.contains(meant)) {
                missing.add(written.toString());
            }
        }
        if (!missing.isEmpty()) {
            notes.add(new Note(
                    app.ref(),
                    Note.Code.CONNECTION_MISSING,
                    "The load script of " + app.ref() + " names " + String.join(", ", missing)
                            + ", which is neither declared nor live; seen from the space " + space.get()
                            + " its reloads will fail."));
        }
    }

    private Set<LibReference> references(String digest) {
        Optional<Set<LibReference>> known = byDigest.find(digest);
        if (known.isPresent()) {
            return known.get();
        }
        Optional<Set<LibReference>> read = contents.script(digest).map(LibReference::in);
        read.ifPresent(found -> byDigest.put(digest, found));
        return read.orElse(Set.of());
    }
}
