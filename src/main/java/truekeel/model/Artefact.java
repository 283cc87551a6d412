package truekeel.model;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file of the desired state that is sent to Qlik as it is, such as an app's {@code .qvf}.
 *
 * @param path from the repository's root
 * @param sha256 64 lower-case hex digits
 * @param md5 32 lower-case hex digits
 * @param size in bytes
 * @param content opens the bytes anew at each call; two artefacts with one digest hold the same bytes
 */
public record Artefact(String path, String sha256, String md5, long size, Content content) {

    /** Where an artefact's bytes come from; the caller closes the stream. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }

    /** The first twelve hex digits of the SHA-256, as the version stamp of an app carries it. */
    public String shortDigest() {
        return sha256.substring(0, 12);
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
