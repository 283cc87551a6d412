package truekeel;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.logmanager.handlers.ConsoleHandler;

/**
 * The log of the commands that run without the container: on the error stream, so that what a command prints is its
 * result and nothing else. Without this nobody would see it at all, since only the container makes handlers.
 */
final class CommandLog {
    private static final String FORMAT = "%d{HH:mm:ss} %-5p %s%e%n";
    /** Kept, because the log manager forgets loggers that nobody holds. */
    private static final Logger ROOT = Logger.getLogger("");

    private static final Logger OURS = Logger.getLogger("truekeel");

    private CommandLog() {}

    /** What Truekeel itself says from INFO on, of its libraries only what is wrong. */
    static void toErrors() {
        for (Handler handler : ROOT.getHandlers()) {
            ROOT.removeHandler(handler);
        }
        ROOT.addHandler(new ConsoleHandler(ConsoleHandler.Target.SYSTEM_ERR, new PatternFormatter(FORMAT)));
        ROOT.setLevel(Level.WARNING);
        OURS.setLevel(Level.INFO);
    }
}
