package truekeel.kinds;

import truekeel.model.Artefact;
import truekeel.qlik.Operations;
import truekeel.qlik.Problem;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikReply;
import truekeel.qlik.QlikRequest;

/**
 * A file on its way into a service that takes the id of temporary content: streamed from where it lies, kept by Qlik
 * for a day, and brought up anew in every run that needs it, so that an expired one heals by itself.
 */
public final class TempFile {
    private static final String CONTENT = "temporary content";
    private static final String SECONDS_KEPT = "86400";

    private TempFile() {}

    /** The call that brings up the artefact which a field of the desired spec names. */
    public static Step upload(String field) {
        return Step.updates("upload file", binding -> request(artefact(field, binding)))
                .then((reply, binding) -> binding.value(CONTENT, contentId(reply)));
    }

    /** The id of what {@link #upload} brought up. Throws when it did not run, which is a bug of the order of steps. */
    public static String id(Binding binding) {
        return binding.value(CONTENT)
                .orElseThrow(() -> new IllegalStateException(
                        binding.change().ref() + " has no file to name yet. This is a bug in Truekeel."));
    }

    /** The artefact that a field names; its lack is a bug. */
    public static Artefact artefact(String field, Binding binding) {
        return binding.artefact(field)
                .orElseThrow(() -> new IllegalStateException(
                        binding.change().ref() + " has no file to upload. This is a bug in Truekeel."));
    }

    private static QlikRequest request(Artefact file) {
        String name = file.path().substring(file.path().lastIndexOf('/') + 1);
        return QlikRequest.of(Operations.UPLOAD_TEMP_FILE)
                .query("filename", name)
                .query("ttl", SECONDS_KEPT)
                .body(new ArtefactBody(file), "application/octet-stream");
    }

    private static String contentId(QlikReply reply) {
        return reply.createdId()
                .orElseThrow(() -> new QlikException.Malformed(
                        Operations.UPLOAD_TEMP_FILE.id(),
                        Problem.ofStatus(reply.status()),
                        "The upload was accepted without telling where the file is now.",
                        null));
    }
}
