package truekeel.model;

import java.util.Comparator;

/**
 * One problem of the desired state, for a person to mend.
 *
 * @param message full sentence: what is wrong with which thing
 * @param hint what to do about it; may be empty
 */
public record Finding(FindingCode code, Severity severity, Position position, String message, String hint)
        implements Comparable<Finding> {
    private static final Comparator<Finding> ORDER =
            Comparator.comparing(Finding::position).thenComparing(Finding::code).thenComparing(Finding::message);

    public static Finding error(FindingCode code, Position position, String message, String hint) {
        return new Finding(code, Severity.ERROR, position, message, hint);
    }

    public static Finding warning(FindingCode code, Position position, String message, String hint) {
        return new Finding(code, Severity.WARNING, position, message, hint);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public int compareTo(Finding other) {
        return ORDER.compare(this, other);
    }
}
