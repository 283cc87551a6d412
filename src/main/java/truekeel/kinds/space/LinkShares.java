package truekeel.kinds.space;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import truekeel.kinds.Look;
import truekeel.kinds.Seen;
import truekeel.model.Value;

/** The anonymous links of a managed space, kept as facts for the policy that reports those nobody declared. */
final class LinkShares {
    private LinkShares() {}

    static Seen read(Look look, Seen space) {
        List<Value> links = new ArrayList<>();
        for (JsonNode share : look.shares().links(space.id())) {
            links.add(Value.Fields.EMPTY
                    .with("id", Value.text(share.path("id").asText()))
                    .with("app", Value.text(share.path("resourceId").asText()))
                    .with("appName", Value.text(share.path("resourceName").asText()))
                    .with(
                            "declared",
                            Value.flag(
                                    isDeclared(look, share.path("resourceName").asText())))
                    .with("disabled", Value.flag(share.path("disabled").asBoolean(false))));
        }
        return space.withFacts(space.facts().with("linkShares", new Value.Items(links)));
    }

    /** Whether a manifest opens an app of that name to anonymous visitors. */
    private static boolean isDeclared(Look look, String appName) {
        return look.declared().stream()
                .filter(desired ->
                        desired.spec().fields("anonymousAccess").flag("enabled").orElse(false))
                .anyMatch(desired ->
                        desired.spec().text("name").filter(appName::equals).isPresent());
    }
}
