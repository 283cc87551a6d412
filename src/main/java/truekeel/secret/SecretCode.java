package truekeel.secret;

/** Why a secret could not be had; the stable codes of {@link SecretException}. */
public enum SecretCode {
    /** No source has it. */
    SECRET_MISSING,
    /** It is there and cannot be used: no access, no text, empty, too large. */
    SECRET_UNREADABLE,
    /** No secret can have this name. */
    SECRET_NAME;

    /** Whether the secret may well be sound where the daemon runs, and is only not to be had here. */
    public boolean isElsewhere() {
        return this == SECRET_MISSING;
    }
}
