package truekeel.cli;

import java.io.PrintWriter;
import truekeel.report.Palette;

/**
 * Where commands print.
 *
 * @param out results
 * @param err errors, usage and progress
 * @param colour whether results are read at a terminal
 * @param live whether a line on {@code err} may be overwritten, because a person watches it
 */
public record Screen(PrintWriter out, PrintWriter err, boolean colour, boolean live) {

    Palette palette() {
        return colour ? Palette.ANSI : Palette.PLAIN;
    }
}
