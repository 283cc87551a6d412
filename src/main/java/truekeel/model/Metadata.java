package truekeel.model;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A manifest's {@code metadata}: name, labels, annotations. */
public record Metadata(String name, Map<String, String> labels, Map<String, String> annotations) {
    /** Objects that carry it with {@code "true"} are never deleted or recreated. */
    public static final String PROTECT = "truekeel/protect";
    /** Qlik's former name of an object that was renamed in Git. */
    public static final String PREVIOUS_NAME = "truekeel/previous-name";
    /** On a tenant: the hash of a refused plan that a person approves. */
    public static final String APPROVE = "truekeel/approve";
    /** On a tenant's document: {@code "true"} drops the template's document of the same kind and name. */
    public static final String OMIT = "truekeel/omit";
    /** On an app or a tenant: {@code "false"} keeps the load script out of what is told of a changed file. */
    public static final String CONTENT_DIFF = "truekeel/content-diff";

    public Metadata {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
    }

    public static Metadata named(String name) {
        return new Metadata(name, Map.of(), Map.of());
    }

    public Optional<String> annotation(String name) {
        return Optional.ofNullable(annotations.get(name));
    }

    public boolean isProtected() {
        return annotation(PROTECT).filter("true"::equals).isPresent();
    }
}
