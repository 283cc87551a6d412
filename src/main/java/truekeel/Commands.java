package truekeel;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;
import truekeel.cli.Screen;
import truekeel.cli.TruekeelCommand;

/** Hands a command line to the room of commands, with the tools it needs. */
final class Commands {
    private Commands() {}

    /** Carries the command line out; gives the exit code. */
    static int execute(List<String> words) {
        CommandLog.toErrors();
        try (Tools tools = new Tools()) {
            return TruekeelCommand.execute(words, tools, screen());
        }
    }

    /** Checks the words of a command that the container serves; gives the exit code when they are wrong. */
    static Optional<Integer> check(List<String> words) {
        try (Tools tools = new Tools()) {
            return TruekeelCommand.check(words, tools, screen());
        }
    }

    /** In UTF-8 whatever the platform says: names in Qlik are in every script. */
    private static Screen screen() {
        boolean terminal = Ansi.AUTO.enabled();
        return new Screen(writer(FileDescriptor.out), writer(FileDescriptor.err), terminal, terminal);
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
    }
}
