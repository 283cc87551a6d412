package truekeel.git;

import java.util.Locale;

/**
 * The largest things that are read.
 *
 * @param manifestBytes one YAML or JSON file
 * @param artefactBytes any other file, Git LFS objects included
 * @param files paths of one tree
 * @param lfsCacheBytes all cached LFS objects together; the least recently used go first
 */
public record GitLimits(long manifestBytes, long artefactBytes, int files, long lfsCacheBytes) {
    private static final long MEBIBYTE = 1L << 20;

    /** Manifests of 1 MiB, artefacts of 2 GiB, 200,000 files, 10 GiB of cached LFS objects. */
    public static final GitLimits DEFAULT = new GitLimits(MEBIBYTE, 2048 * MEBIBYTE, 200_000, 10_240 * MEBIBYTE);

    /** Throws {@link IllegalArgumentException} unless every limit is positive. */
    public GitLimits {
        if (manifestBytes < 1 || artefactBytes < 1 || files < 1 || lfsCacheBytes < 1) {
            throw new IllegalArgumentException("Every limit of Git must be positive");
        }
    }

    /** Throws {@link GitException} {@code TOO_LARGE} when a file of this size at this path is over its limit. */
    void check(String path, long size) throws GitException {
        long limit = isManifest(path) ? manifestBytes : artefactBytes;
        if (size > limit) {
            throw new GitException(
                    GitCode.TOO_LARGE,
                    "The file " + path + " has " + size + " bytes; the limit is " + limit
                            + ". Make it smaller, or raise the limit.");
        }
    }

    /** Throws {@link GitException} {@code TOO_LARGE} when a tree of this many files is over the limit. */
    void checkCount(int count) throws GitException {
        if (count > files) {
            throw new GitException(
                    GitCode.TOO_LARGE,
                    "The tree has more than " + files
                            + " files. Point the path at the folder of the desired state, or raise the limit.");
        }
    }

    private static boolean isManifest(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return lower.endsWith(".yaml") || lower.endsWith(".yml") || lower.endsWith(".json");
    }
}
