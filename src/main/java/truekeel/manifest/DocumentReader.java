package truekeel.manifest;

import java.util.List;
import java.util.Optional;
import truekeel.model.FieldPath;
import truekeel.model.Finding;
import truekeel.model.FindingCode;
import truekeel.model.KindName;
import truekeel.model.Position;
import truekeel.model.Value;
import truekeel.schema.Schemas;
import truekeel.schema.Spelling;

/** Reads what every document has: version, kind, name. Thread-safe. */
final class DocumentReader {
    private static final int LONGEST_NAME = 256;
    private static final FieldPath NAME = FieldPath.parse("/metadata/name");

    private final Schemas schemas;

    DocumentReader(Schemas schemas) {
        this.schemas = schemas;
    }

    /** The document, unless so much is wrong that nobody could say what it speaks of; adds to the findings. */
    Optional<Document> read(Node node, List<Finding> findings) {
        if (!(node instanceof Node.Entries root)) {
            findings.add(Finding.error(
                    FindingCode.YAML_NOT_A_MAP,
                    node.position(),
                    "The document is not a map.",
                    "A manifest has the fields apiVersion, kind, metadata and spec."));
            return Optional.empty();
        }
        int before = findings.size();
        checkVersion(root, findings);
        Optional<KindName> kind = kind(root, findings);
        Optional<String> name = name(root, findings);
        boolean sound = findings.size() == before && kind.isPresent() && name.isPresent();
        return sound ? Optional.of(new Document(kind.get(), name.get(), root)) : Optional.empty();
    }

    private static void checkVersion(Node.Entries root, List<Finding> findings) {
        Optional<Node> version = root.get("apiVersion");
        if (version.isEmpty()) {
            missing(root, "apiVersion", "Write apiVersion: " + Schemas.API_VERSION + ".", findings);
        } else if (!version.get().value().toString().equals(Schemas.API_VERSION)) {
            String message = "The version '" + version.get().value() + "' is unknown.";
            String hint = "Write apiVersion: " + Schemas.API_VERSION + ".";
            findings.add(
                    Finding.error(FindingCode.API_VERSION_UNKNOWN, version.get().position(), message, hint));
        }
    }

    private Optional<KindName> kind(Node.Entries root, List<Finding> findings) {
        Optional<Node> written = root.get("kind");
        if (written.isEmpty()) {
            missing(root, "kind", "Known kinds: " + String.join(", ", schemas.names()) + ".", findings);
            return Optional.empty();
        }
        String word = written.get().value().toString();
        if (written.get() instanceof Node.Scalar && schemas.names().contains(word)) {
            return Optional.of(KindName.of(word));
        }
        String shown = written.get() instanceof Node.Scalar ? word : "a list or map";
        String guess = Spelling.didYouMean(shown, schemas.names());
        String hint = guess.isEmpty() ? "Known kinds: " + String.join(", ", schemas.names()) + "." : guess;
        String message = "The kind '" + shown + "' is unknown to this version.";
        findings.add(Finding.error(FindingCode.KIND_UNKNOWN, written.get().position(), message, hint));
        return Optional.empty();
    }

    private static Optional<String> name(Node.Entries root, List<Finding> findings) {
        Optional<Node> written = root.entries("metadata").get("name");
        if (written.isEmpty()) {
            missing(root, "metadata.name", "Every document has a name.", findings);
            return Optional.empty();
        }
        Position at = root.valueAt(NAME);
        if (!(written.get().value() instanceof Value.Text text)) {
            findings.add(Finding.error(
                    FindingCode.FIELD_TYPE, at, "The name of a document is a text.", "Put the value in quotes."));
            return Optional.empty();
        }
        String name = text.value();
        boolean odd = !name.equals(name.strip()) || name.chars().anyMatch(Character::isISOControl);
        if (name.isEmpty() || odd || name.length() > LONGEST_NAME) {
            findings.add(Finding.error(
                    FindingCode.NAME_INVALID,
                    at,
                    "The name is empty, longer than " + LONGEST_NAME
                            + " characters, or has spaces around it or control characters in it.",
                    ""));
            return Optional.empty();
        }
        return Optional.of(name);
    }

    private static void missing(Node.Entries root, String field, String hint, List<Finding> findings) {
        findings.add(Finding.error(
                FindingCode.FIELD_MISSING, root.position(), "The field '" + field + "' is missing.", hint));
    }
}
