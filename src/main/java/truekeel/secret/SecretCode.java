package truekeel.secret;

/** Why a secret could not be had; the stable codes of {@link SecretException}. */
public enum SecretCode {
    /** Neither the folder nor the environment has it. */
    SECRET_MISSING,
    /** It is there and cannot be used: no access, no text, empty, too large. */
    SECRET_UNREADABLE,
    /** No secret can have this name. */
    SECRET_NAME
}
