package truekeel.kinds.datafile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import truekeel.kinds.Binding;
import truekeel.kinds.Step;
import truekeel.kinds.TempFile;
import truekeel.model.Artefact;
import truekeel.qlik.BodySource;
import truekeel.qlik.Operations;
import truekeel.qlik.Problem;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikReply;
import truekeel.qlik.QlikRequest;

/**
 * A file too large for one request, brought to the temporary contents in pieces (tus 1.0.0). Each piece begins where
 * the upload stands, so that one whose answer was lost is neither sent twice nor left out.
 */
final class LargeUpload {
    /** Larger files than this are sent in pieces, in bytes (qlik.dev, "Create data files"). */
    static final long DIRECT_UP_TO = 500_000_000;

    static final long PIECE = 100L << 20;
    private static final String VERSION = "1.0.0";
    private static final String UPLOAD = "upload";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private LargeUpload() {}

    static boolean isNeeded(Artefact file) {
        return file.size() > DIRECT_UP_TO;
    }

    /** One step that announces the file, and one for each piece. */
    static List<Step> steps(Artefact file) {
        List<Step> steps = new ArrayList<>();
        steps.add(Step.updates("begin upload", binding -> begin(file))
                .then((reply, binding) -> binding.value(UPLOAD, uploadId(reply)))
                .limitedBy(Operations.CREATE_TEMP_UPLOAD));
        long pieces = (file.size() + PIECE - 1) / PIECE;
        for (long piece = 1; piece <= pieces; piece++) {
            long end = Math.min(file.size(), piece * PIECE);
            steps.add(Step.updatesIf("send piece " + piece + " of " + pieces, binding -> piece(binding, file, end))
                    .settling(PATIENCE, LargeUpload::passes)
                    .limitedBy(Operations.SEND_TEMP_UPLOAD_CHUNK));
        }
        return steps;
    }

    /** The temporary content that the file is by now; empty for a file that goes with the call itself. */
    static Optional<String> content(Binding binding) {
        return binding.value(UPLOAD);
    }

    private static QlikRequest begin(Artefact file) {
        return QlikRequest.of(Operations.CREATE_TEMP_UPLOAD)
                .header("Tus-Resumable", VERSION)
                .header("Upload-Length", Long.toString(file.size()))
                .header(
                        "Upload-Metadata",
                        "filename " + base64(file.sha256()) + ",ttl " + base64(TempFile.SECONDS_KEPT));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String uploadId(QlikReply reply) {
        return reply.createdId()
                .orElseThrow(() -> new QlikException.Malformed(
                        Operations.CREATE_TEMP_UPLOAD.id(),
                        Problem.ofStatus(reply.status()),
                        "The upload was accepted without telling where the file is to go.",
                        null));
    }

    /** Another writer, or an answer that was lost: where the upload stands tells what is left. */
    private static boolean passes(QlikException problem) {
        return problem instanceof QlikException.Uncertain || problem instanceof QlikException.Conflict;
    }

    private static Optional<QlikRequest> piece(Binding binding, Artefact file, long end) {
        String upload = binding.value(UPLOAD).orElseThrow();
        long offset = offset(binding, upload);
        if (offset >= end) {
            return Optional.empty();
        }
        return Optional.of(QlikRequest.of(Operations.SEND_TEMP_UPLOAD_CHUNK)
                .path("id", upload)
                .header("Tus-Resumable", VERSION)
                .header("Upload-Offset", Long.toString(offset))
                .body(new Piece(file, offset, end - offset), "application/offset+octet-stream"));
    }

    private static long offset(Binding binding, String upload) {
        QlikReply reply = binding.qlik()
                .send(QlikRequest.of(Operations.GET_TEMP_UPLOAD_OFFSET)
                        .path("id", upload)
                        .header("Tus-Resumable", VERSION));
        return reply.header("upload-offset")
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElseThrow(() -> new QlikException.Malformed(
                        Operations.GET_TEMP_UPLOAD_OFFSET.id(),
                        Problem.ofStatus(reply.status()),
                        "Qlik does not tell how far the upload has come.",
                        null));
    }

    private record Piece(Artefact file, long from, long length) implements BodySource {
        @Override
        public InputStream open() throws IOException {
            InputStream in = file.content().open();
            in.skipNBytes(from);
            return new Bounded(in, length);
        }
    }

    /** Ends after so many bytes. */
    private static final class Bounded extends InputStream {
        private final InputStream in;
        private long left;

        Bounded(InputStream in, long left) {
            this.in = in;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            if (left <= 0) {
                return -1;
            }
            left--;
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int read = in.read(bytes, offset, (int) Math.min(length, left));
            left -= Math.max(0, read);
            return read;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
