package truekeel.kinds.dataconnection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Optional;
import truekeel.kinds.Look;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.DataOperations;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;

/**
 * Sources that a person signs in to in a browser (qlik.dev, "Use interactive auth or separated credentials"): what they
 * are given there is a code, good once and for minutes, so that no manifest can hold it.
 */
final class Consent {
    private static final String CODE = "authCode";
    private static final String SEPARATE = "separateCredentials";

    private Consent() {}

    /** A refusal of a manifest that names a code. */
    static Optional<Refusal> byCode(Change change) {
        Value.Fields spec = change.desired().orElseThrow().spec();
        boolean named = spec.fields(ConnectionView.PROPERTIES).values().keySet().stream()
                .anyMatch(CODE::equalsIgnoreCase);
        return named
                ? Optional.of(refusal(
                        change,
                        "The manifest names an " + CODE
                                + ", which is good for one sign-in and for minutes, and so is no" + " desired state.",
                        "Take " + CODE + " out of the manifest. " + byHand(spec)))
                : Optional.empty();
    }

    /** A refusal of a connection that only a person can make. */
    static Optional<Refusal> toMake(Change change, Look look) {
        Value.Fields spec = change.desired().orElseThrow().spec();
        boolean separate = spec.fields(ConnectionView.PROPERTIES)
                .get(SEPARATE)
                .filter(value -> value.toString().equals("true"))
                .isPresent();
        boolean bare = ConnectionBody.hasProperties(spec) && !ConnectionBody.hasCredentials(spec) && !separate;
        return bare && isInteractive(spec, look)
                ? Optional.of(refusal(
                        change,
                        change.ref() + " leads to a source that a person signs in to, and the manifest has no other"
                                + " credentials for it.",
                        byHand(spec) + " Or declare other credentials that the source takes, with {secretRef: …}."))
                : Optional.empty();
    }

    /** A refusal of a change after which a person has to sign in again; asked where no credentials are declared. */
    static Optional<Refusal> toChange(Change change, Look look) {
        boolean given = Moves.givesAway(change);
        boolean touched = given || change.differing().contains(ConnectionView.PROPERTIES);
        return touched && isInteractive(change.live().orElseThrow().spec(), look)
                ? Optional.of(refusal(
                        change,
                        "A person may have signed in for " + change.ref() + ", and would have to sign in again when "
                                + (given ? "it goes to another owner." : "its properties change."),
                        "Make this change in Qlik by hand, and sign in there; Truekeel finds it done then. Or declare the"
                                + " credentials that it has instead, with {secretRef: …}."))
                : Optional.empty();
    }

    /** Whether the source takes such a code; one whose properties cannot be read is left for Qlik to check. */
    private static boolean isInteractive(Value.Fields spec, Look look) {
        String source = spec.text("datasourceID").orElse("");
        if (source.isEmpty()) {
            return false;
        }
        try {
            JsonNode properties = look.qlik()
                    .get(QlikRequest.of(DataOperations.GET_DATA_SOURCE_SPECS).path("dataSourceId", source))
                    .path(ConnectionView.PROPERTIES);
            JsonNode names = properties.path("properties").isObject() ? properties.path("properties") : properties;
            for (Iterator<String> each = names.fieldNames(); each.hasNext(); ) {
                if (each.next().equalsIgnoreCase(CODE)) {
                    return true;
                }
            }
            return false;
        } catch (QlikException unread) {
            return false;
        }
    }

    private static String byHand(Value.Fields spec) {
        return "Make the connection '" + spec.text("name").orElse("")
                + "' in Qlik by hand, in the same space, and sign in" + " there; Truekeel then adopts it.";
    }

    private static Refusal refusal(Change change, String message, String liftedBy) {
        return Refusal.of(RefusalCode.CONSENT_NEEDED, change.ref(), message, liftedBy, false);
    }
}
