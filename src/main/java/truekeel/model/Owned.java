package truekeel.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One line of a tenant's inventory: an object that a manifest brought under our care.
 *
 * @param appliedDigest SHA-256 of the desired fields last applied or found in sync
 * @param secretDigests keyed digests of the secrets last sent, by field path
 * @param artefactHash SHA-256 of the artefact last sent
 * @param facts what the kind must remember between runs, such as the id of an app's staged copy
 * @param since when we came to own it, cut to microseconds
 */
public record Owned(
        ResourceRef ref,
        NaturalKey key,
        String liveId,
        String appliedDigest,
        Map<String, String> secretDigests,
        Optional<String> artefactHash,
        Origin origin,
        Value.Fields facts,
        Instant since) {

    /** Whether we made the object or found it there. Only what we made is ever pruned as an orphan. */
    public enum Origin {
        CREATED,
        ADOPTED;

        /** The word in the store. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Reads the word back; throws {@link IllegalArgumentException} for any other. */
        public static Origin parse(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    public Owned {
        secretDigests = Collections.unmodifiableMap(new TreeMap<>(secretDigests));
        since = since.truncatedTo(ChronoUnit.MICROS);
    }
}
