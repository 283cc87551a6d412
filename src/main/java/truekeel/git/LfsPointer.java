package truekeel.git;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Git holds in place of a large file, as the Git LFS specification writes it.
 *
 * @param oid the SHA-256 of the file, 64 lower-case hex digits
 * @param size of the file in bytes
 */
record LfsPointer(String oid, long size) {
    /** A pointer is never larger, says the specification. */
    static final int MAX_BYTES = 1024;

    private static final Pattern SHAPE =
            Pattern.compile("version https://(?:git-lfs\\.github\\.com|hawser\\.github\\.com)/spec/v1\n"
                    + "(?:ext-\\d-[^\n]*\n)*oid sha256:([0-9a-f]{64})\nsize (\\d{1,18})\n?");

    static boolean mayBe(long blobSize) {
        return blobSize > 100 && blobSize < MAX_BYTES;
    }

    /** Empty when the bytes are not a pointer. */
    static Optional<LfsPointer> parse(byte[] content) {
        Matcher pointer = SHAPE.matcher(new String(content, StandardCharsets.UTF_8));
        return pointer.matches()
                ? Optional.of(new LfsPointer(pointer.group(1), Long.parseLong(pointer.group(2))))
                : Optional.empty();
    }

    /** Where an LFS store keeps the object, below its {@code objects} folder. */
    String storePath() {
        return oid.substring(0, 2) + "/" + oid.substring(2, 4) + "/" + oid;
    }
}
