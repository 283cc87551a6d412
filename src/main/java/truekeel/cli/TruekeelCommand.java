package truekeel.cli;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code truekeel}: the command of all commands. */
@Command(
        name = "truekeel",
        description = {
            "GitOps for Qlik Cloud: makes live tenants match the desired state in Git, and keeps them so.",
            "",
            "Any truekeel.* property works as --name=value with every command, such as --truekeel.secrets.dir=secrets."
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "  truekeel demo                                see it work, without an account",
            "  truekeel validate                            check manifests before they are committed",
            "  truekeel plan --repo . --tenant acme         what would change",
            "  truekeel doctor                              is everything in place?",
            "  source <(truekeel generate-completion)       completion for bash and zsh",
            "",
            "Exit codes: 0 done or nothing to do; 1 error or wrong usage; 2 findings (validate) or changes"
                    + " (plan --detailed-exitcode); 3 refused by a guard or a policy."
        })
public final class TruekeelCommand implements Runnable {
    private static final int WIDTH = 110;
    private static final int LAST = 90;

    private TruekeelCommand() {}

    /** Carries a command line out and gives the exit code. Throws nothing: what goes wrong is printed. */
    public static int execute(List<String> words, Toolbox toolbox, Screen screen) {
        return commandLine(words, toolbox, screen).execute(words.toArray(String[]::new));
    }

    /** Checks the words of a command that is carried out elsewhere; gives the exit code when they are wrong. */
    public static Optional<Integer> check(List<String> words, Toolbox toolbox, Screen screen) {
        CommandLine line = commandLine(words, toolbox, screen);
        try {
            line.parseArgs(words.toArray(String[]::new));
            return Optional.empty();
        } catch (CommandLine.ParameterException wrong) {
            return Optional.of(Complaints.usage(wrong, screen));
        }
    }

    static CommandLine commandLine(Toolbox toolbox, Screen screen) {
        return commandLine(commands(toolbox, screen).values(), toolbox, screen);
    }

    /** Describing a command takes time, so one that is named is the only one described. */
    private static CommandLine commandLine(List<String> words, Toolbox toolbox, Screen screen) {
        Map<String, Supplier<Object>> all = commands(toolbox, screen);
        Optional<Supplier<Object>> named = words.stream().findFirst().map(all::get);
        return commandLine(named.<Collection<Supplier<Object>>>map(List::of).orElse(all.values()), toolbox, screen);
    }

    /** What carries commands out, by their names; those that need to know of the others are not among them. */
    private static Map<String, Supplier<Object>> commands(Toolbox toolbox, Screen screen) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("run", RunCommand::new);
        commands.put("demo", DemoCommand::new);
        commands.put("validate", () -> new ValidateCommand(toolbox, screen));
        commands.put("plan", () -> new PlanCommand(toolbox, screen));
        commands.put("apply", () -> new ApplyCommand(toolbox, screen));
        commands.put("doctor", () -> new DoctorCommand(toolbox, screen));
        commands.put("export", () -> new ExportCommand(toolbox, screen));
        commands.put("simulator", () -> new SimulatorCommand(toolbox, screen));
        commands.put("schema", () -> new SchemaCommand(toolbox, screen));
        commands.put("kinds", () -> new KindsCommand(toolbox, screen));
        commands.put("explain", () -> new ExplainCommand(toolbox, screen));
        return commands;
    }

    private static CommandLine commandLine(Collection<Supplier<Object>> commands, Toolbox toolbox, Screen screen) {
        CommandLine line = new CommandLine(new TruekeelCommand());
        commands.forEach(command -> line.addSubcommand(command.get()));
        line.addSubcommand(new HelpCommand()).addSubcommand(new GenerateCompletion());
        line.setOut(screen.out())
                .setErr(screen.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(screen.colour() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, args) -> Complaints.usage(wrong, screen))
                .setExecutionExceptionHandler(
                        (failure, command, result) -> Complaints.failure(failure, command, screen));
        dress(line, toolbox.version());
        return line;
    }

    private static void dress(CommandLine line, String version) {
        CommandSpec spec = line.getCommandSpec();
        if (spec.findOption("--help") == null) {
            spec.addOption(OptionSpec.builder("-h", "--help")
                    .usageHelp(true)
                    .order(LAST)
                    .description("Shows this help.")
                    .build());
        }
        if (spec.findOption("--version") == null) {
            spec.addOption(OptionSpec.builder("-V", "--version")
                    .versionHelp(true)
                    .order(LAST)
                    .description("Shows the version.")
                    .build());
        }
        spec.versionProvider(() -> new String[] {"truekeel " + version});
        spec.usageMessage()
                .sortOptions(false)
                .sortSynopsis(false)
                .synopsisHeading("Usage: ")
                .descriptionHeading("%n")
                .parameterListHeading("%nParameters:%n")
                .optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n")
                .footerHeading("%nExamples:%n");
        line.getSubcommands().values().forEach(command -> dress(command, version));
    }

    /** Without a command there is only help. */
    @Override
    public void run() {
        throw new UsageException("A command is needed.");
    }
}
