package truekeel.kinds.app;

import java.util.Optional;
import java.util.function.Predicate;
import truekeel.kinds.ArtefactBody;
import truekeel.kinds.Binding;
import truekeel.kinds.Step;
import truekeel.model.Artefact;
import truekeel.qlik.Operations;
import truekeel.qlik.Problem;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikReply;
import truekeel.qlik.QlikRequest;

/**
 * How an app's file gets to Qlik: as the body of the import, or from 100 MB up as temporary content that the import
 * names. Either way it is streamed from where it lies.
 */
final class Upload {
    static final long DIRECT_BELOW = 100L << 20;
    private static final String BYTES = "application/octet-stream";
    private static final String CONTENT = "temporary content";
    private static final String SECONDS_KEPT = "86400";

    private final Wish wish;

    Upload(Wish wish) {
        this.wish = wish;
    }

    boolean isNeeded() {
        return wish.sourceFile()
                .filter(file -> file.isElsewhere() || isLarge(file))
                .isPresent();
    }

    private static boolean isLarge(Artefact file) {
        return file.size() >= DIRECT_BELOW;
    }

    /**
     * The call that brings the file to the temporary contents, unless it is not going to be imported after all, or is
     * small enough to go with the import: of one that lies elsewhere only the fetched file tells.
     */
    Step step(Predicate<Binding> wanted) {
        return Step.updatesIf(
                        "upload file",
                        binding -> wanted.test(binding)
                                ? Optional.of(wish.file(binding))
                                        .filter(Upload::isLarge)
                                        .map(Upload::upload)
                                : Optional.empty())
                .then((reply, binding) -> binding.value(CONTENT, contentId(reply)));
    }

    private static QlikRequest upload(Artefact file) {
        return QlikRequest.of(Operations.UPLOAD_TEMP_FILE)
                .query("filename", file.sha256() + ".qvf")
                .query("ttl", SECONDS_KEPT)
                .body(new ArtefactBody(file), BYTES);
    }

    private static String contentId(QlikReply reply) {
        return reply.createdId()
                .orElseThrow(() -> new QlikException.Malformed(
                        Operations.UPLOAD_TEMP_FILE.id(),
                        Problem.ofStatus(reply.status()),
                        "The upload was accepted without telling where the file is now.",
                        null));
    }

    /** The import with the file, or with the name of what was uploaded. */
    QlikRequest attach(QlikRequest request, Binding binding) {
        Optional<String> content = binding.value(CONTENT);
        return content.isPresent()
                ? request.query("fileId", content.get())
                : request.body(new ArtefactBody(wish.file(binding)), BYTES);
    }
}
