package truekeel.model;

import java.util.Comparator;

/**
 * What one resource of a tenant is called: its kind, and {@code metadata.name} where Git declares it, else the display
 * form of its natural key. Unique within a tenant for declared resources.
 */
public record ResourceRef(KindName kind, String name) implements Comparable<ResourceRef> {
    private static final Comparator<ResourceRef> ORDER =
            Comparator.comparing(ResourceRef::kind).thenComparing(ResourceRef::name);

    public static ResourceRef of(String kind, String name) {
        return new ResourceRef(KindName.of(kind), name);
    }

    @Override
    public int compareTo(ResourceRef other) {
        return ORDER.compare(this, other);
    }

    /** {@code Kind/name}, as the command line takes it. */
    @Override
    public String toString() {
        return kind + "/" + name;
    }
}
