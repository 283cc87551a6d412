package truekeel.cli;

/**
 * What one look of the doctor brought.
 *
 * @param subject a tenant's name, or {@code fleet}
 * @param aspect what was looked at, one word
 * @param message a full sentence
 * @param hint what to do; empty where all is well
 */
record Check(String subject, String aspect, Status status, String message, String hint) {

    /** How grave it is. */
    enum Status {
        OK,
        /** It works, but not for everything or not for long. */
        WARN,
        /** It does not work. */
        FAIL
    }

    static Check ok(String subject, String aspect, String message) {
        return new Check(subject, aspect, Status.OK, message, "");
    }

    static Check warn(String subject, String aspect, String message, String hint) {
        return new Check(subject, aspect, Status.WARN, message, hint);
    }

    static Check fail(String subject, String aspect, String message, String hint) {
        return new Check(subject, aspect, Status.FAIL, message, hint);
    }
}
