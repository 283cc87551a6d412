package truekeel;

import java.util.List;

/** Hands a command line to the room of commands, with the tools it needs. */
final class Commands {
    private static final int USAGE = 1;

    private Commands() {}

    static int execute(List<String> words) {
        System.err.println("truekeel: unknown command " + words);
        return USAGE;
    }
}
