package truekeel.store;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import truekeel.model.NaturalKey;
import truekeel.model.ResourceRef;
import truekeel.model.Value;

/**
 * One object that we own.
 *
 * @param liveId Qlik's id, by which it is found even after somebody renamed it
 * @param appliedDigest of the fields as last applied
 * @param secretDigests keyed digests of the secrets last sent, by field path; they tell a rotation
 * @param artefactHash of the file last sent, for kinds with files
 * @param facts what is needed to act on it later, such as ids of its parts
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
    public Owned {
        secretDigests = Collections.unmodifiableMap(new TreeMap<>(secretDigests));
        since = Micros.of(since);
    }
}
