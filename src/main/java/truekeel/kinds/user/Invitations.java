package truekeel.kinds.user;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import truekeel.kinds.Look;
import truekeel.model.Desired;
import truekeel.model.NaturalKey;
import truekeel.model.Value;

/**
 * Invitations that manifests keep open with {@code status: invited}: one that was accepted is as good, and one that
 * expired is renewed.
 *
 * @param asked subjects and addresses, these without case, of the users who shall be invited
 */
record Invitations(Set<String> asked, Instant now) {
    static final String INVITED = "invited";
    private static final String EXPIRED = "expired";

    Invitations {
        asked = Set.copyOf(asked);
    }

    static Invitations of(Look look) {
        Set<String> asked = new HashSet<>();
        for (Desired user : look.declared(UserKind.NAME)) {
            if (user.spec().text("status").filter(INVITED::equals).isPresent()) {
                user.spec().text("subject").ifPresent(asked::add);
                user.spec().text("email").map(NaturalKey::withoutCase).ifPresent(asked::add);
            }
        }
        return new Invitations(asked, look.qlik().clock().instant());
    }

    /** The status as those manifests see it. */
    Value.Fields seen(Value.Fields spec, JsonNode user) {
        boolean wanted = asked.contains(user.path("subject").asText())
                || asked.contains(NaturalKey.withoutCase(user.path("email").asText()));
        if (!wanted) {
            return spec;
        }
        return switch (user.path("status").asText()) {
            case "active" -> spec.with("status", Value.text(INVITED));
            case INVITED -> isExpired(user, now) ? spec.with("status", Value.text(EXPIRED)) : spec;
            default -> spec;
        };
    }

    /** Whether nobody can accept it any more. */
    static boolean isExpired(JsonNode user, Instant now) {
        return user.path("status").asText().equals(INVITED)
                && user.path("inviteExpiry").isNumber()
                && user.path("inviteExpiry").asLong() <= now.getEpochSecond();
    }
}
