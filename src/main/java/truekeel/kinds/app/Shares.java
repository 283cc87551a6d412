package truekeel.kinds.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Kind;
import truekeel.kinds.Look;
import truekeel.kinds.Seen;
import truekeel.model.Value;
import truekeel.qlik.QlikException;

/**
 * With whom published apps are shared, as one look sees it. The app's owner may open it anyway, so that a share left
 * over from the time before is no difference.
 */
final class Shares {
    /** The fact that holds the ids of the shares by the ids of those they are for. */
    static final String IDS = "shares";

    private final Look look;

    Shares(Look look) {
        this.look = look;
    }

    /** The app with the users and groups it is shared with; unknown when the space's shares cannot be read. */
    Seen of(AppView app, Seen seen) {
        if (!app.isPublished()) {
            return seen;
        }
        List<Value> access = new ArrayList<>();
        Value.Fields ids = Value.Fields.EMPTY;
        try {
            for (JsonNode share : look.shares().people(app.spaceId())) {
                String type = share.path("type").asText();
                String assignee = share.path("assigneeId").asText();
                boolean ours = share.path("resourceId").asText().equals(app.id());
                if (ours && Sharing.TYPES.containsKey(type) && !assignee.equals(app.ownerId())) {
                    access.add(Value.Fields.EMPTY
                            .with(type, Kind.reference(assignee))
                            .with("roles", JsonValues.value(share.path("roles"))));
                    ids = ids.with(assignee, Value.text(share.path("id").asText()));
                }
            }
        } catch (QlikException problem) {
            return seen.unknownBecause(problem);
        }
        Value.Fields spec = seen.spec().with(Sharing.FIELD, new Value.Items(access));
        return seen.withSpec(spec).withFacts(seen.facts().with(IDS, ids));
    }
}
