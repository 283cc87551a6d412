package truekeel.manifest;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one pass over an artefact's bytes tells.
 *
 * @param sha256 64 lower-case hex digits
 * @param md5 32 lower-case hex digits
 * @param head the first bytes, at most four, as lower-case hex digits
 * @param zip what is inside, when the file begins like a zip
 */
record FileContent(String sha256, String md5, long size, String head, Optional<Zip> zip) {
    private static final String APP_HEAD = "ffff0100";
    private static final String ZIP_HEAD = "504b0304";

    /** Every zip that holds a file begins so. */
    static boolean isZip(String head) {
        return head.equals(ZIP_HEAD);
    }

    boolean looksLikeApp() {
        return head.equals(APP_HEAD);
    }

    /**
     * A zip's inside as far as manifests need it.
     *
     * @param problem why it could not be read to its end
     * @param definitions names of the extension definitions (.qext) within
     * @param names what those, or else a theme.json, call themselves
     * @param outside what its files load from elsewhere
     */
    record Zip(Optional<String> problem, List<String> definitions, List<String> names, Set<OutsideNeed> outside) {
        Zip {
            outside = Collections.unmodifiableSet(new LinkedHashSet<>(outside));
            definitions = List.copyOf(definitions);
            names = List.copyOf(names);
        }
    }
}
