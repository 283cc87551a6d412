package truekeel.manifest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import truekeel.model.Finding;
import truekeel.model.FindingCode;
import truekeel.model.Position;
import truekeel.model.Value;

/**
 * A glossary as Qlik exports it ({@code GET /api/v1/glossaries/{id}/actions/export}), in the words of a manifest:
 * categories by their paths, relations by the names of terms, stewards by their e-mails. What the export does not say
 * is not declared; neither is what it says by ids that mean nothing in another tenant.
 */
final class GlossaryExport {
    private final FilePart file;
    private final List<Finding> findings;
    private final Map<String, Node.Entries> categories = new HashMap<>();
    private final Map<String, String> paths = new HashMap<>();
    private final Map<String, String> terms = new HashMap<>();

    GlossaryExport(List<Finding> findings) {
        this.file = new FilePart(findings);
        this.findings = findings;
    }

    /** Reads as far as possible; adds to the findings. */
    Node.Entries spec(Node document) {
        boolean glossary = document instanceof Node.Entries map
                && map.get("name").isPresent()
                && (map.get("terms").isPresent() || map.get("categories").isPresent());
        if (!glossary) {
            findings.add(Finding.error(
                    FindingCode.ARTEFACT_INVALID,
                    document.position(),
                    "The file is not a glossary that Qlik exported.",
                    "Take the answer of GET /api/v1/glossaries/{id}/actions/export."));
            return new Node.Entries(Map.of(), document.position());
        }
        Node.Entries export = (Node.Entries) document;
        Node.Entries spec = FilePart.copy(export, "description", "overview", "tags");
        Optional<List<Node.Entries>> groups = file.maps(export, "categories");
        if (groups.isPresent()) {
            spec = FilePart.with(spec, "categories", export, "categories", categories(groups.get()));
        }
        Optional<List<Node.Entries>> words = file.maps(export, "terms");
        if (words.isPresent()) {
            spec = FilePart.with(spec, "terms", export, "terms", terms(words.get()));
        }
        return spec;
    }

