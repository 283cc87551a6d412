package truekeel.secret;

/** Why a secret could not be had or handed over; the stable codes of {@link SecretException}. */
public enum SecretCode {
    /** No source has it. */
    SECRET_MISSING,
    /** It is there and cannot be used: no access, no text, empty, too large. */
    SECRET_UNREADABLE,
    /** No secret can have this name. */
    SECRET_NAME,
    /** It is in a SOPS file, and no age identities are configured. */
    AGE_KEY_MISSING,
    /** The file with the age identities cannot be read, or holds something else. */
    AGE_KEY_UNREADABLE,
    /** None of the identities opens the SOPS file. */
    SOPS_KEY_WRONG,
    /** The SOPS file was changed by other means than SOPS. */
    SOPS_TAMPERED,
    /** The SOPS file is not in a form that can be read; a finding tells where. */
    SOPS_INVALID,
    /** A new secret is to be handed over, and nobody said where to. */
    SECRET_SINK_MISSING,
    /** A new secret cannot be put where it was said to go. */
    SECRET_SINK_UNUSABLE;

    /** Whether the secret may well be sound where the daemon runs, and is only not to be had here. */
    public boolean isElsewhere() {
        return this == SECRET_MISSING || this == AGE_KEY_MISSING;
    }
}
