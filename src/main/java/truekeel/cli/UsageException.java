package truekeel.cli;

/** The words of a command line mean nothing together; the message says which and what to write instead. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
