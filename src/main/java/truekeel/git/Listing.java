package truekeel.git;

import java.util.Map;
import truekeel.model.SourceTree.Nature;
import truekeel.model.SourceTree.SourceFile;

/** What every tree checks before it opens a file. */
final class Listing {
    private Listing() {}

    /**
     * Only what was listed can be opened, so no path made up by anybody ever reaches a file system. Throws
     * {@link GitException} {@code PATH_NOT_FOUND}, {@code NOT_A_FILE} or {@code TOO_LARGE}.
     */
    static void checkReadable(Map<String, SourceFile> listed, SourceFile file, GitLimits limits) throws GitException {
        if (!file.equals(listed.get(file.path()))) {
            throw new GitException(
                    GitCode.PATH_NOT_FOUND,
                    "There is no file " + file.path()
                            + " at this revision. Check its spelling; paths are case-sensitive.");
        }
        if (file.nature() == Nature.SYMLINK || file.nature() == Nature.SUBMODULE) {
            throw new GitException(
                    GitCode.NOT_A_FILE,
                    "The path " + file.path() + " is a "
                            + (file.nature() == Nature.SYMLINK ? "symbolic link" : "submodule")
                            + ", which is never followed. Put the file itself there.");
        }
        limits.check(file.path(), file.size());
    }
}