    private List<Node> categories(List<Node.Entries> list) {
        for (Node.Entries category : list) {
            Optional<Node> id = FilePart.given(category, "id");
            if (id.isPresent() && categories.putIfAbsent(id.get().value().toString(), category) != null) {
                file.error(
                        FindingCode.FIELD_VALUE,
                        id.get(),
                        "Two categories have the id '" + id.get().value() + "'.");
            }
        }
        List<Node> result = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Node.Entries category : list) {
            path(category, 0).ifPresent(path -> {
                Node name = category.get("name").orElseThrow();
                if (!seen.add(path)) {
                    file.error(FindingCode.FIELD_VALUE, name, "Two categories are at '" + path + "'.");
                }
                FilePart.given(category, "id")
                        .ifPresent(id -> paths.put(id.value().toString(), path));
                Node.Entries one = FilePart.with(
                        FilePart.copy(category, "description"), "path", category, "name", text(path, name.position()));
                result.add(withStewards(one, category));
            });
        }
        return result;
    }

    private static Node text(String text, Position at) {
        return Node.Scalar.of(Value.text(text), at);
    }

    /** The names from the top down; empty, with a finding, where there is no telling. */
    private Optional<String> path(Node.Entries category, int depth) {
        Optional<String> name = file.name(category, "category");
        if (name.filter(text -> text.contains("/")).isPresent()) {
            file.error(
                    FindingCode.FIELD_VALUE,
                    category.get("name").orElseThrow(),
                    "The category's name '" + name.get() + "' has a slash, which separates names in a path.");
            return Optional.empty();
        }
        Optional<Node> parent = FilePart.given(category, "parentId");
        if (name.isEmpty() || parent.isEmpty()) {
            return name;
        }
        String id = parent.get().value().toString();
        if (!categories.containsKey(id)) {
            file.error(FindingCode.REF_NOT_FOUND, parent.get(), "The file has no category with the id '" + id + "'.");
            return Optional.empty();
        }
        if (depth > categories.size()) {
            file.error(FindingCode.FIELD_VALUE, parent.get(), "The category '" + name.get() + "' is below itself.");
            return Optional.empty();
        }
        return path(categories.get(id), depth + 1).map(above -> above + "/" + name.get());
    }

    private List<Node> terms(List<Node.Entries> list) {
        for (Node.Entries term : list) {
            FilePart.given(term, "id")
                    .ifPresent(id -> terms.putIfAbsent(
                            id.value().toString(), term.text("name").orElse("")));
        }
        for (int i = 0; i < list.size(); i++) {
            // Qlik's import takes a term's place in the list for its id
            terms.putIfAbsent(Integer.toString(i), list.get(i).text("name").orElse(""));
        }
        List<Node> result = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Node.Entries term : list) {
            file.name(term, "term").ifPresent(name -> {
                if (!seen.add(name)) {
                    Node at = term.get("name").orElseThrow();
                    file.error(FindingCode.FIELD_VALUE, at, "Two terms are called '" + name + "'.");
                }
                result.add(term(term));
            });
        }
        return result;
    }

    private Node term(Node.Entries term) {
        Node.Entries one = FilePart.copy(term, "name", "description", "abbreviation", "relatedInformation", "tags");
        Optional<Node> status = FilePart.given(term.entries("status"), "type");
        if (status.isPresent()) {
            one = FilePart.with(one, "status", term, "status", status.get());
        }
        Optional<List<Node>> groups = file.items(term, "categories");
        if (groups.isPresent()) {
            List<Node> named = new ArrayList<>();
            groups.get().forEach(id -> category(id).ifPresent(named::add));
            one = FilePart.with(one, "categories", term, "categories", named);
        }
        Optional<List<Node.Entries>> relations = file.maps(term, "relatesTo");
        if (relations.isPresent()) {
            List<Node> named = new ArrayList<>();
            relations.get().forEach(relation -> relation(relation).ifPresent(named::add));
            one = FilePart.with(one, "relatesTo", term, "relatesTo", named);
        }
        warnOfLinks(term);
        return withStewards(one, term);
    }

    private Optional<Node> category(Node id) {
        String word = id.value().toString();
        if (!categories.containsKey(word)) {
            file.error(FindingCode.REF_NOT_FOUND, id, "The file has no category with the id '" + word + "'.");
        }
        return Optional.ofNullable(paths.get(word)).map(path -> text(path, id.position()));
    }

    private Optional<Node> relation(Node.Entries relation) {
        Optional<Node> id = FilePart.given(relation, "termId");
        String word = id.map(node -> node.value().toString()).orElse("");
        if (!terms.containsKey(word)) {
            file.error(
                    FindingCode.REF_NOT_FOUND, id.orElse(relation), "The file has no term with the id '" + word + "'.");
            return Optional.empty();
        }
        Node term = text(terms.get(word), id.orElse(relation).position());
        return Optional.of(FilePart.with(FilePart.copy(relation, "type"), "term", relation, "termId", term));
    }

    /** Ids of users mean nothing elsewhere: stewards without an e-mail leave the list to whoever keeps it in Qlik. */
    private Node.Entries withStewards(Node.Entries one, Node.Entries part) {
        String field = part.get("stewardDetails").isPresent() ? "stewardDetails" : "stewards";
        Optional<List<Node>> stewards = file.items(part, field);
        List<Node> named = new ArrayList<>();
        for (Node steward : stewards.orElse(List.of())) {
            Optional<Node> email = steward instanceof Node.Entries person
                    ? FilePart.given(person, "email")
                    : Optional.of(steward)
                            .filter(text -> text.value().toString().contains("@"));
            if (email.isEmpty()) {
                findings.add(Finding.warning(
                        FindingCode.FIELD_VALUE,
                        steward.position(),
                        "The steward has no e-mail here, and ids of users are of one tenant only: these stewards are not"
                                + " managed.",
                        "Add the e-mail, or take " + field + " out."));
                return one;
            }
            named.add(email.get());
        }
        return stewards.isEmpty() ? one : FilePart.with(one, "stewards", part, field, named);
    }

    private void warnOfLinks(Node.Entries term) {
        file.maps(term, "linksTo").orElse(List.of()).stream()
                .filter(link -> link.text("resourceType").equals(Optional.of("app")))
                .findFirst()
                .ifPresent(link -> findings.add(Finding.warning(
                        FindingCode.FIELD_VALUE,
                        link.position(),
                        "Links to apps are written by ids of one tenant only: those of this term are not managed.",
                        "Take linksTo out, or declare the terms in the manifest, where links name apps.")));
    }
}
