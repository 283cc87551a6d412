package truekeel.kinds.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Stream;
import truekeel.kinds.Look;
import truekeel.kinds.Reads;
import truekeel.kinds.Seen;
import truekeel.plan.FieldDiff;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.AccessOperations;
import truekeel.qlik.QlikRequest;

/** What must hold before an app is shared with somebody. */
final class SharingChecks {
    private static final String ADDED = "user=";

    private SharingChecks() {}

    /** Why the app cannot be shared as its manifest asks; reads the owner only where a user is to be added. */
    static Optional<Refusal> objection(Wish wish, Look look) {
        if (wish.desired().spec().items(Sharing.FIELD).isEmpty()) {
            return Optional.empty();
        }
        if (!wish.wantsPublishing() && !wish.isLivePublished()) {
            return Optional.of(refusal(
                    wish,
                    "It is not published to a managed space.",
                    "Add publish.space, or take access away and make people members of the shared space."));
        }
        return owner(wish, look)
                .filter(owner -> added(wish).anyMatch(user -> isNamed(owner, user)))
                .map(owner -> refusal(
                        wish,
                        "The app belongs to "
                                + owner.path("subject").asText()
                                + ", and an owner may open it without a share.",
                        "Take the owner out of access."));
    }

    /** The owner that no manifest names; a declared one is compared when manifests are read. */
    private static Optional<JsonNode> owner(Wish wish, Look look) {
        Optional<String> id = wish.live()
                .flatMap(live -> live.facts().text(Seen.OWNER_ID))
                .filter(owner ->
                        !owner.isEmpty() && !owner.equals(look.qlik().identity().userId()));
        return wish.owner().isPresent() || added(wish).findAny().isEmpty()
                ? Optional.empty()
                : id.flatMap(user -> Reads.one(
                        look.qlik(), QlikRequest.of(AccessOperations.GET_USER).path("userId", user)));
    }

    private static Stream<String> added(Wish wish) {
        return wish.change().fields().stream()
                .filter(field -> field.live().isNull())
                .map(FieldDiff::path)
                .filter(path -> path.first().equals(Sharing.FIELD))
                .map(path -> path.last())
                .filter(element -> element.startsWith(ADDED))
                .map(element -> element.substring(ADDED.length()));
    }

    private static boolean isNamed(JsonNode owner, String user) {
        return owner.path("subject").asText().equals(user)
                || owner.path("email").asText().equalsIgnoreCase(user);
    }

    private static Refusal refusal(Wish wish, String why, String liftedBy) {
        return Refusal.of(
                RefusalCode.CANNOT_CREATE,
                wish.change().ref(),
                wish.change().ref() + " cannot be shared as its manifest says: " + why,
                liftedBy,
                false);
    }
}
