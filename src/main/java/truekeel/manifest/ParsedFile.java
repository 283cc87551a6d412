package truekeel.manifest;

import java.util.List;
import truekeel.model.Finding;

/** The documents of one YAML file in order, as far as it could be read, and what was wrong with it. */
record ParsedFile(List<Node> documents, List<Finding> findings) {
    ParsedFile {
        documents = List.copyOf(documents);
        findings = List.copyOf(findings);
    }

    static ParsedFile broken(Finding finding) {
        return new ParsedFile(List.of(), List.of(finding));
    }
}
