package truekeel.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import truekeel.model.Finding;
import truekeel.model.FindingCode;
import truekeel.model.Position;
import truekeel.model.SealedFile;
import truekeel.model.SourceTree;
import truekeel.model.SourceTree.SourceFile;

/** Reads the SOPS files of a revision as far as that goes without a key, each once for as long as it stays the same. */
final class SealedReader {
    private final SourceTree tree;
    private final BoundedCache<String, SealedFile> cache;
    private final Limits limits;
    private final YamlReader yaml;

    SealedReader(SourceTree tree, BoundedCache<String, SealedFile> cache, Limits limits) {
        this.tree = tree;
        this.cache = cache;
        this.limits = limits;
        this.yaml = new YamlReader(limits);
    }

    /** All files; what is wrong with one goes to the findings of its folder, and so breaks who reads it. */
    SealedFiles read(Layout layout, List<Finding> findings) {
        return new SealedFiles(one(layout.sealed(), findings), folders(layout.templates()), folders(layout.tenants()));
    }

    private Map<String, SealedFile> folders(SortedMap<String, Layout.Folder> folders) {
        Map<String, SealedFile> files = new TreeMap<>();
        folders.forEach(
                (name, folder) -> one(folder.sealed(), folder.findings()).ifPresent(file -> files.put(name, file)));
        return files;
    }

    private Optional<SealedFile> one(List<SourceFile> files, List<Finding> findings) {
        for (SourceFile extra : files.subList(Math.min(1, files.size()), files.size())) {
            findings.add(Finding.error(
                    FindingCode.DUPLICATE_RESOURCE,
                    Position.startOf(extra.path()),
                    "There is a second SOPS file in this folder; the first is "
                            + files.get(0).path() + ".",
                    "Keep one of them."));
        }
        Optional<SealedFile> file = files.stream().findFirst().map(this::read);
        file.flatMap(SealedFile::problem).ifPresent(findings::add);
        return file;
    }

    private SealedFile read(SourceFile file) {
        String key = file.contentId() + " " + file.path();
        return cache.find(key).orElseGet(() -> {
            SealedFile read = parse(file);
            boolean lasting = read.problem()
                    .filter(problem -> problem.code() == FindingCode.FILE_UNREADABLE)
                    .isEmpty();
            if (lasting) {
                cache.put(key, read);
            }
            return read;
        });
    }

    private SealedFile parse(SourceFile file) {
        Position start = Position.startOf(file.path());
        byte[] bytes;
        try (InputStream in = tree.open(file)) {
            bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 16, limits.manifestBytes() + 1));
        } catch (IOException e) {
            return broken(file, FindingCode.FILE_UNREADABLE, "The file cannot be read from the repository.", "");
        }
        if (bytes.length > limits.manifestBytes()) {
            return broken(
                    file,
                    FindingCode.FILE_TOO_LARGE,
                    "The file is larger than " + limits.manifestBytes() + " bytes.",
                    "Split it into several files.");
        }
        ParsedFile parsed = yaml.read(file.path(), file.path().endsWith(".json") ? spaced(bytes) : bytes);
        Optional<Finding> unreadable =
                parsed.findings().stream().filter(Finding::isError).findFirst();
        if (unreadable.isPresent()) {
            // the parser's own words may quote a line, and a line may hold a value that nobody encrypted
            return SealedFile.broken(
                    file.path(),
                    Finding.error(
                            unreadable.get().code(),
                            unreadable.get().position(),
                            "The SOPS file cannot be read here.",
                            "Write it with sops, which keeps to its own form."));
        }
        if (parsed.documents().size() != 1) {
            return broken(
                    file,
                    FindingCode.SOPS_INVALID,
                    "A SOPS file here holds one document, this one "
                            + parsed.documents().size() + ".",
                    "Put each document into a file of its own folder.");
        }
        return SealedDocument.read(file.path(), start, parsed.documents().get(0));
    }

    /** SOPS indents JSON by tabs, which YAML does not take; in JSON's strings there are none. */
    private static byte[] spaced(byte[] json) {
        return new String(json, StandardCharsets.UTF_8).replace('\t', ' ').getBytes(StandardCharsets.UTF_8);
    }

    private static SealedFile broken(SourceFile file, FindingCode code, String message, String hint) {
        return SealedFile.broken(file.path(), Finding.error(code, Position.startOf(file.path()), message, hint));
    }
}
