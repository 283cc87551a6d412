package truekeel.model;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A file of the desired state that is sent to Qlik as it is, such as an app's {@code .qvf}.
 *
 * @param path from the repository's root; of one that lies elsewhere, what people call the place
 * @param sha256 64 lower-case hex digits; where the same content does not always have the same bytes, of the name of
 *     its version
 * @param md5 32 lower-case hex digits; empty where nobody knows
 * @param size in bytes; {@link #UNKNOWN_SIZE} of one that lies elsewhere
 * @param content opens the bytes anew at each call; two artefacts with one digest hold the same content
 */
public record Artefact(String path, String sha256, String md5, long size, Content content) {
    public static final long UNKNOWN_SIZE = -1;

    private static final int SHORT = 12;

    /** Where an artefact's bytes come from; the caller closes the stream. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;

        /**
         * What the same place held before, as far as its history is at hand.
         *
         * @param digest the first hex digits of the SHA-256
         */
        default Optional<Content> earlier(String digest) throws IOException {
            return Optional.empty();
        }
    }

    /** A place whose bytes are brought here only when somebody needs them. */
    public interface Elsewhere extends Content {
        /**
         * Brings the bytes here, once for everybody who needs them, and may take minutes. Throws
         * {@link SourceException}.
         */
        AtHand fetch();

        /** The bytes where they are here already; fetches nothing. */
        default Optional<Content> present() {
            return Optional.empty();
        }

        /** What the place itself calls the version, such as {@code {v2.1}}. */
        default Optional<String> version() {
            return Optional.empty();
        }

        @Override
        default InputStream open() throws IOException {
            return fetch().content().open();
        }
    }

    /** Bytes that were fetched. */
    public record AtHand(long size, Content content) {}

    /** An artefact that lies elsewhere. */
    public static Artefact elsewhere(String place, String sha256, Elsewhere content) {
        return new Artefact(place, sha256, "", UNKNOWN_SIZE, content);
    }

    public boolean isElsewhere() {
        return content instanceof Elsewhere;
    }

    /** The artefact with its size and its bytes here; fetches them as {@link Elsewhere#fetch} does. */
    public Artefact atHand() {
        if (!(content instanceof Elsewhere far)) {
            return this;
        }
        AtHand fetched = far.fetch();
        return new Artefact(path, sha256, md5, fetched.size(), fetched.content());
    }

    /** What the place that it comes from calls its version. */
    public Optional<String> version() {
        return content instanceof Elsewhere far ? far.version() : Optional.empty();
    }

    /** The first twelve hex digits of the SHA-256, as the version stamp of an app carries it. */
    public String shortDigest() {
        return shortDigest(sha256);
    }

    /** The same of any SHA-256, written in hex digits. */
    public static String shortDigest(String sha256) {
        return sha256.substring(0, SHORT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Artefact artefact && artefact.sha256.equals(sha256) && artefact.path.equals(path);
    }

    @Override
    public int hashCode() {
        return sha256.hashCode();
    }
}
