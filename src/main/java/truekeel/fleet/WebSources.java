package truekeel.fleet;

import java.net.URI;
import java.util.Optional;
import truekeel.model.Artefact.AtHand;
import truekeel.model.Secret;
import truekeel.model.SourceCode;
import truekeel.model.SourceException;
import truekeel.qlik.WebFiles;

/** Files on web servers, each known by its digest before a byte of it is fetched. */
final class WebSources {
    private static final int SHOWN = 12;

    private final WebFiles web;
    private final Fetched fetched;

    WebSources(WebFiles web, Fetched fetched) {
        this.web = web;
        this.fetched = fetched;
    }

    /** The file, which is what its digest says; nobody gets to see another one. */
    AtHand fetch(URI place, String sha256, Optional<Secret> token) {
        return fetched.kept(sha256)
                .orElseGet(() -> fetched.join(sha256 + " " + place, WebFiles.shown(place), () -> fetched.kept(sha256)
                        .orElseGet(() -> download(place, sha256, token))));
    }

    /** The file where it was fetched already. */
    Optional<AtHand> present(String sha256) {
        return fetched.kept(sha256);
    }

    private AtHand download(URI place, String sha256, Optional<Secret> token) {
        String hash = fetched.cache()
                .put(out -> web.download(place, token, out))
                .orElseThrow(() -> new SourceException(
                        SourceCode.SOURCE_TOO_LARGE,
                        WebFiles.shown(place) + " is larger than truekeel.data.artefact-cache allows."));
        if (!hash.equals(sha256)) {
            fetched.cache().drop(hash);
            throw new SourceException(
                    SourceCode.SOURCE_MISMATCH,
                    WebFiles.shown(place) + " is another file than the manifest names: its SHA-256 begins with "
                            + hash.substring(0, SHOWN) + ", not with " + sha256.substring(0, SHOWN) + ".");
        }
        return fetched.kept(hash)
                .orElseThrow(() -> new SourceException(
                        SourceCode.SOURCE_TOO_LARGE,
                        WebFiles.shown(place)
                                + " was fetched and dropped at once: truekeel.data.artefact-cache is too small."));
    }
}
