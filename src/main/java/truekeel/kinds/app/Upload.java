package truekeel.kinds.app;

import java.util.Optional;
import java.util.function.Predicate;
import truekeel.kinds.ArtefactBody;
import truekeel.kinds.Binding;
import truekeel.kinds.Step;
import truekeel.kinds.TempFile;
import truekeel.model.Artefact;
import truekeel.qlik.QlikRequest;

/**
 * How an app's file gets to Qlik: as the body of the import, or from 100 MB up as temporary content that the import
 * names. Either way it is streamed from where it lies.
 */
final class Upload {
    static final long DIRECT_BELOW = 100L << 20;

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
        return TempFile.upload(binding -> wanted.test(binding)
                ? Optional.of(wish.file(binding))
                        .filter(Upload::isLarge)
                        .map(file -> TempFile.request(file, file.sha256() + ".qvf"))
                : Optional.empty());
    }

    /** The import with the file, or with the name of what was uploaded. */
    QlikRequest attach(QlikRequest request, Binding binding) {
        Optional<String> content = TempFile.knownId(binding);
        return content.isPresent()
                ? request.query("fileId", content.get())
                : request.body(new ArtefactBody(wish.file(binding)), "application/octet-stream");
    }
}
