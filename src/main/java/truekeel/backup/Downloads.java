package truekeel.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import truekeel.backup.Snapshot.Attachment;
import truekeel.kinds.Kind;
import truekeel.model.Live;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;

/** Fetches the files that live objects of one kind were made from, and believes none without its digest. */
final class Downloads {
    private final QlikTenant qlik;
    private final Kind kind;
    private final Path scratch;

    Downloads(QlikTenant qlik, Kind kind, Path scratch) {
        this.qlik = qlik;
        this.kind = kind;
        this.scratch = scratch;
    }

    /** What came of a download: the file, or a sentence on why there is none. */
    record Result(Optional<Attachment> file, String problem) {}

    /**
     * The file that a field names.
     *
     * @param path below the folder {@code files}
     * @param md5 what Qlik says of the content, 32 lower-case hex digits
     */
    Result fetch(Live live, String field, String path, String md5) {
        Optional<QlikRequest> request = kind.content(live, field);
        if (request.isEmpty()) {
            return new Result(Optional.empty(), "Qlik does not give its file back.");
        }
        try {
            Path file = Files.createTempFile(scratch, "download-", ".part");
            if (!download(request.get(), file).equals(md5)) {
                return new Result(Optional.empty(), "Its file came with another digest than Qlik tells.");
            }
            return new Result(Optional.of(new Attachment("files/" + path, file)), "");
        } catch (QlikException refused) {
            return new Result(Optional.empty(), "Its file could not be downloaded: " + refused.getMessage());
        } catch (IOException full) {
            throw new UncheckedIOException("The download could not be written to " + scratch, full);
        }
    }

    /** A file that a look at the object told already. */
    Attachment keep(String path, String text) {
        try {
            Path file = Files.createTempFile(scratch, "kept-", ".part");
            return new Attachment("files/" + path, Files.writeString(file, text));
        } catch (IOException full) {
            throw new UncheckedIOException("The file could not be written to " + scratch, full);
        }
    }

    private String download(QlikRequest request, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                DigestOutputStream digesting = new DigestOutputStream(out, md5())) {
            qlik.download(request, digesting);
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        }
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has MD5. This is a bug in Truekeel.", e);
        }
    }
}
