package truekeel.qlik;

import java.io.OutputStream;
import java.net.URI;
import java.util.Optional;
import truekeel.model.Secret;
import truekeel.model.SourceException;

/** Files that lie on web servers other than Qlik's. Thread-safe; {@link HttpWebFiles} is the real one. */
@FunctionalInterface
public interface WebFiles {
    /**
     * Writes a file to a stream, which is not closed; goes on where it broke off when the connection does. Throws
     * {@link SourceException}, after part of the file may have been written.
     *
     * @param place https, or http on this machine
     * @param token shown to the place itself and to nobody that it sends us on to
     */
    void download(URI place, Optional<Secret> token, OutputStream to);

    /** A place for people: without the query, which may hold a signature. */
    static String shown(URI place) {
        return place.toString().split("[?#]", 2)[0];
    }
}
