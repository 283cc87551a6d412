package truekeel.store;

import java.time.Instant;
import java.util.Optional;

/**
 * What app files hold, as their reader wrote it down, by the digest that stands for a file in Qlik: the first twelve
 * hex digits of its SHA-256. Whoever misses one reads the file again, or lives without it.
 */
public interface Outlines {

    /** The outline, which counts as used now. */
    Optional<byte[]> find(String digest, Instant now);

    /** Keeps an outline in place of an earlier one; at most a MiB. */
    void put(String digest, byte[] outline, Instant now);

    /** Forgets all but those that were used last; returns how many were forgotten. */
    int prune(int most);
}
