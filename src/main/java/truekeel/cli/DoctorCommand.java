package truekeel.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import truekeel.fleet.DesiredSource;
import truekeel.fleet.Selection;
import truekeel.report.Palette;
import truekeel.report.Printable;

/** {@code truekeel doctor}. */
@Command(
        name = "doctor",
        description = {
            "Looks whether everything is in place: store and repository, then per tenant manifests, secret, network,"
                    + " token, bot, role, clock, spaces and public links. Writes nothing.",
            "Ends with 0; with 1 when a check fails. A warning says what works only in part."
        },
        footer = {"  truekeel doctor", "  truekeel doctor --tenant acme -o json"})
final class DoctorCommand implements Callable<Integer> {
    private final Toolbox toolbox;
    private final Screen screen;

    @Mixin
    private final RepositoryOptions repository = new RepositoryOptions();

    @Mixin
    private final TenantOptions tenants = new TenantOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            order = 7,
            converter = OutputFormat.Words.class,
            description = "text (unless given) or json.")
    private OutputFormat format = OutputFormat.TEXT;

    DoctorCommand(Toolbox toolbox, Screen screen) {
        this.toolbox = toolbox;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        if (format != OutputFormat.TEXT && format != OutputFormat.JSON) {
            throw Printer.noSuchFormat(format, OutputFormat.TEXT, OutputFormat.JSON);
        }
        Selection chosen = tenants.selection();
        Checkup checkup = new Checkup(toolbox);
        List<Check> checks = new ArrayList<>(checkup.shared());
        try (ProgressLine progress = new ProgressLine(screen, "Checking")) {
            DesiredSource.Pull pull = toolbox.desired(repository.choice());
            checks.add(Checkup.repository(pull));
            checks.addAll(checkup.tenants(pull, chosen, progress));
        } catch (IOException unreadable) {
            checks.add(Checkup.unreadable(unreadable));
        }
        if (format == OutputFormat.JSON) {
            Printer.json(screen, json(checks));
        } else {
            Printer.text(screen, text(checks, screen.palette()));
        }
        boolean failed = checks.stream().anyMatch(check -> check.status() == Check.Status.FAIL);
        return (failed ? ExitCode.ERROR : ExitCode.OK).number();
    }

    private static String text(List<Check> checks, Palette palette) {
        int subject = checks.stream()
                .mapToInt(check -> check.subject().length())
                .max()
                .orElse(0);
        int aspect =
                checks.stream().mapToInt(check -> check.aspect().length()).max().orElse(0);
        StringBuilder text = new StringBuilder();
        for (Check check : checks) {
            text.append(word(check.status(), palette))
                    .append("  ")
                    .append(padded(check.subject(), subject))
                    .append("  ")
                    .append(padded(check.aspect(), aspect))
                    .append("  ")
                    .append(Printable.line(check.message()))
                    .append('\n');
            if (!check.hint().isEmpty()) {
                text.append(" ".repeat(subject + aspect + 10))
                        .append(Printable.line(check.hint()))
                        .append('\n');
            }
        }
        return text.append(summary(checks)).append('\n').toString();
    }

    private static String word(Check.Status status, Palette palette) {
        return switch (status) {
            case OK -> palette.good("OK  ");
            case WARN -> palette.caution("WARN");
            case FAIL -> palette.bad("FAIL");
        };
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String summary(List<Check> checks) {
        long warnings = checks.stream()
                .filter(check -> check.status() == Check.Status.WARN)
                .count();
        long failures = checks.stream()
                .filter(check -> check.status() == Check.Status.FAIL)
                .count();
        return checks.size() + " checks: " + failures + " failed, " + warnings + " with a warning.";
    }

    private static ArrayNode json(List<Check> checks) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Check check : checks) {
            ObjectNode node = array.addObject();
            node.put("subject", check.subject())
                    .put("check", check.aspect())
                    .put("status", check.status().name())
                    .put("message", check.message())
                    .put("hint", check.hint());
        }
        return array;
    }
}
