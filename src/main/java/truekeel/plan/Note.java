package truekeel.plan;

import static java.util.Objects.requireNonNull;

import truekeel.model.ResourceRef;

/**
 * What else a change means, for people to know before they approve it. It is no part of what is approved.
 *
 * @param about whose change it is
 * @param text full sentences
 */
public record Note(ResourceRef about, Code code, String text) {
    public Note {
        requireNonNull(about);
        requireNonNull(code);
        requireNonNull(text);
    }

    /** The stable name of what is told. */
    public enum Code {
        /** The object comes back under its old id. */
        RESTORE,
        /** What is deleted cannot be brought back. */
        DELETION_FINAL,
        /** What is deleted can be brought back for a while. */
        DELETION_RESTORABLE,
        /** Deleting it would be final, so that it is not done. */
        DELETION_REFUSED,
        /** Qlik switches off what is scheduled for the object. */
        TASKS_STOP,
        /** Somebody else's work is replaced. */
        REPLACES_OTHERS,
        /** A load script names a data connection that is not there. */
        CONNECTION_MISSING,
        /** A load script names the data connection that is to go. */
        CONNECTION_IN_USE,
        /** The object gets another owner, and what goes with that. */
        CHANGES_OWNER,
        /** It does nothing until a person has done their part in Qlik. */
        NEEDS_PERSON
    }
}
