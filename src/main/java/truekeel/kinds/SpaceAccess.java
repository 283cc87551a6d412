package truekeel.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import truekeel.model.KindName;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.qlik.Operations;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;

/**
 * The access that our bot needs in a space it does not own: being a tenant admin is not being a member. It is taken
 * once, added to the roles the bot has there already, and never declared, compared or removed.
 */
public final class SpaceAccess {
    private static final KindName SPACE = KindName.of("Space");
    private static final Set<String> STAGING = Set.of("producer");
    private static final Set<String> PUBLISHING = Set.of("facilitator", "publisher");
    private static final Set<String> MANAGING = Set.of("facilitator");

    private SpaceAccess() {}

    /** To put apps into a shared space and change them there. */
    public static Step toStage(Function<Binding, Optional<String>> spaceId) {
        return step("take access to the stage space", spaceId, type -> STAGING);
    }

    /** To put apps into a managed space, and to manage and share them there. */
    public static Step toPublish(Function<Binding, Optional<String>> spaceId) {
        return step("take access to the managed space", spaceId, type -> PUBLISHING);
    }

    /** To end shares in a managed space. */
    public static Step toShare(String spaceId) {
        return step("take access to the space " + spaceId, binding -> Optional.of(spaceId), type -> MANAGING);
    }

    /** The call that gives us the access to stage in a space of any tenant; empty when we have it. */
    public static Optional<QlikRequest> toStage(QlikTenant qlik, String spaceId) {
        return request(qlik, spaceId, type -> STAGING);
    }

    /** To bring what apps load their data from into the space that is declared. */
    public static Step toBringData(Change change) {
        Value space = change.desired().orElseThrow().spec().get("space").orElseThrow();
        return toKeepData("take access to the space", binding -> Optional.of(binding.idOf(SPACE, space)));
    }

    /**
     * To change what apps load their data from, or take it away, in the space where it is.
     *
     * @param noun what people call it, such as {@code file}
     */
    public static Step toChangeData(String noun, Change change) {
        Optional<String> space = change.live().flatMap(live -> live.facts().text(Seen.SPACE_ID));
        return toKeepData("take access to the " + noun, binding -> space);
    }

    private static Step toKeepData(String name, Function<Binding, Optional<String>> spaceId) {
        return step(name, spaceId, SpaceAccess::staging);
    }

    /** Whoever manages a managed or data space may do there what takes a producer in a shared one. */
    private static Set<String> staging(String type) {
        return type.equals("shared") ? STAGING : MANAGING;
    }

    /** To reload apps, and to have them reloaded in our name; an app in no space asks for nothing. */
    public static Step toReload(Function<Binding, Optional<String>> spaceId) {
        return step("take access to the app's space", spaceId, SpaceAccess::staging);
    }

    /** @param roles by the type of the space */
    private static Step step(
            String name, Function<Binding, Optional<String>> spaceId, Function<String, Set<String>> roles) {
        return Step.updatesIf(
                name, binding -> spaceId.apply(binding).flatMap(id -> request(binding.qlik(), id, roles)));
    }

    private static Optional<QlikRequest> request(QlikTenant qlik, String spaceId, Function<String, Set<String>> roles) {
        JsonNode space = qlik.get(QlikRequest.of(Operations.GET_SPACE).path("spaceId", spaceId));
        Set<String> needed = new TreeSet<>(roles.apply(space.path("type").asText()));
        String self = qlik.identity().userId();
        if (space.path("ownerId").asText().equals(self)
                || JsonValues.texts(space.path("meta").path("roles")).containsAll(needed)) {
            return Optional.empty();
        }
        List<JsonNode> assignments = qlik
                .list(QlikRequest.of(Operations.GET_SPACE_ASSIGNMENTS)
                        .path("spaceId", spaceId)
                        .query("assigneeId", self))
                .stream()
                .filter(assignment -> assignment.path("assigneeId").asText().equals(self))
                .toList();
        if (assignments.isEmpty()) {
            return Optional.of(QlikRequest.of(Operations.CREATE_SPACE_ASSIGNMENT)
                    .path("spaceId", spaceId)
                    .json(JsonValues.object()
                            .put("type", "user")
                            .put("assigneeId", self)
                            .set("roles", roles(needed))));
        }
        return added(spaceId, assignments.get(0), needed);
    }

    private static Optional<QlikRequest> added(String spaceId, JsonNode assignment, Set<String> needed) {
        Set<String> roles = new TreeSet<>(JsonValues.texts(assignment.path("roles")));
        if (!roles.addAll(needed)) {
            return Optional.empty();
        }
        return Optional.of(QlikRequest.of(Operations.UPDATE_SPACE_ASSIGNMENT)
                .path("spaceId", spaceId)
                .path("assignmentId", assignment.path("id").asText())
                .json(JsonValues.object().set("roles", roles(roles))));
    }

    private static ArrayNode roles(Set<String> roles) {
        ArrayNode array = JsonValues.array();
        roles.forEach(array::add);
        return array;
    }
}
