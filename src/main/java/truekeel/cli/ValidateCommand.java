package truekeel.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import truekeel.fleet.Selection;
import truekeel.fleet.Tasks;
import truekeel.manifest.Catalogue;
import truekeel.manifest.TenantManifest;
import truekeel.model.Finding;
import truekeel.report.CodeQuality;
import truekeel.report.FindingsJson;
import truekeel.report.FindingsMarkdown;
import truekeel.report.FindingsText;
import truekeel.report.Sarif;

/** {@code truekeel validate}. */
@Command(
        name = "validate",
        description = {
            "Checks manifests: schemas, references, templates, files and policy rules.",
            "Reads files on this machine only; needs no account, no secret and no network.",
            "Ends with 0 when there is nothing to report and with 2 when there are findings."
        },
        footer = {
            "  truekeel validate",
            "  truekeel validate path/to/repository --tenant acme",
            "  truekeel validate -o sarif > truekeel.sarif",
            "  truekeel validate -o codequality > gl-code-quality-report.json"
        })
final class ValidateCommand implements Callable<Integer> {
    private final Toolbox toolbox;
    private final Screen screen;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "The repository's folder, or the folder that holds fleet.yaml; the current one unless given.")
    private Optional<String> folder = Optional.empty();

    @Mixin
    private final RepositoryOptions repository = new RepositoryOptions();

    @Mixin
    private final TenantOptions tenants = new TenantOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            order = 7,
            converter = OutputFormat.Words.class,
            description = "text (unless given), json, markdown, sarif or codequality.")
    private OutputFormat format = OutputFormat.TEXT;

    ValidateCommand(Toolbox toolbox, Screen screen) {
        this.toolbox = toolbox;
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        Selection chosen = tenants.selection();
        Catalogue catalogue = toolbox.desired(repository.offline(folder)).catalogue();
        List<TenantManifest> looked = chosen.of(catalogue);
        List<Finding> findings = new ArrayList<>(concerning(catalogue, looked));
        findings.addAll(Tasks.findings(catalogue.policies()));
        List<Finding> sorted = findings.stream().distinct().sorted().toList();
        int broken = (int)
                looked.stream().filter(TenantManifest.Broken.class::isInstance).count();
        print(sorted, looked.size(), broken);
        return (sorted.isEmpty() ? ExitCode.OK : ExitCode.DIFFERENT).number();
    }

    /** The findings of the chosen tenants and those of no tenant. */
    private static List<Finding> concerning(Catalogue catalogue, List<TenantManifest> chosen) {
        Set<Finding> others = new HashSet<>();
        catalogue.tenants().values().stream()
                .filter(tenant -> !chosen.contains(tenant))
                .forEach(tenant -> others.addAll(tenant.findings()));
        chosen.forEach(tenant -> tenant.findings().forEach(others::remove));
        return catalogue.findings().stream()
                .filter(finding -> !others.contains(finding))
                .toList();
    }

    private void print(List<Finding> findings, int looked, int broken) {
        switch (format) {
            case TEXT -> Printer.text(screen, FindingsText.of(findings, looked, broken, screen.palette()));
            case JSON -> Printer.json(screen, FindingsJson.of(findings, looked, broken));
            case MARKDOWN -> Printer.text(screen, FindingsMarkdown.of(findings, looked, broken));
            case SARIF -> Printer.json(screen, Sarif.of(findings, toolbox.version()));
            case CODEQUALITY -> Printer.json(screen, CodeQuality.of(findings));
            case GITLAB_TERRAFORM ->
                throw Printer.noSuchFormat(
                        format,
                        OutputFormat.TEXT,
                        OutputFormat.JSON,
                        OutputFormat.MARKDOWN,
                        OutputFormat.SARIF,
                        OutputFormat.CODEQUALITY);
        }
    }
}
