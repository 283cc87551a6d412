package truekeel.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import truekeel.model.Finding;
import truekeel.model.FindingCode;
import truekeel.model.Position;
import truekeel.model.SourceTree;
import truekeel.model.SourceTree.SourceFile;

/** One revision's manifests, each file parsed once for as long as its content stays the same. */
final class Source {
    private final SourceTree tree;
    private final BoundedCache<String, ParsedFile> cache;
    private final YamlReader yaml;
    private final JsonReader json;
    private final DocumentReader reader;
    private final Limits limits;

    Source(SourceTree tree, BoundedCache<String, ParsedFile> cache, DocumentReader reader, Limits limits) {
        this.tree = tree;
        this.cache = cache;
        this.yaml = new YamlReader(limits);
        this.json = new JsonReader(limits);
        this.reader = reader;
        this.limits = limits;
    }

    /** The raw documents of the files, in path order; adds to the findings. */
    List<Node> nodes(List<SourceFile> files, List<Finding> findings) {
        List<Node> nodes = new ArrayList<>();
        for (SourceFile file : files) {
            ParsedFile parsed = parse(file);
            nodes.addAll(parsed.documents());
            findings.addAll(parsed.findings());
        }
        return nodes;
    }

    /** The documents of the files, in path order, as far as their kind and name are known; adds to the findings. */
    List<Document> documents(List<SourceFile> files, List<Finding> findings) {
        List<Document> documents = new ArrayList<>();
        for (Node node : nodes(files, findings)) {
            reader.read(node, findings).ifPresent(documents::add);
        }
        return documents;
    }

    /** A JSON file that a document names. */
    ParsedFile json(SourceFile file) {
        return parse(file, json::read);
    }

    private ParsedFile parse(SourceFile file) {
        return parse(file, yaml::read);
    }

    private ParsedFile parse(SourceFile file, BiFunction<String, byte[], ParsedFile> how) {
        // positions hold the path, so equal contents at two paths are two entries
        String key = file.contentId() + " " + file.path();
        return cache.find(key).orElseGet(() -> {
            ParsedFile parsed = read(file, how);
            // a file that could not be read today may be readable tomorrow
            boolean lasting =
                    parsed.findings().stream().noneMatch(finding -> finding.code() == FindingCode.FILE_UNREADABLE);
            if (lasting) {
                cache.put(key, parsed);
            }
            return parsed;
        });
    }

    private ParsedFile read(SourceFile file, BiFunction<String, byte[], ParsedFile> how) {
        Position start = Position.startOf(file.path());
        if (file.size() > limits.manifestBytes()) {
            return tooLarge(start);
        }
        try (InputStream in = tree.open(file)) {
            byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 16, limits.manifestBytes() + 1));
            return bytes.length > limits.manifestBytes() ? tooLarge(start) : how.apply(file.path(), bytes);
        } catch (IOException e) {
            return ParsedFile.broken(Finding.error(
                    FindingCode.FILE_UNREADABLE, start, "The file cannot be read from the repository.", ""));
        }
    }

    private ParsedFile tooLarge(Position start) {
        String message = "The file is larger than " + limits.manifestBytes() + " bytes.";
        return ParsedFile.broken(
                Finding.error(FindingCode.FILE_TOO_LARGE, start, message, "Split it into several files."));
    }
}
