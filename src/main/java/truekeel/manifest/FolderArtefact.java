package truekeel.manifest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import truekeel.model.Artefact;
import truekeel.model.SourceTree;
import truekeel.model.SourceTree.Nature;
import truekeel.model.SourceTree.SourceFile;

/**
 * A folder that a manifest names where Qlik takes a zip. Files whose names, or whose folders' names, begin with a dot
 * are not of it.
 *
 * @param path from the tree's root
 */
record FolderArtefact(String path, List<SourceFile> files) {
    /** A zip without the extension for large ones holds no more. */
    private static final long MOST_BYTES = 1L << 30;

    private static final int MOST_FILES = 20_000;

    FolderArtefact {
        files = List.copyOf(files);
    }

    /** The folder; empty when no file is below the path. */
    static Optional<FolderArtefact> of(SourceTree tree, String path) {
        String below = path + "/";
        List<SourceFile> files = new ArrayList<>();
        for (SourceFile file : tree.files().tailMap(below).values()) {
            if (!file.path().startsWith(below)) {
                break;
            }
            boolean hidden = Arrays.stream(file.path().substring(below.length()).split("/", -1))
                    .anyMatch(step -> step.startsWith("."));
            if (!hidden) {
                files.add(file);
            }
        }
        return files.isEmpty() ? Optional.empty() : Optional.of(new FolderArtefact(path, files));
    }

    /** The first link in it. */
    Optional<SourceFile> link() {
        return files.stream()
                .filter(file -> file.nature() == Nature.SYMLINK || file.nature() == Nature.SUBMODULE)
                .findFirst();
    }

    boolean isTooLarge() {
        return files.size() > MOST_FILES
                || files.stream().mapToLong(SourceFile::size).sum() > MOST_BYTES;
    }

    Artefact.Content zip(SourceTree tree, FileContents contents) throws IOException {
        List<FolderZip.Entry> entries = new ArrayList<>();
        for (SourceFile file : files) {
            FileContents.Sum sum = contents.sum(tree, file);
            entries.add(new FolderZip.Entry(file.path().substring(path.length() + 1), file, sum.crc(), sum.size()));
        }
        return new FolderZip(tree, entries);
    }

    /** Equal for folders whose zips are equal. */
    String contentId() {
        StringBuilder id = new StringBuilder("folder");
        files.forEach(file -> id.append('\0')
                .append(file.path().substring(path.length()))
                .append('\0')
                .append(file.contentId()));
        return id.toString();
    }
}
