package truekeel.qvf;

/**
 * How much work one app file may make. Beyond a limit the file counts as unreadable.
 *
 * @param unpacked bytes that all streams together may unpack to, those that turn out to be none included
 * @param block bytes of one block of text; a longer one is left out
 * @param misses beginnings of streams that turn out to be none
 */
public record ReadLimits(long unpacked, int block, int misses) {
    /** A file of 600 MB with data unpacks to a few GB; what people write in an app is far below 8 MB a piece. */
    public static final ReadLimits DEFAULT = new ReadLimits(24L << 30, 8 << 20, 1_000_000);
}
