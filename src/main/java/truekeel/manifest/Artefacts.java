package truekeel.manifest;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import truekeel.model.Artefact;
import truekeel.model.FieldPath;
import truekeel.model.Finding;
import truekeel.model.FindingCode;
import truekeel.model.Position;
import truekeel.model.SourceTree;
import truekeel.model.SourceTree.SourceFile;
import truekeel.model.Value;
import truekeel.schema.FieldSchema;
import truekeel.schema.FileType;
import truekeel.schema.KindSchema;
import truekeel.schema.Spelling;

/** Finds the files that documents name, in the folder of the tenant or template that wrote the name. */
final class Artefacts {
    private static final String FILE = "file";
    private static final String SCRIPT = "script";
    private static final long MOST_SCRIPT_BYTES = 5L << 20;

    private final SourceTree tree;
    private final Layout layout;
    private final FileContents contents;
    private final Limits limits;

    Artefacts(SourceTree tree, Layout layout, FileContents contents, Limits limits) {
        this.tree = tree;
        this.layout = layout;
        this.contents = contents;
        this.limits = limits;
    }

    /** The files by the path of the field whose {@code file} names them. */
    Map<FieldPath, Artefact> of(KindSchema schema, Value.Fields spec, Node.Entries root, List<Finding> findings) {
        Map<FieldPath, Artefact> found = new TreeMap<>();
        for (FieldSchema field : schema.artefacts()) {
            Value.Fields holder = field.path()
                    .in(spec)
                    .filter(Value.Fields.class::isInstance)
                    .map(Value.Fields.class::cast)
                    .orElse(Value.Fields.EMPTY);
            String word = holder.has(SCRIPT) ? SCRIPT : FILE;
            holder.text(word).ifPresent(file -> {
                FieldPath path = FieldPath.parse("/spec" + field.path() + "/" + word);
                boolean script = word.equals(SCRIPT);
                Use use = new Use(field, spec.text("name").orElse(""), file, script, root.valueAt(path));
                artefact(use, findings).ifPresent(artefact -> found.put(field.path(), artefact));
            });
        }
        return found;
    }

    /** @param script whether the file is a load script and no app file */
    private record Use(FieldSchema field, String name, String file, boolean script, Position at) {
        /** Whether Qlik takes a zip there. */
        boolean isZipped() {
            return !script
                    && field.content().isEmpty()
                    && field.artefact().orElseThrow() == FieldSchema.ArtefactDigest.MD5;
        }
    }

    private Optional<Artefact> artefact(Use use, List<Finding> findings) {
        Optional<String> path = resolve(layout.ownFolder(use.at.file()), use.file);
        if (path.isEmpty()) {
            String message = "The path '" + use.file + "' leaves the folder it belongs to.";
            findings.add(Finding.error(
                    FindingCode.PATH_TRAVERSAL,
                    use.at,
                    message,
                    "Name a file below the folder of this tenant or template, with forward slashes."));
            return Optional.empty();
        }
        SourceFile file = tree.files().get(path.get());
        if (file == null && use.isZipped()) {
            Optional<FolderArtefact> folder = FolderArtefact.of(tree, path.get());
            if (folder.isPresent()) {
                return readable(use, folder.get(), findings) ? read(use, folder.get(), findings) : Optional.empty();
            }
        }
        if (file == null) {
            String guess = Spelling.didYouMean(use.file, layout.artefactsBeside(use.at.file()));
            String message = "There is no file '" + path.get() + "'.";
            findings.add(Finding.error(FindingCode.ARTEFACT_MISSING, use.at, message, guess));
            return Optional.empty();
        }
        return readable(use, file, findings) ? read(use, file, findings) : Optional.empty();
    }

    private boolean readable(Use use, SourceFile file, List<Finding> findings) {
        boolean isFile = file.nature() == SourceTree.Nature.REGULAR || file.nature() == SourceTree.Nature.LFS;
        if (!isFile) {
            String message = "'" + file.path() + "' is a link, not a file.";
            findings.add(Finding.error(FindingCode.FILE_SYMLINK, use.at, message, "Commit the file itself."));
        } else if (file.size() > limits.artefactBytes()) {
            String message = "'" + file.path() + "' is larger than " + limits.artefactBytes() + " bytes.";
            findings.add(Finding.error(FindingCode.FILE_TOO_LARGE, use.at, message, ""));
        }
        return isFile && file.size() <= limits.artefactBytes();
    }

    /** Only below {@code files}, where everything else that a tenant is made of lies, a change is sure to be seen. */
    private boolean readable(Use use, FolderArtefact folder, List<Finding> findings) {
        String files = layout.ownFolder(use.at.file()) + "/" + Layout.FILES + "/";
        Optional<SourceFile> link = folder.link();
        if (!folder.path().startsWith(files)) {
            String message = "The folder '" + folder.path() + "' is not below '" + files + "'.";
            findings.add(Finding.error(FindingCode.ARTEFACT_MISSING, use.at, message, "Move it there."));
        } else if (link.isPresent()) {
            return readable(use, link.get(), findings);
        } else if (folder.isTooLarge()) {
            String message = "The folder '" + folder.path() + "' has more files than a zip takes, or larger ones.";
            findings.add(Finding.error(FindingCode.FILE_TOO_LARGE, use.at, message, "Leave out what is not needed."));
        } else {
            return true;
        }
        return false;
    }

