package truekeel.cli;

/** How commands end. */
enum ExitCode {
    /** Nothing was to do, or it was done. */
    OK(0),
    /** An error, wrong usage, or findings met by another command than {@code validate}. */
    ERROR(1),
    /** {@code plan --detailed-exitcode} has changes, {@code validate} has findings. */
    DIFFERENT(2),
    /** A guard, a policy or a suspension refused. */
    REFUSED(3);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
