package truekeel.kinds;

import java.io.IOException;
import java.io.InputStream;
import truekeel.model.Artefact;
import truekeel.qlik.BodySource;

/** An artefact as the body of a request, or of a part of one, streamed from where it lies. */
public record ArtefactBody(Artefact artefact) implements BodySource {
    @Override
    public InputStream open() throws IOException {
        return artefact.content().open();
    }

    @Override
    public long length() {
        return artefact.size();
    }

    /** The name of the file without its folder, in letters that every header bears. */
    public String filename() {
        String path = artefact.path();
        return path.substring(path.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
    }
}
