package truekeel.model;

import java.util.List;
import java.util.Optional;

/**
 * A SOPS file as it stands in the repository: ciphertext, and what is needed to open it. It holds no value in clear but
 * those that its own rule leaves so.
 *
 * @param path from the repository's root
 * @param problem why it can never be opened, whatever the key; everything else is empty then
 * @param leaves every value but nulls, in the order of the file, which the seal depends on
 */
public record SealedFile(String path, Optional<Finding> problem, Envelope envelope, List<Leaf> leaves) {

    /**
     * The metadata.
     *
     * @param keys the data key, wrapped for one age recipient each
     * @param mac the encrypted seal over the values
     * @param time of the last change in the form of RFC 3339, which the seal is bound to
     * @param onlyEncrypted whether the seal leaves out what stands in clear
     */
    public record Envelope(List<WrappedKey> keys, String mac, String time, boolean onlyEncrypted) {
        static final Envelope NONE = new Envelope(List.of(), "", "", false);

        public Envelope {
            keys = List.copyOf(keys);
        }
    }

    /** The data key for one recipient ({@code age1…}), as an age file in ASCII armor. */
    public record WrappedKey(String recipient, String armored) {}

    /**
     * One value.
     *
     * @param path the keys that lead to it; lists add none
     * @param text what is written there, a number or flag in the form that the seal takes it in
     * @param encrypted whether the file's rule has it encrypted
     * @param named whether it is the one value of a key at the top
     */
    public record Leaf(List<String> path, String text, boolean encrypted, boolean named) {
        public Leaf {
            path = List.copyOf(path);
        }
    }

    public SealedFile {
        leaves = List.copyOf(leaves);
    }

    public static SealedFile broken(String path, Finding problem) {
        return new SealedFile(path, Optional.of(problem), Envelope.NONE, List.of());
    }

    /** The value of the key at the top. */
    public Optional<Leaf> named(String name) {
        return leaves.stream()
                .filter(leaf -> leaf.named() && leaf.path().get(0).equals(name))
                .findFirst();
    }
}
