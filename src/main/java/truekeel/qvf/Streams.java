package truekeel.qvf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Finds the zlib streams in a file of any size and hands on those that unpack to a JSON object. Holds one window of the
 * file and one block in memory. Behind a good stream the search goes on after it, so that nothing within one is taken
 * for another.
 */
final class Streams {
    private static final int WINDOW = 1 << 20;
    private static final int CHUNK = 1 << 16;
    private static final int FIRST = 0x78;

    private final InputStream in;
    private final ReadLimits limits;
    private final byte[] window = new byte[WINDOW];
    private final byte[] output = new byte[CHUNK];
    /** Where the search stands, and what is still kept of the file from there on. */
    private int from;

    private int end;
    private boolean atEnd;
    private long unpacked;
    private int misses;
    private int tooLong;

    Streams(InputStream in, ReadLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    /** The file asks for more work than it may. */
    static final class TooMuch extends Exception {
        private static final long serialVersionUID = 1L;

        TooMuch(String what) {
            super(what);
        }
    }

    /** Throws {@link IOException} as the file's stream does. */
    void each(Consumer<byte[]> json) throws IOException, TooMuch {
        Inflater inflater = new Inflater();
        try {
            while (find()) {
                inflater.reset();
                unpack(inflater).ifPresent(json);
            }
        } finally {
            inflater.end();
        }
    }

    /** How many blocks of text were longer than allowed. */
    int tooLong() {
        return tooLong;
    }

    /** Moves on to the next place where a stream may begin; false at the end of the file. */
    private boolean find() throws IOException {
        while (true) {
            for (; from < end - 1; from++) {
                if (window[from] == FIRST && isLevel(window[from + 1])) {
                    return true;
                }
            }
            if (!fill()) {
                return false;
            }
        }
    }

    private static boolean isLevel(byte second) {
        return switch (second & 0xff) {
            case 0x01, 0x5e, 0x9c, 0xda -> true;
            default -> false;
        };
    }

    /** Reads on, keeping what is not searched yet. False when there is nothing more. */
    private boolean fill() throws IOException {
        if (atEnd) {
            return false;
        }
        System.arraycopy(window, from, window, 0, end - from);
        end -= from;
        from = 0;
        int read = in.readNBytes(window, end, window.length - end);
        end += read;
        atEnd = end < window.length;
        return read > 0;
    }

    /**
     * Unpacks what begins here. What is no stream is searched again from its second byte, or, when it looked like one
     * for longer than the window, from the earliest byte that is still kept.
     */
    private Optional<byte[]> unpack(Inflater inflater) throws IOException, TooMuch {
        Text text = new Text(limits.block());
        int position = from;
        boolean isWhole = true;
        try {
            while (!inflater.finished()) {
                if (inflater.needsInput()) {
                    if (position == end) {
                        if (from == 0 && end == window.length) {
                            from = end;
                            isWhole = false;
                        }
                        position -= from;
                        if (!fill()) {
                            return miss(isWhole);
                        }
                    }
                    int length = Math.min(CHUNK, end - position);
                    inflater.setInput(window, position, length);
                    position += length;
                }
                int count = inflater.inflate(output);
                unpacked += count;
                if (unpacked > limits.unpacked()) {
                    throw new TooMuch("it unpacks to more than " + (limits.unpacked() >> 20) + " MB");
                }
                text.add(output, count);
                if (count == 0 && inflater.needsDictionary()) {
                    return miss(isWhole);
                }
            }
        } catch (DataFormatException noStream) {
            return miss(isWhole);
        }
        from = position - inflater.getRemaining();
        tooLong += text.isTooLong() ? 1 : 0;
        return text.json();
    }

    private Optional<byte[]> miss(boolean isWhole) throws TooMuch {
        from += isWhole && from < end ? 1 : 0;
        if (++misses > limits.misses()) {
            throw new TooMuch("it has more than " + limits.misses() + " places that look like a block and are none");
        }
        return Optional.empty();
    }

    /** What one stream unpacks to, kept only as long as it can be a JSON object of the size allowed. */
    private static final class Text {
        private final int most;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);
        private boolean begun;
        private boolean isText;

        Text(int most) {
            this.most = most;
        }

        void add(byte[] more, int count) {
            if (!begun && count > 0) {
                begun = true;
                isText = more[0] == '{';
            }
            if (isText && bytes.size() <= most) {
                bytes.write(more, 0, count);
            }
        }

        boolean isTooLong() {
            return bytes.size() > most;
        }

        Optional<byte[]> json() {
            return isText && !isTooLong() ? Optional.of(bytes.toByteArray()) : Optional.empty();
        }
    }
}
