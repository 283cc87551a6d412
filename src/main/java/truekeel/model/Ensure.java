package truekeel.model;

/** Whether a manifest asks for the object to exist or not to exist. */
public enum Ensure {
    PRESENT,
    ABSENT
}