    private Optional<Artefact> read(Use use, FolderArtefact folder, List<Finding> findings) {
        try {
            Artefact.Content zip = folder.zip(tree, contents);
            FileContent content = contents.of(folder.contentId(), zip);
            check(use, folder.path(), content, findings);
            return Optional.of(new Artefact(folder.path(), content.sha256(), content.md5(), content.size(), zip));
        } catch (IOException e) {
            String message = "A file of '" + folder.path() + "' cannot be read from the repository.";
            findings.add(Finding.error(FindingCode.ARTEFACT_MISSING, use.at, message, ""));
            return Optional.empty();
        }
    }

    /** What the files of an artefact load from elsewhere, if it is a zip. */
    Set<OutsideNeed> outside(Artefact artefact) {
        return contents.outside(artefact.md5());
    }

    private Optional<Artefact> read(Use use, SourceFile file, List<Finding> findings) {
        try {
            FileContent content = contents.of(tree, file);
            check(use, file.path(), content, findings);
            return Optional.of(new Artefact(
                    file.path(), content.sha256(), content.md5(), content.size(), new FileInTree(tree, file)));
        } catch (IOException e) {
            String message = "'" + file.path() + "' cannot be read from the repository.";
            String hint = file.nature() == SourceTree.Nature.LFS ? "Push the Git LFS objects too." : "";
            findings.add(Finding.error(FindingCode.ARTEFACT_MISSING, use.at, message, hint));
            return Optional.empty();
        }
    }

    private static void check(Use use, String path, FileContent content, List<Finding> findings) {
        if (use.script) {
            script(use, path, content, findings);
            return;
        }
        Optional<FieldSchema.ContentMark> wanted = use.field.content();
        if (wanted.isPresent()) {
            check(use, path, content, wanted.get(), findings);
            return;
        }
        if (!use.isZipped()) {
            if (!content.looksLikeApp()) {
                String message = "'" + path + "' does not begin like an app file (.qvf).";
                findings.add(Finding.warning(FindingCode.ARTEFACT_INVALID, use.at, message, "Is it the right file?"));
            }
            return;
        }
        Optional<String> problem = zipProblem(content);
        if (problem.isPresent()) {
            String message = "'" + path + "' is not what Qlik accepts: " + problem.get() + ".";
            String hint = path.endsWith(".zip") ? "Zip the folder once more." : "Mend the folder.";
            findings.add(Finding.error(FindingCode.ARTEFACT_INVALID, use.at, message, hint));
            return;
        }
        List<String> names = content.zip().orElseThrow().names();
        if (!names.contains(use.name)) {
            String inside = names.isEmpty() ? "no name" : "the name '" + names.get(0) + "'";
            String message = "The file '" + path + "' has " + inside + " inside, not '" + use.name + "'.";
            findings.add(Finding.error(
                    FindingCode.ARTEFACT_NAME, use.at, message, "Qlik takes the name from the zip: make them equal."));
        }
    }

    private static void check(
            Use use, String path, FileContent content, FieldSchema.ContentMark wanted, List<Finding> findings) {
        if (content.size() > wanted.mostBytes()) {
            String message = "'" + path + "' has " + content.size() + " bytes, and Qlik takes " + wanted.mostBytes()
                    + " at most.";
            findings.add(Finding.error(FindingCode.FILE_TOO_LARGE, use.at, message, "Make it smaller."));
        }
        if (wanted.types().stream().noneMatch(type -> type.begins(content.head()))) {
            String types = String.join(
                    " or ", wanted.types().stream().map(FileType::toString).toList());
            String message = "'" + path + "' does not begin like a file of the type " + types + ".";
            findings.add(Finding.error(FindingCode.ARTEFACT_INVALID, use.at, message, "Is it the right file?"));
        }
    }

    private static void script(Use use, String path, FileContent content, List<Finding> findings) {
        if (content.size() > MOST_SCRIPT_BYTES) {
            String message = "'" + path + "' is larger than " + MOST_SCRIPT_BYTES + " bytes.";
            findings.add(Finding.error(FindingCode.FILE_TOO_LARGE, use.at, message, "Is it the right file?"));
        } else if (content.looksLikeApp()) {
            String message = "'" + path + "' begins like an app file (.qvf), not like a load script.";
            findings.add(Finding.error(FindingCode.ARTEFACT_INVALID, use.at, message, "Name it as source.file."));
        }
    }

    private static Optional<String> zipProblem(FileContent content) {
        if (content.zip().isEmpty()) {
            return Optional.of("it is not a zip file");
        }
        FileContent.Zip zip = content.zip().get();
        return zip.problem()
                .or(() -> zip.definitions().isEmpty()
                        ? Optional.of("it holds no definition (.qext)")
                        : zip.definitions().size() > 1
                                ? Optional.of("it holds more than one definition (.qext)")
                                : Optional.empty());
    }

    /** The path from the tree's root, or empty when the written one is absolute or climbs out of the folder. */
    static Optional<String> resolve(String folder, String written) {
        if (written.startsWith("/") || written.contains("\\") || written.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        Deque<String> steps = new ArrayDeque<>();
        for (String step : written.split("/", -1)) {
            if (step.equals("..") && steps.pollLast() == null) {
                return Optional.empty();
            }
            if (!step.isEmpty() && !step.equals(".") && !step.equals("..")) {
                steps.addLast(step);
            }
        }
        return steps.isEmpty() ? Optional.empty() : Optional.of(folder + "/" + String.join("/", steps));
    }
}
