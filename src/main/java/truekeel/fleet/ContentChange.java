package truekeel.fleet;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import truekeel.model.Artefact;
import truekeel.model.Desired;
import truekeel.model.FieldPath;
import truekeel.model.Metadata;
import truekeel.model.Value;
import truekeel.plan.Action;
import truekeel.plan.Change;
import truekeel.plan.FieldDiff;

/**
 * A change that brings another app file. Two of them are equal when they are between the same contents and told to the
 * same extent.
 *
 * @param old the digest of the deployed file; empty where none is
 * @param fresh the digest of the desired file
 * @param file where the desired one is; empty where it cannot be read without fetching it
 * @param withScript whether people may see the load script
 */
record ContentChange(Optional<String> old, String fresh, Optional<Artefact.Content> file, boolean withScript) {
    /** The digests of apps; those of zips are longer. */
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{12}");

    private static final String SOURCE = "source";
    private static final String FIELD = "digest";

    /** Empty for a change that leaves the content as it is. */
    static Optional<ContentChange> of(Change change, Metadata tenant) {
        if (change.desired().isEmpty() || change.action() == Action.DELETE) {
            return Optional.empty();
        }
        Desired desired = change.desired().get();
        if (desired.spec().fields(SOURCE).has("script")) {
            return Optional.empty(); // Git itself shows how a script differs
        }
        boolean withScript = isTold(tenant) && isTold(desired.metadata());
        return change.action() == Action.CREATE
                ? created(desired, withScript)
                : change.fields().stream()
                        .flatMap(field -> changed(field, desired, withScript))
                        .findFirst();
    }

    static boolean isTold(Metadata metadata) {
        return metadata.annotation(Metadata.CONTENT_DIFF)
                .filter("false"::equals)
                .isEmpty();
    }

    /** Of a field that differed once; the files must be known by now. */
    static Optional<ContentChange> between(FieldPath field, String old, String fresh, boolean withScript) {
        boolean isContent = isContent(field)
                && DIGEST.matcher(fresh).matches()
                && DIGEST.matcher(old).matches();
        return isContent
                ? Optional.of(new ContentChange(Optional.of(old), fresh, Optional.empty(), withScript))
                : Optional.empty();
    }

    private static Optional<ContentChange> created(Desired desired, boolean withScript) {
        return desired.artefacts().entrySet().stream()
                .filter(entry -> isContent(entry.getKey().child(FIELD)))
                .flatMap(entry -> entry.getKey().child(FIELD).in(desired.spec()).stream()
                        .flatMap(ContentChange::digest)
                        .map(fresh ->
                                new ContentChange(Optional.empty(), fresh, readable(entry.getValue()), withScript)))
                .findFirst();
    }

    /** A thumbnail is told by such a digest too. */
    private static boolean isContent(FieldPath field) {
        return field.last().equals(FIELD) && field.first().equals(SOURCE);
    }

    private static Stream<ContentChange> changed(FieldDiff field, Desired desired, boolean withScript) {
        if (!isContent(field.path())) {
            return Stream.empty();
        }
        Optional<Artefact> file = desired.artefacts().entrySet().stream()
                .filter(entry -> entry.getKey().child(FIELD).equals(field.path()))
                .map(Map.Entry<FieldPath, Artefact>::getValue)
                .findFirst();
        return digest(field.desired())
                .map(fresh -> new ContentChange(
                        digest(field.live()).findFirst(), fresh, file.flatMap(ContentChange::readable), withScript));
    }

    private static Stream<String> digest(Value value) {
        return Stream.of(value.toString()).filter(text -> DIGEST.matcher(text).matches());
    }

    /** What would have to be fetched first is left alone. */
    private static Optional<Artefact.Content> readable(Artefact file) {
        return file.content() instanceof Artefact.Elsewhere far ? far.present() : Optional.of(file.content());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ContentChange change
                && old.equals(change.old)
                && fresh.equals(change.fresh)
                && withScript == change.withScript;
    }

    @Override
    public int hashCode() {
        return Objects.hash(old, fresh, withScript);
    }
}
