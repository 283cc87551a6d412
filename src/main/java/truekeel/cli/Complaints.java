package truekeel.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import truekeel.qlik.QlikException;
import truekeel.schema.Spelling;
import truekeel.store.StoreException;

/** Tells people on stderr what was wrong with their words, or with the world. */
final class Complaints {
    private Complaints() {}

    /** Wrong words: what is wrong, what was probably meant, and how the command is used. */
    static int usage(ParameterException wrong, Screen screen) {
        say(screen, wrong.getMessage());
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            suggestion(unmatched, screen);
        }
        synopsis(wrong.getCommandLine(), screen);
        return ExitCode.ERROR.number();
    }

    private static void suggestion(UnmatchedArgumentException unmatched, Screen screen) {
        CommandLine command = unmatched.getCommandLine();
        String word = unmatched.getUnmatched().isEmpty()
                ? ""
                : unmatched.getUnmatched().get(0).split("=", 2)[0];
        List<String> candidates = new ArrayList<>();
        if (word.startsWith("-")) {
            command.getCommandSpec().options().forEach(option -> candidates.addAll(List.of(option.names())));
        } else {
            candidates.addAll(command.getSubcommands().keySet());
        }
        String hint = Spelling.didYouMean(word, candidates);
        if (!hint.isEmpty()) {
            screen.err().println(hint);
        }
    }

    private static void synopsis(CommandLine command, Screen screen) {
        CommandLine.Help help = command.getHelp();
        screen.err().println();
        screen.err().print("Usage: " + help.synopsis("Usage: ".length()));
        screen.err().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        screen.err().flush();
    }

    /** What went wrong while a command ran. Only what nobody foresaw has a stack trace. */
    static int failure(Exception failure, CommandLine command, Screen screen) {
        if (failure instanceof UsageException) {
            say(screen, failure.getMessage());
            synopsis(command, screen);
        } else if (isForeseen(failure)) {
            say(screen, failure.getMessage());
        } else {
            say(screen, failure + " This is a bug in Truekeel.");
            failure.printStackTrace(screen.err());
        }
        screen.err().flush();
        return ExitCode.ERROR.number();
    }

    private static boolean isForeseen(Exception failure) {
        return failure instanceof IOException
                || failure instanceof UncheckedIOException
                || failure instanceof IllegalArgumentException
                || failure instanceof StoreException
                || failure instanceof QlikException;
    }

    private static void say(Screen screen, @Nullable String message) {
        screen.err().println("truekeel: " + Objects.toString(message, "no reason was given"));
    }
}
