package truekeel.kinds.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Look;
import truekeel.kinds.Seen;
import truekeel.kinds.Step;
import truekeel.model.Live;
import truekeel.model.Value;
import truekeel.qlik.Operations;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;

/**
 * Whether anybody who has the link may open a published app: Qlik's share of type {@code link} in the app's managed
 * space. It is closed by disabling the share, so that the link is the same once it is opened again. The links of a
 * space are read only where a manifest says something of an app in it.
 */
final class AnonymousAccess {
    static final String FIELD = "anonymousAccess";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Look look;
    private final Lines lines;
    private final PublicLink publicLink;

    AnonymousAccess(Look look, Lines lines, PublicLink publicLink) {
        this.look = look;
        this.lines = lines;
        this.publicLink = publicLink;
    }

    /** The app with what its space's shares tell of it; in an export only what is open is worth a word. */
    Seen of(AppView app, Seen seen) {
        List<JsonNode> links;
        try {
            links = app.isPublished() ? links(app) : List.of();
        } catch (QlikException problem) {
            return seen.unknownBecause(problem);
        }
        boolean open = links.stream().anyMatch(AnonymousAccess::isOpen);
        if (look.whole() && !open) {
            return seen;
        }
        Value.Fields told = Value.Fields.EMPTY.with("enabled", Value.flag(open));
        Value.Fields facts = seen.facts();
        if (!open && app.isPublished() && lines.opens(app)) {
            String remark = publicLink.remark(!links.isEmpty());
            String both =
                    facts.text(Live.REMARK).map(first -> first + " " + remark).orElse(remark);
            facts = facts.with(Live.REMARK, Value.text(both));
        }
        return seen.withSpec(seen.spec().with(FIELD, told)).withFacts(facts);
    }

    private List<JsonNode> links(AppView app) {
        return look.shares().links(app.spaceId()).stream()
                .filter(link -> link.path("resourceId").asText().equals(app.id()))
                .toList();
    }

    private static boolean isOpen(JsonNode link) {
        return !link.path("disabled").asBoolean(false);
    }

    /** Takes anonymous access away, before anything else of the app changes. */
    static Step close(Function<Binding, Optional<String>> spaceId) {
        return Step.updatesIf("close anonymous access", binding -> spaceId.apply(binding)
                .flatMap(space -> ofApp(binding, space).stream()
                        .filter(AnonymousAccess::isOpen)
                        .findFirst()
                        .map(link -> disabled(space, link, true))));
    }

    /** Gives anonymous access, by the link that is there or a new one. */
    static Step open(Function<Binding, Optional<String>> spaceId) {
        return Step.updatesIf("open anonymous access", binding -> spaceId.apply(binding)
                        .flatMap(space -> opening(binding, space)))
                .settling(
                        PATIENCE,
                        problem -> problem instanceof QlikException.Uncertain
                                || problem instanceof QlikException.Conflict);
    }

    private static Optional<QlikRequest> opening(Binding binding, String space) {
        List<JsonNode> links = ofApp(binding, space);
        if (links.stream().anyMatch(AnonymousAccess::isOpen)) {
            return Optional.empty();
        }
        return Optional.of(links.isEmpty() ? created(space, binding.ownId()) : disabled(space, links.get(0), false));
    }

    private static List<JsonNode> ofApp(Binding binding, String space) {
        String app = binding.ownId();
        QlikRequest links = QlikRequest.of(Operations.GET_SPACE_SHARES)
                .path("spaceId", space)
                .query("type", "link")
                .query("resourceId", app);
        return binding.qlik().list(links).stream()
                .filter(link -> link.path("resourceId").asText().equals(app))
                .toList();
    }

    /** The contract asks for an assignee, and nothing says whom a link is for. */
    private static QlikRequest created(String space, String app) {
        ObjectNode body = JsonValues.object();
        body.put("type", "link").put("assigneeId", "");
        body.put("resourceType", "app").put("resourceId", app);
        body.set("roles", JsonValues.array().add("consumer"));
        return QlikRequest.of(Operations.CREATE_SPACE_SHARE)
                .path("spaceId", space)
                .json(body);
    }

    private static QlikRequest disabled(String space, JsonNode link, boolean value) {
        return QlikRequest.of(Operations.PATCH_SHARE)
                .path("spaceId", space)
                .path("shareId", link.path("id").asText())
                .json(JsonValues.array().add(JsonValues.replace("/disabled", BooleanNode.valueOf(value))));
    }
}
