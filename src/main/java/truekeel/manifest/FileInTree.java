package truekeel.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import truekeel.model.Artefact;
import truekeel.model.SourceTree;
import truekeel.model.SourceTree.SourceFile;

/** The bytes of one file of a tree. */
record FileInTree(SourceTree tree, SourceFile file) implements InTree {
    @Override
    public InputStream open() throws IOException {
        return tree.open(file);
    }

    @Override
    public Optional<Artefact.Content> earlier(String digest) throws IOException {
        return tree.earlier(file, digest);
    }

    @Override
    public Artefact.Content in(SourceTree other) {
        SourceFile there = other.files().get(file.path());
        return there == null ? this : new FileInTree(other, there);
    }
}
