package truekeel.kinds.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Step;
import truekeel.model.KindName;
import truekeel.model.Value;
import truekeel.plan.FieldDiff;
import truekeel.qlik.Operations;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;

/**
 * The calls that share a published app with users and groups, or end it. A share names the app by its id, so that it
 * survives every republish; its assignee is given once, its roles can change.
 */
final class Sharing {
    static final String FIELD = "access";
    static final Map<String, KindName> TYPES = Map.of("user", KindName.of("User"), "group", KindName.of("Group"));
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ROLES = "roles";
    private static final String LISTED = "listed the shares";
    private static final String SHARE = "share of ";
    private static final String SENT = "tried to share with ";

    private final Wish wish;

    Sharing(Wish wish) {
        this.wish = wish;
    }

    /** Takes away what is too much, before anything else of the app changes. */
    List<Step> withdrawals(Function<Binding, Optional<String>> space) {
        List<Step> steps = new ArrayList<>();
        for (FieldDiff field : differences()) {
            if (field.desired().isNull() && field.live() instanceof Value.Fields share) {
                steps.add(withdrawal(share, space));
            } else if (field.desired().isNull() && field.live() instanceof Value.Items all) {
                all.values().forEach(share -> steps.add(withdrawal((Value.Fields) share, space)));
            }
        }
        return steps;
    }

    /** Gives what is missing and sets other roles, once the app is what it shall be. */
    List<Step> grants(Function<Binding, Optional<String>> space) {
        List<Step> steps = new ArrayList<>();
        for (FieldDiff field : differences()) {
            if (field.live().isNull() && field.desired() instanceof Value.Fields share) {
                steps.add(grant(share, space));
            } else if (field.path().last().equals(ROLES)) {
                steps.add(roles(field, space));
            }
        }
        return steps;
    }

    /** Everything that is declared, for an app that is yet to be published. */
    List<Step> all(Function<Binding, Optional<String>> space) {
        return wish.desired().spec().items(FIELD).stream()
                .map(share -> grant((Value.Fields) share, space))
                .toList();
    }

    private List<FieldDiff> differences() {
        return wish.change().fields().stream()
                .filter(field -> field.path().first().equals(FIELD))
                .toList();
    }

    private Step withdrawal(Value.Fields share, Function<Binding, Optional<String>> space) {
        Assignee who = Assignee.of(share);
        return Step.deletesIf("end share with " + who, binding -> space.apply(binding)
                .flatMap(id -> seenShare(binding, who).map(shareId -> QlikRequest.of(Operations.DELETE_SPACE_SHARE)
                        .path("spaceId", id)
                        .path("shareId", shareId))));
    }

    private Optional<String> seenShare(Binding binding, Assignee who) {
        return wish.live().flatMap(live -> live.facts().fields(Shares.IDS).text(who.id(binding)));
    }

    /** Looks first, since a share is none of the creates that are looked up by the app's own key. */
    private static Step grant(Value.Fields share, Function<Binding, Optional<String>> space) {
        Assignee who = Assignee.of(share);
        return Step.updatesIf("share with " + who, binding -> space.apply(binding)
                        .flatMap(id -> granting(binding, id, who, share)))
                .settling(
                        PATIENCE,
                        problem -> problem instanceof QlikException.Uncertain
                                || problem instanceof QlikException.Conflict);
    }

    private static Optional<QlikRequest> granting(Binding binding, String space, Assignee who, Value.Fields share) {
        String assignee = who.id(binding);
        if (binding.value(LISTED).isEmpty() || binding.value(SENT + assignee).isPresent()) {
            list(binding, space);
        }
        if (binding.value(SHARE + assignee).isPresent()) {
            return Optional.empty();
        }
        binding.value(SENT + assignee, "yes");
        ObjectNode body = JsonValues.object();
        body.put("type", who.type()).put("assigneeId", assignee);
        body.put("resourceType", "app").put("resourceId", binding.ownId());
        body.set(ROLES, JsonValues.listOrEmpty(share.get(ROLES).orElse(Value.nothing())));
        return Optional.of(QlikRequest.of(Operations.CREATE_SPACE_SHARE)
                .path("spaceId", space)
                .json(body));
    }

    /** One list serves all shares of the change, unless an answer was lost. */
    private static void list(Binding binding, String space) {
        QlikRequest shares = QlikRequest.of(Operations.GET_SPACE_SHARES)
                .path("spaceId", space)
                .query("resourceId", binding.ownId());
        for (JsonNode share : binding.qlik().list(shares)) {
            boolean ours = share.path("resourceId").asText().equals(binding.ownId());
            if (ours && TYPES.containsKey(share.path("type").asText())) {
                binding.value(
                        SHARE + share.path("assigneeId").asText(),
                        share.path("id").asText());
            }
        }
        binding.value(LISTED, "yes");
    }

    /** The path of a changed element is {@code /access/user=<who>/roles}. */
    private Step roles(FieldDiff field, Function<Binding, Optional<String>> space) {
        String element = field.path().segments().get(1);
        Assignee who = wish.desired().spec().items(FIELD).stream()
                .map(share -> Assignee.of((Value.Fields) share))
                .filter(candidate -> element.equals(candidate.type() + "=" + candidate.reference()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "There is no " + element + " in " + wish.change().ref() + ". This is a bug in Truekeel."));
        return Step.updatesIf("set roles of the share with " + who, binding -> space.apply(binding)
                .flatMap(id -> seenShare(binding, who).map(shareId -> QlikRequest.of(Operations.PATCH_SHARE)
                        .path("spaceId", id)
                        .path("shareId", shareId)
                        .json(JsonValues.array()
                                .add(JsonValues.replace("/roles", JsonValues.json(field.desired())))))));
    }

    /** Whom a share is for, as a manifest or a look writes it. */
    private record Assignee(String type, Value reference) {
        static Assignee of(Value.Fields share) {
            String type = share.get("user").filter(user -> !user.isNull()).isPresent() ? "user" : "group";
            return new Assignee(type, share.get(type).orElse(Value.nothing()));
        }

        String id(Binding binding) {
            return binding.idOfSeen(TYPES.getOrDefault(type, KindName.of("User")), reference);
        }

        @Override
        public String toString() {
            return type + " " + reference;
        }
    }
}
