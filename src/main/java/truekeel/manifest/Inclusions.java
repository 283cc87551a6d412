package truekeel.manifest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import truekeel.model.FieldPath;
import truekeel.model.Finding;
import truekeel.model.FindingCode;
import truekeel.model.Position;
import truekeel.model.SourceTree;
import truekeel.model.SourceTree.SourceFile;
import truekeel.schema.FieldSchema;
import truekeel.schema.InclusionFormat;
import truekeel.schema.KindSchema;
import truekeel.schema.Spelling;

/**
 * Puts what a file says in the place of the field that names it: the document then is as if it had been written there,
 * each part with its place in the file.
 */
final class Inclusions {
    private static final String FILE = "file";
    private static final String SPEC = "spec";

    private final SourceTree tree;
    private final Layout layout;
    private final Source source;

    Inclusions(SourceTree tree, Layout layout, Source source) {
        this.tree = tree;
        this.layout = layout;
        this.source = source;
    }

    /** A document that names no such file is returned as it is; adds to the findings. */
    Document in(Document document, KindSchema schema, List<Finding> findings) {
        Document result = document;
        for (FieldSchema field : schema.inclusions()) {
            String name = field.path().last();
            Node.Entries spec = result.root().entries(SPEC);
            Optional<String> file = spec.entries(name).text(FILE);
            // what is not written as the schema wants it is the schema's to complain of
            if (file.isPresent() && spec.entries(name).entries().size() == 1) {
                Node.Entries rest = spec.without(name);
                Position at = spec.valueAt(FieldPath.ROOT.child(name).child(FILE));
                InclusionFormat format = field.inclusion().orElseThrow();
                boolean gone = Checker.isAbsent(document.root().value());
                Node.Entries whole = gone ? rest : rest.with(said(format, rest, file.get(), at, findings));
                result = new Document(
                        document.kind(), document.name(), result.root().with(SPEC, whole));
            }
        }
        return result;
    }

    private Node.Entries said(
            InclusionFormat format, Node.Entries rest, String file, Position at, List<Finding> findings) {
        for (String field : format.fields()) {
            if (rest.entries().containsKey(field)) {
                String message = "'" + field + "' is said here and by the file '" + file + "'.";
                findings.add(Finding.error(
                        FindingCode.FIELD_VALUE,
                        rest.keyAt(FieldPath.ROOT.child(field)),
                        message,
                        "Keep one of the two: the file says " + String.join(", ", format.fields()) + "."));
            }
        }
        Node.Entries nothing = new Node.Entries(Map.of(), at);
        Optional<SourceFile> found = found(file, at, findings);
        if (found.isEmpty()) {
            return nothing;
        }
        ParsedFile parsed = source.json(found.get());
        findings.addAll(parsed.findings());
        return parsed.documents().stream()
                .findFirst()
                .map(node -> switch (format) {
                    case QLIK_GLOSSARY -> new GlossaryExport(findings).spec(node);
                })
                .orElse(nothing);
    }

    /**
     * Only below the folder of artefacts, where everything else that a tenant is made of lies, a change is sure to be
     * seen.
     */
    private Optional<SourceFile> found(String file, Position at, List<Finding> findings) {
        String folder = layout.ownFolder(at.file());
        Optional<String> path = Artefacts.resolve(folder, file);
        String files = folder + "/" + Layout.FILES + "/";
        if (path.isEmpty() || !path.get().startsWith(files)) {
            String message = path.isEmpty()
                    ? "The path '" + file + "' leaves the folder it belongs to."
                    : "The file '" + path.get() + "' is not below '" + files + "'.";
            FindingCode code = path.isEmpty() ? FindingCode.PATH_TRAVERSAL : FindingCode.ARTEFACT_MISSING;
            findings.add(Finding.error(code, at, message, "Name a file below '" + files + "'."));
            return Optional.empty();
        }
        SourceFile found = tree.files().get(path.get());
        if (found == null) {
            String guess = Spelling.didYouMean(file, layout.artefactsBeside(at.file()));
            String message = "There is no file '" + path.get() + "'.";
            findings.add(Finding.error(FindingCode.ARTEFACT_MISSING, at, message, guess));
            return Optional.empty();
        }
        if (found.nature() == SourceTree.Nature.SYMLINK || found.nature() == SourceTree.Nature.SUBMODULE) {
            String message = "'" + found.path() + "' is a link, not a file.";
            findings.add(Finding.error(FindingCode.FILE_SYMLINK, at, message, "Commit the file itself."));
            return Optional.empty();
        }
        return Optional.of(found);
    }
}
