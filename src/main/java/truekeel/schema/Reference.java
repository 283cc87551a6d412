package truekeel.schema;

import truekeel.model.FieldPath;
import truekeel.model.KindName;
import truekeel.model.Value;

/**
 * One place of a spec that names another object.
 *
 * @param path within the spec, list positions as numbers
 * @param written a text, or a map such as {@code {name, providerType}}; a text whose field narrows the target (the
 *     custom groups of a user) is already such a map
 * @param soft whether the target is used by name and never looked up
 */
public record Reference(FieldPath path, KindName target, Value written, boolean soft) {
    /** The name alone, without what narrows it. */
    public String name() {
        return nameIn(written);
    }

    /** The name in a reference as a manifest writes it, short or in parts; empty where it names nothing. */
    public static String nameIn(Value written) {
        if (written instanceof Value.Fields parts) {
            return parts.text("name").orElse("");
        }
        return written.isNull() ? "" : written.toString();
    }
}
