package truekeel.kinds.space;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import truekeel.kinds.Look;
import truekeel.kinds.OpenLinks;
import truekeel.kinds.Seen;
import truekeel.model.Value;

/** The anonymous links of a managed space, kept as facts for the policy that reports those nobody declared. */
final class LinkShares {
    private LinkShares() {}

    static Seen read(Look look, JsonNode space, Seen seen) {
        List<Value> links = new ArrayList<>();
        for (OpenLinks.Link link : new OpenLinks(look).in(space)) {
            links.add(Value.Fields.EMPTY
                    .with("id", Value.text(link.id()))
                    .with("app", Value.text(link.appId()))
                    .with("appName", Value.text(link.app()))
                    .with("declared", Value.flag(link.declared().orElse(false)))
                    .with("disabled", Value.flag(link.disabled())));
        }
        return seen.withFacts(seen.facts().with("linkShares", new Value.Items(links)));
    }
}
