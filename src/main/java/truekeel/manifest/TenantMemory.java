package truekeel.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import truekeel.model.Artefact;
import truekeel.model.Desired;
import truekeel.model.FieldPath;
import truekeel.model.SourceTree;
import truekeel.model.SourceTree.SourceFile;
import truekeel.model.TenantName;

/**
 * The sound tenants of earlier loads, good for as long as nothing changed that they were made of. Broken ones are made
 * anew each time: what broke them may be mended without a change of the files, such as a missing Git LFS object.
 */
final class TenantMemory {
    private final BoundedCache<TenantName, Remembered> tenants;

    TenantMemory(int most) {
        this.tenants = new BoundedCache<>(most);
    }

    /** All files that a tenant is made of or broken by: its own, and those of the fleet and of every template. */
    record Origin(List<SourceFile> common, List<SourceFile> own) {
        static List<SourceFile> common(Layout layout) {
            List<SourceFile> files = new ArrayList<>(layout.fleet());
            layout.templates().values().forEach(folder -> addAll(folder, files));
            return files;
        }

        static Origin of(List<SourceFile> common, Layout.Folder folder) {
            List<SourceFile> own = new ArrayList<>();
            addAll(folder, own);
            return new Origin(common, own);
        }

        private static void addAll(Layout.Folder folder, List<SourceFile> files) {
            files.addAll(folder.manifests());
            files.addAll(folder.artefacts());
            files.addAll(folder.sealed());
        }
    }

    private record Remembered(Origin origin, TenantManifest.Sound manifest) {}

    /** The tenant as it was made of the same files before, its artefacts read from the given tree. */
    Optional<TenantManifest> find(TenantName name, Origin origin, SourceTree tree) {
        return tenants.find(name)
                .filter(remembered -> remembered.origin().equals(origin))
                .map(remembered -> rebound(remembered.manifest(), tree));
    }

    void put(TenantName name, Origin origin, TenantManifest manifest) {
        if (manifest instanceof TenantManifest.Sound sound) {
            tenants.put(name, new Remembered(origin, sound));
        }
    }

    /** Earlier trees must not be kept alive, nor read: their repository may have moved on. */
    private static TenantManifest rebound(TenantManifest.Sound manifest, SourceTree tree) {
        boolean plain = manifest.desired().stream()
                .allMatch(resource -> resource.artefacts().isEmpty());
        if (plain) {
            return manifest;
        }
        List<Desired> desired = manifest.desired().stream()
                .map(resource -> resource.artefacts().isEmpty() ? resource : rebound(resource, tree))
                .toList();
        return new TenantManifest.Sound(manifest.spec(), desired, manifest.warnings());
    }

    private static Desired rebound(Desired resource, SourceTree tree) {
        Map<FieldPath, Artefact> artefacts = new TreeMap<>();
        resource.artefacts().forEach((path, artefact) -> artefacts.put(path, rebound(artefact, tree)));
        return new Desired(
                resource.ref(),
                resource.key(),
                resource.metadata(),
                resource.lifecycle(),
                resource.spec(),
                resource.position(),
                artefacts);
    }

    private static Artefact rebound(Artefact artefact, SourceTree tree) {
        return artefact.content() instanceof InTree content
                ? new Artefact(artefact.path(), artefact.sha256(), artefact.md5(), artefact.size(), content.in(tree))
                : artefact;
    }
}
