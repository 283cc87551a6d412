package truekeel.manifest;

/**
 * What a repository may hold before it is refused.
 *
 * @param manifestBytes of one YAML file
 * @param artefactBytes of one file that a manifest names
 * @param values of one YAML file, aliases counted as often as they are used
 * @param aliases of one YAML file
 * @param depth of nesting
 */
public record Limits(long manifestBytes, long artefactBytes, int values, int aliases, int depth) {
    /** Generous for what people write, small beside what would hurt. */
    public static final Limits DEFAULT = new Limits(4L << 20, 2L << 30, 200_000, 100, 64);

    public Limits {
        if (manifestBytes < 1 || artefactBytes < 1 || values < 1 || aliases < 0 || depth < 1) {
            throw new IllegalArgumentException("A limit of manifests is too small");
        }
    }
}
