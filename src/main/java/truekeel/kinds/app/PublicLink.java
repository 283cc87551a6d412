package truekeel.kinds.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Look;
import truekeel.kinds.OwnAccess;
import truekeel.kinds.Reads;
import truekeel.kinds.RoleNames;
import truekeel.model.KindName;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.AccessOperations;
import truekeel.qlik.Operations;
import truekeel.qlik.QlikRequest;

/**
 * What Qlik asks for before an app can be opened to anybody with the link (qlik.dev, "Anonymous access"): each
 * condition by its name, and whether it is met. What the published API does not tell is said to be so, and never
 * guessed: then Qlik itself decides.
 */
final class PublicLink {
    private static final KindName ROLE = KindName.of("Role");
    private static final String EVERYONES_ROLE = "UserDefault";
    private static final String SUBSCRIPTION = "a subscription to Qlik Anonymous Access";
    private static final String UNKNOWN = "cannot be checked";

    private final Optional<String> scope;

    /** @param scope the id of the scope behind <i>Public link creation</i>, which Qlik does not publish */
    PublicLink(Optional<String> scope) {
        this.scope = scope;
    }

    /** One condition. */
    private record Condition(String name, String state, boolean isMissing) {
        @Override
        public String toString() {
            return name + " (" + state + ")";
        }
    }

    /** For people, beside the difference: every condition, as far as it is known before anything is read for it. */
    String remark(boolean linkThere) {
        List<Condition> conditions = List.of(
                subscription(linkThere),
                new Condition("a managed space", "the app is in one", false),
                new Condition("the role Can manage there", "Truekeel's bot takes it", false),
                new Condition(
                        creation(),
                        scope.isPresent() ? "checked before the first write" : UNKNOWN + ": " + unset(),
                        false));
        String remark = "Opening it takes " + told(conditions) + ".";
        return linkThere
                ? remark
                        + " Its link will be the one it had before; a new access code can only be made by hand, in Qlik."
                : remark;
    }

    /** Why the app cannot be opened; reads our own roles and the space, so ask only when it is about to be. */
    Optional<Refusal> objection(Wish wish, List<Change> plan, Look look) {
        List<Condition> conditions = new ArrayList<>();
        boolean managed = wish.wantsPublishing() || wish.isLivePublished();
        conditions.add(subscription(hasLink(wish, look)));
        conditions.add(
                managed
                        ? new Condition("a managed space", "yes", false)
                        : new Condition("a managed space", "the app is not published to one", true));
        if (managed) {
            conditions.add(role(wish, look));
            conditions.add(creation(plan, look));
        }
        return conditions.stream().anyMatch(Condition::isMissing)
                ? Optional.of(refusal(wish, conditions, managed))
                : Optional.empty();
    }

    private static Condition subscription(boolean linkThere) {
        return new Condition(SUBSCRIPTION, linkThere ? "yes, the space has such links" : UNKNOWN, false);
    }

    /** A link that is there can only have been made by a tenant that may have some. */
    private static boolean hasLink(Wish wish, Look look) {
        return liveSpace(wish)
                .filter(space -> !look.shares().links(space).isEmpty())
                .isPresent();
    }

    private static Optional<String> liveSpace(Wish wish) {
        return wish.liveSpaceId().filter(any -> wish.isLivePublished());
    }

    private static Condition role(Wish wish, Look look) {
        String name = "the role Can manage in the space";
        if (look.qlik().identity().roles().contains(RoleNames.TENANT_ADMIN)) {
            return new Condition(name, "Truekeel's bot takes it", false);
        }
        Optional<JsonNode> space = liveSpace(wish)
                .flatMap(id -> Reads.one(
                        look.qlik(), QlikRequest.of(Operations.GET_SPACE).path("spaceId", id)));
        if (space.isEmpty()) {
            return new Condition(name, UNKNOWN, false);
        }
        boolean owns = space.get()
                .path("ownerId")
                .asText()
                .equals(look.qlik().identity().userId());
        boolean has =
                owns || JsonValues.texts(space.get().path("meta").path("roles")).contains("facilitator");
        return new Condition(name, has ? "yes" : "no, and the bot is no TenantAdmin who could take it", !has);
    }

    private Condition creation(List<Change> plan, Look look) {
        if (scope.isEmpty()) {
            return new Condition(creation(), UNKNOWN + ": " + unset(), false);
        }
        String wanted = scope.get();
        if (plan.stream().anyMatch(change -> gives(change, wanted))) {
            return new Condition(creation(), "a role gets it in this plan", false);
        }
        OwnAccess own = OwnAccess.of(look.qlik());
        Set<String> held = new TreeSet<>(own.direct());
        held.addAll(own.throughGroups());
        held.add(EVERYONES_ROLE);
        boolean has = look.qlik().list(QlikRequest.of(AccessOperations.GET_ROLES)).stream()
                .filter(role -> held.contains(role.path("name").asText()))
                .anyMatch(role -> JsonValues.texts(role.path("assignedScopes")).contains(wanted));
        return new Condition(
                creation(),
                has ? "yes" : "no, none of the bot's roles " + String.join(", ", held) + " has the scope " + wanted,
                !has);
    }

    private static boolean gives(Change change, String scope) {
        return change.kind().equals(ROLE)
                && change.action().writes()
                && change.desired()
                        .filter(role -> role.spec().items("assignedScopes").contains(Value.text(scope)))
                        .isPresent();
    }

    private static String creation() {
        return "the permission Public link creation";
    }

    private static String unset() {
        return "truekeel.qlik.public-link-scope is not set";
    }

    private static String told(List<Condition> conditions) {
        return String.join(", ", conditions.stream().map(Condition::toString).toList());
    }

    private static Refusal refusal(Wish wish, List<Condition> conditions, boolean managed) {
        return Refusal.of(
                RefusalCode.CANNOT_CREATE,
                wish.change().ref(),
                wish.change().ref() + " cannot be opened to anybody with the link. It takes " + told(conditions) + ".",
                managed
                        ? "Give the bot what is missing; Public link creation belongs to UserDefault or a custom role."
                        : "Add publish.space, or take anonymousAccess away.",
                false);
    }
}
