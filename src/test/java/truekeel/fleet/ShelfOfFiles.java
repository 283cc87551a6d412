package truekeel.fleet;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import truekeel.model.Secret;
import truekeel.model.SourceCode;
import truekeel.model.SourceException;
import truekeel.qlik.WebFiles;

/** The web, as far as a test needs it: files by their address, and a record of who asked for which. */
public final class ShelfOfFiles implements WebFiles {
    private final Map<String, byte[]> files = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    /** Puts a text there; gives its SHA-256. */
    public String put(String url, String text) {
        return put(url, text.getBytes(StandardCharsets.UTF_8));
    }

    public String put(String url, byte[] bytes) {
        files.put(url, bytes);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** The addresses in order, with the token behind where one was shown. */
    List<String> asked() {
        return asked;
    }

    @Override
    public void download(URI place, Optional<Secret> token, OutputStream to) {
        asked.add(place + token.map(shown -> " " + shown.reveal()).orElse(""));
        byte[] bytes = files.get(place.toString());
        if (bytes == null) {
            throw new SourceException(SourceCode.SOURCE_MISSING, place + " answers with 404.");
        }
        try {
            to.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
