package truekeel.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import truekeel.model.SourceTree;
import truekeel.model.SourceTree.SourceFile;

/** Reads trees the short way. */
final class Trees {
    private Trees() {}

    /** The file listed at a path; fails when there is none. */
    static SourceFile file(SourceTree tree, String path) {
        SourceFile file = tree.files().get(path);
        if (file == null) {
            throw new AssertionError(
                    "Not listed: " + path + " among " + tree.files().keySet());
        }
        return file;
    }

    static byte[] bytes(SourceTree tree, String path) throws IOException {
        try (InputStream content = tree.open(file(tree, path))) {
            return content.readAllBytes();
        }
    }

    static String text(SourceTree tree, String path) throws IOException {
        return new String(bytes(tree, path), StandardCharsets.UTF_8);
    }
}
