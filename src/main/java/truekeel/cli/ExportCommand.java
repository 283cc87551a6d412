package truekeel.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import truekeel.backup.Export;
import truekeel.backup.ExportFolder;
import truekeel.backup.Snapshot;
import truekeel.fleet.DesiredSource;
import truekeel.fleet.Selection;
import truekeel.fleet.TenantTask;
import truekeel.fleet.Trigger;
import truekeel.git.ScratchFolder;
import truekeel.kinds.Branches;
import truekeel.manifest.TenantManifest;
import truekeel.manifest.TenantSpec;
import truekeel.model.KindName;
import truekeel.model.Selector;
import truekeel.report.Printable;

/** {@code truekeel export}. */
@Command(
        name = "export",
        description = {
            "Writes the live state of a tenant as manifests: to adopt it, to keep it, to compare it.",
            "References are by name, secrets are never written, and neither is what Qlik ships nor Truekeel's own access."
                    + " Apps come without their content, extensions and themes with their zip.",
            "Ends with 0; with 1 when a part of the tenant could not be read."
        },
        footer = {
            "  truekeel export --tenant acme --out tenants/acme",
            "  truekeel export --tenant acme --kind Space,Group --out exported"
        })
final class ExportCommand implements Callable<Integer> {
    private final Toolbox toolbox;
    private final Screen screen;

    @Mixin
    private final RepositoryOptions repository = new RepositoryOptions();

    @Option(
            names = {"-t", "--tenant"},
            required = true,
            paramLabel = "NAME",
            order = 4,
            description = "The tenant; its document in the repository tells its hostname and credentials.")
    private String tenant = "";

    @Mixin
    private final KindOptions kinds = new KindOptions();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            order = 7,
            description = "The folder to write to; made when it is not there.")
    private Path out = Path.of("");

    @Option(names = "--overwrite", order = 8, description = "Write into a folder that is not empty.")
    private boolean overwrite;

    ExportCommand(Toolbox toolbox, Screen screen) {
        this.toolbox = toolbox;
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        Set<KindName> chosen = kinds.chosen(toolbox.schemas());
        ExportFolder folder = new ExportFolder(toolbox.schemas(), out);
        if (!overwrite && !folder.isFree()) {
            throw new UsageException("The folder " + out + " is not empty. Choose another one, or add --overwrite.");
        }
        DesiredSource.Pull pull = toolbox.desired(repository.choice());
        TenantSpec spec = document(pull);
        String hostname = spec.hostname()
                .orElseThrow(() -> new IllegalArgumentException("Tenant " + tenant
                        + " has no hostname in the repository. Commit the one that truekeel apply printed."));
        TenantTask task = toolbox.tasks()
                .of(pull, new TenantManifest.Sound(spec, List.of(), List.of()), Trigger.COMMAND)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Neither tenant " + tenant + " nor its region has credentials in the repository."));
        try (ScratchFolder scratch = ScratchFolder.make("truekeel-export-")) {
            Snapshot written = write(task, spec, chosen, folder, scratch.path(), hostname);
            report(written);
            return (written.isComplete() ? ExitCode.OK : ExitCode.ERROR).number();
        }
    }

    private Snapshot write(
            TenantTask task, TenantSpec spec, Set<KindName> chosen, ExportFolder folder, Path scratch, String hostname)
            throws IOException {
        try (ProgressLine progress = new ProgressLine(screen, "Reading " + hostname)) {
            Snapshot seen =
                    new Export(toolbox.kinds(), Branches.single()).of(task.qlik(), spec.name(), chosen, scratch);
            Snapshot written = folder.write(seen, new ExportFolder.Place(hostname, spec.region()), scratch);
            progress.done(1, 1);
            return written;
        }
    }

    /** A tenant whose other manifests are broken can be exported all the same. */
    private TenantSpec document(DesiredSource.Pull pull) {
        TenantManifest manifest = new Selection(Set.of(tenant), Selector.EVERYTHING, Set.of())
                .of(pull.catalogue())
                .get(0);
        return manifest.document()
                .orElseThrow(() -> new IllegalArgumentException("The document of tenant " + tenant
                        + " cannot be read. Run truekeel validate --tenant " + tenant + "."));
    }

    private void report(Snapshot written) {
        Map<KindName, Long> counts = written.documents().stream()
                .collect(Collectors.groupingBy(Snapshot.Document::kind, TreeMap::new, Collectors.counting()));
        StringBuilder text = new StringBuilder("Exported " + written.documents().size() + " documents to " + out);
        text.append(counts.isEmpty() ? ".\n" : ": ");
        if (!counts.isEmpty()) {
            text.append(counts.entrySet().stream()
                            .map(entry -> entry.getValue() + " " + entry.getKey())
                            .collect(Collectors.joining(", ")))
                    .append(".\n");
        }
        written.gaps().forEach(gap -> text.append(gap.unseen() ? "unknown " : "left out ")
                .append(Printable.line(gap.subject()))
                .append(": ")
                .append(Printable.line(gap.reason()))
                .append('\n'));
        Printer.text(screen, text.toString());
    }
}
