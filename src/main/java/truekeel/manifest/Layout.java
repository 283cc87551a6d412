package truekeel.manifest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import truekeel.model.Finding;
import truekeel.model.FindingCode;
import truekeel.model.Position;
import truekeel.model.SourceTree;
import truekeel.model.SourceTree.SourceFile;

/** Which file of the repository is what, by its path alone. */
final class Layout {
    static final String POLICIES = "policies";
    static final String TEMPLATES = "templates";
    static final String FILES = "files";
    private static final List<String> SEALED_ENDS = List.of(".sops.yaml", ".sops.yml", ".sops.json");
    private static final List<String> SEALED =
            SEALED_ENDS.stream().map(end -> "secrets" + end).toList();

    private final String root;
    private final List<SourceFile> fleet = new ArrayList<>();
    private final List<SourceFile> policies = new ArrayList<>();
    private final List<SourceFile> sealed = new ArrayList<>();
    private final SortedMap<String, Folder> templates = new TreeMap<>();
    private final SortedMap<String, Folder> tenants = new TreeMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Runnable> others = new ArrayList<>();
    private boolean empty = true;

    /**
     * The files of one tenant or template: manifests, what they may name, which should lie below {@code files}, its
     * SOPS file, and what may not be there.
     */
    record Folder(
            List<SourceFile> manifests, List<SourceFile> artefacts, List<SourceFile> sealed, List<Finding> findings) {
        Folder() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    /** The path is that of the folder which holds {@code fleet.yaml}, from the tree's root. */
    Layout(SourceTree tree, String path) {
        String trimmed = path.replaceAll("^[./]+|/+$", "");
        this.root = trimmed.isEmpty() ? "" : trimmed + "/";
        for (SourceFile file : tree.files().tailMap(root).values()) {
            if (!file.path().startsWith(root)) {
                break;
            }
            empty = false;
            place(file, file.path().substring(root.length()).split("/", -1));
        }
        others.forEach(Runnable::run);
    }

    boolean isEmpty() {
        return empty;
    }

    List<SourceFile> fleet() {
        return fleet;
    }

    List<SourceFile> policies() {
        return policies;
    }

    /** The SOPS file beside {@code fleet.yaml}; more than one is a mistake. */
    List<SourceFile> sealed() {
        return sealed;
    }

    SortedMap<String, Folder> templates() {
        return templates;
    }

    /** By folder name, valid or not. */
    SortedMap<String, Folder> tenants() {
        return tenants;
    }

    List<Finding> findings() {
        return findings;
    }

    Position fleetPosition() {
        return Position.startOf(root + "fleet.yaml");
    }

    Position tenantPosition(String tenant) {
        return Position.startOf(root + tenant + "/tenant.yaml");
    }

    boolean isTenantFile(String file, String tenant) {
        return file.equals(root + tenant + "/tenant.yaml") || file.equals(root + tenant + "/tenant.yml");
    }

    /** The folder of the tenant or template that a manifest belongs to, without a slash at its end. */
    String ownFolder(String manifest) {
        String[] steps = manifest.substring(root.length()).split("/", -1);
        boolean template = steps[0].equals(TEMPLATES) && steps.length > 2;
        return root + (template ? steps[0] + "/" + steps[1] : steps[0]);
    }

    /** The artefacts beside a manifest, as it would name them. */
    List<String> artefactsBeside(String manifest) {
        String folder = ownFolder(manifest);
        String name = folder.substring(folder.lastIndexOf('/') + 1);
        Folder own = folder.startsWith(root + TEMPLATES + "/") ? templates.get(name) : tenants.get(name);
        return Optional.ofNullable(own).map(Folder::artefacts).orElse(List.of()).stream()
                .map(file -> file.path().substring(folder.length() + 1))
                .toList();
    }

    private void place(SourceFile file, String[] steps) {
        if (Arrays.stream(steps).anyMatch(step -> step.startsWith("."))) {
            return;
        }
        if (steps.length == 1) {
            placeAtTop(file, steps[0]);
        } else if (steps[0].equals(POLICIES)) {
            if (isLink(file)) {
                findings.add(link(file));
            } else if (isSealed(file)) {
                findings.add(misplacedSeal(file));
            } else if (isYaml(file)) {
                policies.add(file);
            }
        } else if (!steps[0].equals(TEMPLATES)) {
            placeInFolder(file, steps[0], 1, steps, tenants);
        } else if (steps.length > 2) {
            placeInFolder(file, steps[1], 2, steps, templates);
        } else if (isLink(file) || isYaml(file) || isSealed(file)) {
            findings.add(isLink(file) ? link(file) : misplaced(file, "Put it into a folder: that is the template."));
        }
    }

    private void placeAtTop(SourceFile file, String name) {
        if (isLink(file)) {
            findings.add(link(file));
            // a tenant that was replaced by a link is broken, not gone
            tenants.computeIfAbsent(name, any -> new Folder()).findings().add(link(file));
        } else if (name.equals("fleet.yaml") || name.equals("fleet.yml")) {
            fleet.add(file);
        } else if (isSealed(file)) {
            place(file, name, sealed, findings);
        } else if (isYaml(file)) {
            findings.add(
                    misplaced(file, "Here only fleet.yaml is read; tenants, templates and policies have folders."));
        }
    }

    private void placeInFolder(
            SourceFile file, String name, int depth, String[] steps, SortedMap<String, Folder> folders) {
        boolean artefact = steps[depth].equals(FILES) && steps.length > depth + 1;
        if (!isLink(file) && !artefact && !isYaml(file) && !isSealed(file)) {
            // makes no tenant of a folder, but a manifest may name it, and then a change of it counts
            others.add(() -> Optional.ofNullable(folders.get(name))
                    .ifPresent(folder -> folder.artefacts().add(file)));
            return;
        }
        Folder folder = folders.computeIfAbsent(name, any -> new Folder());
        if (isLink(file)) {
            folder.findings().add(link(file));
        } else if (artefact) {
            folder.artefacts().add(file);
        } else if (isSealed(file)) {
            place(
                    file,
                    String.join("/", Arrays.asList(steps).subList(depth, steps.length)),
                    folder.sealed(),
                    folder.findings());
        } else {
            folder.manifests().add(file);
        }
    }

    private static boolean isLink(SourceFile file) {
        return file.nature() == SourceTree.Nature.SYMLINK || file.nature() == SourceTree.Nature.SUBMODULE;
    }

    private static void place(SourceFile file, String nameInFolder, List<SourceFile> sealed, List<Finding> findings) {
        if (SEALED.contains(nameInFolder)) {
            sealed.add(file);
        } else {
            findings.add(misplacedSeal(file));
        }
    }

    private static Finding misplacedSeal(SourceFile file) {
        return misplaced(
                file,
                "Of SOPS files only secrets.sops.yaml (.yml, .json) is read: beside fleet.yaml, or directly in the folder"
                        + " of a tenant or template.");
    }

    private static boolean isSealed(SourceFile file) {
        return SEALED_ENDS.stream().anyMatch(file.path()::endsWith);
    }

    private static boolean isYaml(SourceFile file) {
        return file.path().endsWith(".yaml") || file.path().endsWith(".yml");
    }

    private static Finding link(SourceFile file) {
        boolean submodule = file.nature() == SourceTree.Nature.SUBMODULE;
        String message = "'" + file.path() + "' is a " + (submodule ? "submodule" : "symbolic link") + ".";
        return Finding.error(
                FindingCode.FILE_SYMLINK, Position.startOf(file.path()), message, "Commit the file itself.");
    }

    private static Finding misplaced(SourceFile file, String hint) {
        return Finding.error(
                FindingCode.KIND_MISPLACED, Position.startOf(file.path()), "The file is not read here.", hint);
    }
}
