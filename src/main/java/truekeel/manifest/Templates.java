package truekeel.manifest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import truekeel.model.Finding;
import truekeel.model.FindingCode;
import truekeel.model.KindName;
import truekeel.model.ResourceRef;
import truekeel.schema.Schemas;
import truekeel.schema.Scope;

/** The templates of one revision. What holds no variable is read once and shared by all tenants. */
final class Templates {
    private final DocumentReader reader;
    private final SortedMap<String, Template> templates = new TreeMap<>();
    private final Set<Document> shared = Collections.newSetFromMap(new IdentityHashMap<>());

    Templates(Layout layout, Source source, DocumentReader reader, Schemas schemas) {
        this.reader = reader;
        layout.templates().forEach((name, folder) -> {
            List<Finding> findings = new ArrayList<>(folder.findings());
            List<Part> parts = new ArrayList<>();
            for (Node node : source.nodes(folder.manifests(), findings)) {
                Optional<Document> document = reader.read(node, findings);
                document.ifPresent(found -> parts.add(new Part(found, Variables.areIn(node))));
            }
            checkKinds(parts, schemas, findings);
            checkNames(parts.stream().map(Part::document).toList(), findings);
            templates.put(name, new Template(parts, findings));
            parts.stream().filter(part -> !part.hasVariables()).forEach(part -> shared.add(part.document()));
        });
    }

    /** Parts in path order; any error among the findings breaks the tenants that use the template. */
    private record Template(List<Part> parts, List<Finding> findings) {}

    /** A document as written and whether its variables must be filled in first. */
    private record Part(Document document, boolean hasVariables) {}

    /** Whether the document is the very one that every tenant gets. */
    boolean isShared(Document document) {
        return shared.contains(document);
    }

    Set<String> names() {
        return templates.keySet();
    }

    /** What was wrong with a template before any tenant used it. */
    List<Finding> findings(String name) {
        Template template = templates.get(name);
        return template == null ? List.of() : template.findings();
    }

    /** The template's documents for one tenant. Documents without variables are the same objects for all tenants. */
    List<Document> documents(String name, Variables variables, List<Finding> findings) {
        Template template = templates.get(name);
        List<Document> documents = new ArrayList<>();
        for (Part part : template == null ? List.<Part>of() : template.parts()) {
            if (part.hasVariables()) {
                int before = variables.findings().size();
                Node filled = variables.fill(part.document().root());
                List<Finding> problems = variables.findings();
                findings.addAll(problems.subList(before, problems.size()));
                reader.read(filled, findings).ifPresent(documents::add);
            } else {
                documents.add(part.document());
            }
        }
        checkNames(documents, findings);
        return documents;
    }

    private static void checkKinds(List<Part> parts, Schemas schemas, List<Finding> findings) {
        parts.removeIf(part -> {
            KindName kind = part.document().kind();
            boolean misplaced = schemas.get(kind).scope() != Scope.RESOURCE;
            if (misplaced) {
                String message = "A " + kind + " does not belong into a template.";
                findings.add(Finding.error(
                        FindingCode.KIND_MISPLACED, part.document().position(), message, ""));
            }
            return misplaced;
        });
    }

    /** Two documents of one kind and name within a layer. */
    static void checkNames(List<Document> layer, List<Finding> findings) {
        Map<ResourceRef, Document> seen = new HashMap<>();
        for (Document document : layer) {
            Document first = seen.putIfAbsent(document.ref(), document);
            if (first != null) {
                String message = document.ref() + " is declared twice; first at " + first.position() + ".";
                findings.add(Finding.error(
                        FindingCode.DUPLICATE_RESOURCE,
                        document.position(),
                        message,
                        "Give one of them another metadata.name, or remove it."));
            }
        }
    }
}
