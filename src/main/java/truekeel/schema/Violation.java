package truekeel.schema;

import truekeel.model.FieldPath;

/**
 * One way in which a document breaks its kind's schema.
 *
 * @param path from the document's root; an unknown field is named itself, a missing one by what should hold it
 * @param keyword the JSON Schema keyword, or {@link #NOT_CLEARABLE}, {@link #SECRET_IN_CLEAR},
 *     {@link #SECRET_NOT_ALLOWED}
 * @param hint may be empty
 */
public record Violation(FieldPath path, String keyword, String message, String hint) {
    public static final String UNKNOWN_FIELD = "additionalProperties";
    public static final String MISSING_FIELD = "required";
    public static final String TYPE = "type";
    public static final String NOT_CLEARABLE = "notClearable";
    public static final String SECRET_IN_CLEAR = "secretInClear";
    public static final String SECRET_NOT_ALLOWED = "secretNotAllowed";
}
