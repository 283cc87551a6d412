package truekeel.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import truekeel.backup.Snapshot.Attachment;
import truekeel.backup.Snapshot.Document;
import truekeel.backup.Snapshot.Gap;
import truekeel.git.FolderTree;
import truekeel.git.GitLimits;
import truekeel.git.ScratchFolder;
import truekeel.manifest.Catalogue;
import truekeel.manifest.Limits;
import truekeel.manifest.Manifests;
import truekeel.model.Finding;
import truekeel.model.KindName;
import truekeel.schema.Schemas;

/**
 * Writes a snapshot as the folder of a tenant: one file per kind, downloaded files beside them. What is written is read
 * back first by the reader of manifests, and a document that it would refuse is left out and told.
 */
public final class ExportFolder {
    private static final String FLEET = """
            apiVersion: truekeel/v1alpha1
            kind: Fleet
            metadata: {name: fleet}
            spec: {regions: {"%s": {clientId: trial, clientSecret: {secretRef: trial}}}}
            """;
    private static final String CATALOGUE = "catalogue.json";
    private static final int DEEPEST = 8;

    private final Schemas schemas;
    private final Path folder;

    public ExportFolder(Schemas schemas, Path folder) {
        this.schemas = schemas;
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Whether nothing would be written over. */
    public boolean isFree() {
        if (!Files.exists(folder)) {
            return true;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return Files.isDirectory(folder) && inside.findAny().isEmpty();
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Where the tenant is: its system hostname and the region's short name. */
    public record Place(String hostname, String region) {}

    /**
     * Writes the documents and their files; gives what was written, and more gaps than before where documents had to be
     * left out.
     *
     * @param place of the tenant, for reading back
     * @param scratch a folder for what is read back
     */
    public Snapshot write(Snapshot snapshot, Place place, Path scratch) throws IOException {
        Snapshot sound = snapshot;
        for (Snapshot next = checked(sound, place, scratch); !next.equals(sound); ) {
            sound = next;
            next = checked(sound, place, scratch);
        }
        Files.createDirectories(folder);
        lay(sound, folder, "# yaml-language-server: $schema=" + schemaPath());
        return sound;
    }

    /** The snapshot without the documents that the reader refuses. */
    private Snapshot checked(Snapshot snapshot, Place place, Path scratch) throws IOException {
        try (ScratchFolder temporary = ScratchFolder.in(scratch, "trial-")) {
            Path trial = temporary.path();
            String tenant = snapshot.tenant().value();
            Path tenants = trial.resolve("tenants");
            Map<String, ManifestText> texts = lay(snapshot, tenants.resolve(tenant), "# trial");
            Files.writeString(tenants.resolve("fleet.yaml"), FLEET.formatted(place.region()));
            Path own = tenants.resolve(tenant).resolve("tenant.yaml");
            if (!Files.exists(own)) {
                Files.writeString(
                        own,
                        "apiVersion: truekeel/v1alpha1\nkind: Tenant\nmetadata: {name: " + tenant
                                + "}\nspec: {hostname: " + place.hostname() + "}\n");
            }
            Catalogue catalogue = new Manifests(schemas, Limits.DEFAULT)
                    .load(FolderTree.read(trial, "tenants", GitLimits.DEFAULT), "tenants");
            return withoutRefused(snapshot, catalogue.findings(), texts);
        }
    }

    private static Snapshot withoutRefused(Snapshot snapshot, List<Finding> findings, Map<String, ManifestText> texts) {
        Set<Document> left = new LinkedHashSet<>();
        List<Gap> gaps = new ArrayList<>();
        for (Finding finding : findings) {
            String file = finding.position().file();
            String name = file.substring(file.lastIndexOf('/') + 1);
            ManifestText text = texts.get(name);
            if (finding.isError() && text != null) {
                List<Document> documents = byFile(snapshot).getOrDefault(name, List.of());
                Document document =
                        documents.get(text.documentAt(finding.position().line()));
                if (left.add(document)) {
                    gaps.add(new Gap(
                            document.kind() + "/" + document.name(),
                            "It cannot be declared as it is: " + finding.message(),
                            false));
                }
            }
        }
        return left.isEmpty() ? snapshot : snapshot.without(List.copyOf(left), gaps);
    }

    private static Map<String, ManifestText> lay(Snapshot snapshot, Path into, String firstLine) throws IOException {
        Files.createDirectories(into);
        Map<String, ManifestText> texts = new LinkedHashMap<>();
        for (Map.Entry<String, List<Document>> file : byFile(snapshot).entrySet()) {
            ManifestText text = ManifestText.of(file.getValue(), firstLine);
            texts.put(file.getKey(), text);
            Files.writeString(into.resolve(file.getKey()), text.toString(), StandardCharsets.UTF_8);
            for (Document document : file.getValue()) {
                for (Attachment attachment : document.file()) {
                    Path target = into.resolve(attachment.path());
                    Files.createDirectories(target.getParent());
                    Files.copy(attachment.content(), target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        return texts;
    }

    /** {@code tenant.yaml}, {@code space.yaml} and so on. */
    private static Map<String, List<Document>> byFile(Snapshot snapshot) {
        Map<String, List<Document>> files = new LinkedHashMap<>();
        snapshot.documents()
                .forEach(document -> files.computeIfAbsent(fileName(document.kind()), any -> new ArrayList<>())
                        .add(document));
        return files;
    }

    private static String fileName(KindName kind) {
        return Names.kebab(kind) + ".yaml";
    }

    /** The catalogue of the repository that the folder is in, else one that is written beside the manifests. */
    private String schemaPath() throws IOException {
        Path above = folder;
        for (int depth = 0; depth < DEEPEST && above != null; depth++) {
            Path schema = above.resolve("docs").resolve("schema").resolve(CATALOGUE);
            if (Files.isRegularFile(schema)) {
                return folder.relativize(schema).toString().replace('\\', '/');
            }
            above = above.getParent();
        }
        // A folder with a dot is not read as manifests.
        Path own = folder.resolve(".schema").resolve(CATALOGUE);
        Files.createDirectories(own.getParent());
        Files.writeString(
                own,
                new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(schemas.catalogue()) + "\n");
        return ".schema/" + CATALOGUE;
    }
}
