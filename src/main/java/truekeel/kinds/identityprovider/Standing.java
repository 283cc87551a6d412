package truekeel.kinds.identityprovider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Look;
import truekeel.kinds.Seen;
import truekeel.model.Desired;
import truekeel.model.Live;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.FieldDiff;

/** Which options of a provider are in force, and which wait for a person's login test. */
final class Standing {
    static final String OPTIONS = "options";
    static final String SECRET = "clientSecret";

    private static final String PENDING = "pendingOptions";
    private static final String STATE = "pendingState";
    private static final String WAITS = "New options wait until a person has logged in with them in Qlik's console.";
    /** The fact that no options were ever in force. */
    private static final String NEVER_VERIFIED = "neverVerified";

    private Standing() {}

    /** Empty for providers that are Qlik's own. */
    static Optional<Seen> seen(JsonNode row, Look look) {
        return row.path("provider").asText().equals("qlik")
                ? Optional.empty()
                : Protocol.of(row.path("protocol").asText()).map(protocol -> seen(protocol, row, look));
    }

    private static Seen seen(Protocol protocol, JsonNode row, Look look) {
        Value.Fields live = protocol.options(row.path(OPTIONS));
        Value.Fields pending = protocol.options(row.path(PENDING));
        Value.Fields spec = JsonValues.fields(row, protocol.fields());
        if (protocol == Protocol.SAML) {
            spec = spec.without("interactive");
        }
        Value.Fields facts = Value.Fields.EMPTY;
        if (!pending.isEmpty()) {
            facts = facts.with(PENDING, pending)
                    .with(STATE, JsonValues.value(row.path(STATE)))
                    .with(Live.REMARK, Value.text(WAITS));
        }
        boolean never = live.isEmpty() && !pending.isEmpty();
        if (never) {
            facts = facts.with(NEVER_VERIFIED, Value.flag(true));
        }
        Seen seen = Seen.of(row.path("id").asText(), spec.with(OPTIONS, never ? protocol.keyOnly(pending) : live))
                .withFacts(facts);
        boolean secretWaits = !pending.isEmpty() && pending.equals(live) && !skipsVerify(live, look);
        boolean exported = never && look.whole();
        return secretWaits || exported ? new Seen(seen.id(), seen.spec(), seen.facts(), Optional.of(WAITS)) : seen;
    }

    /** Whether a manifest of the provider has options in force at once. */
    private static boolean skipsVerify(Value.Fields live, Look look) {
        return look.declared(IdentityProviderKind.NAME).stream()
                .map(Desired::spec)
                .filter(spec -> spec.fields(OPTIONS).get("clientId").equals(live.get("clientId"))
                        && spec.fields(OPTIONS).get("entityId").equals(live.get("entityId")))
                .anyMatch(spec -> spec.flag("skipVerify").orElse(false));
    }

    static boolean isNeverVerified(Live live) {
        return live.facts().flag(NEVER_VERIFIED).orElse(false);
    }

    /** {@code pending}, {@code verified} or {@code error}; empty where nothing waits. */
    static Optional<String> state(Live live) {
        return live.facts().text(STATE);
    }

    static boolean isOption(FieldDiff field) {
        return field.path().first().equals(OPTIONS);
    }

    /** Whether all that differs in the options was sent already and waits for a person. */
    static boolean areOptionsSent(Change change) {
        return change.live()
                .filter(live -> state(live).isPresent())
                .filter(live -> change.fields().stream()
                        .filter(Standing::isOption)
                        .allMatch(field -> isSent(field, live.facts().fields(PENDING))))
                .isPresent();
    }

    private static boolean isSent(FieldDiff field, Value.Fields pending) {
        Value there = field.path().in(Value.Fields.EMPTY.with(OPTIONS, pending)).orElseGet(Value::nothing);
        Value wanted = field.desired();
        if (wanted instanceof Value.Items items && there instanceof Value.Items held) {
            return new HashSet<>(items.values()).equals(new HashSet<>(held.values()));
        }
        boolean cleared = wanted.isNull() && (there.isNull() || there.toString().isEmpty());
        return cleared || wanted.equals(there);
    }

    /** The options to send as a whole: what is declared over what is there, without what is cleared and secrets. */
    static Value.Fields whole(Change change, boolean pending) {
        Value.Fields base = change.live()
                .map(live -> pending && live.facts().has(PENDING)
                        ? live.facts().fields(PENDING)
                        : live.spec().fields(OPTIONS))
                .orElse(Value.Fields.EMPTY);
        return over(base, change.desired().orElseThrow().spec().fields(OPTIONS));
    }

    private static Value.Fields over(Value.Fields base, Value.Fields declared) {
        Value.Fields whole = base;
        for (Map.Entry<String, Value> field : declared.values().entrySet()) {
            Value value = field.getValue();
            if (value.isNull()) {
                whole = whole.without(field.getKey());
            } else if (value instanceof Value.Fields fields) {
                whole = whole.with(field.getKey(), over(whole.fields(field.getKey()), fields));
            } else if (!(value instanceof Value.SecretRef)) {
                whole = whole.with(field.getKey(), value);
            }
        }
        return whole;
    }
}
