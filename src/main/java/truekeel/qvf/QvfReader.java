package truekeel.qvf;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads an app file without Qlik. The layout is not documented by Qlik: everything read here is what such files were
 * seen to hold, and a file that holds something else is {@link Reading.Unreadable}, never a failure.
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
        if (!beginsLikeAnApp(file.readNBytes(4))) {
            return new Reading.Unreadable("The file does not begin like an app file.");
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

    private static boolean beginsLikeAnApp(byte[] head) {
        return Arrays.equals(head, HEAD);
    }
}
