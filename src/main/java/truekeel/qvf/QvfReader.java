package truekeel.qvf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads an app file without Qlik; a text in UTF-8 is taken for the load script of an app that is kept as such. The
 * layout is not documented by Qlik: everything read here is what such files were seen to hold, and a file that holds
 * something else is {@link Reading.Unreadable}, never a failure.
 */
public final class QvfReader {
    private static final byte[] HEAD = {(byte) 0xff, (byte) 0xff, 1, 0};

    private final ReadLimits limits;

    public QvfReader(ReadLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads to the end of the file in bounded memory, whatever its bytes are. The caller closes the stream.
     *
     * @throws IOException only when the stream itself throws one
     */
    public Reading read(InputStream file) throws IOException {
        byte[] head = file.readNBytes(HEAD.length);
        if (!Arrays.equals(head, HEAD)) {
            return script(head, file)
                    .map(gatherer -> (Reading) new Reading.Told(gatherer.outline(0)))
                    .orElseGet(() -> new Reading.Unreadable("The file does not begin like an app file."));
        }
        Streams streams = new Streams(file, limits);
        Gatherer gatherer = new Gatherer();
        try {
            streams.each(gatherer::take);
        } catch (Streams.TooMuch limit) {
            return new Reading.Unreadable("The file cannot be read offline: " + limit.getMessage() + ".");
        }
        return gatherer.isEmpty()
                ? new Reading.Unreadable(
                        "The file cannot be read offline: it holds none of the parts that app files are known to have.")
                : new Reading.Told(gatherer.outline(streams.tooLong()));
    }

    private static Optional<Gatherer> script(byte[] head, InputStream file) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes(head);
        text.writeBytes(file.readNBytes(Gatherer.SCRIPT_LENGTH * 2));
        try {
            String script = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text.toByteArray()))
                    .toString();
            if (script.isEmpty() || script.indexOf('\0') >= 0 || file.read() >= 0) {
                return Optional.empty();
            }
            Gatherer gatherer = new Gatherer();
            gatherer.take(script);
            return Optional.of(gatherer);
        } catch (CharacterCodingException noText) {
            return Optional.empty();
        }
    }
}
