package truekeel.kinds;

import java.util.Optional;
import java.util.function.Function;
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
    /** How long Qlik keeps what is brought up, in seconds: a day. */
    public static final String SECONDS_KEPT = "86400";

    private static final String CONTENT = "temporary content";

    private TempFile() {}

    /** The step that brings up the artefact which a field of the desired spec names. */
    public static Step upload(String field) {
        return upload(binding -> {
            Artefact file = binding.artefactOf(field);
            String name = file.path().substring(file.path().lastIndexOf('/') + 1);
            return Optional.of(request(file, name));
        });
    }

    /** The step that makes such a {@link #request}, or finds nothing to bring up when its turn comes. */
    public static Step upload(Function<Binding, Optional<QlikRequest>> request) {
        return Step.updatesIf("upload file", request)
                .then((reply, binding) -> binding.value(CONTENT, contentId(reply)));
    }

    /** The id of what was brought up. Throws when nothing was, which is a bug of the order of steps. */
    public static String id(Binding binding) {
        return knownId(binding)
                .orElseThrow(() -> new IllegalStateException(
                        binding.change().ref() + " has no file to name yet. This is a bug in Truekeel."));
    }

    /** The id of what was brought up; empty when nothing was. */
    public static Optional<String> knownId(Binding binding) {
        return binding.value(CONTENT);
    }

    /** The call that brings up a file under a name. */
    public static QlikRequest request(Artefact file, String name) {
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
