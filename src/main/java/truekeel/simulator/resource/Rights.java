package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import truekeel.simulator.Caller;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Problem;

/**
 * What the caller of one request may do in spaces and with the apps in them. A tenant admin manages spaces and members
 * and sees what spaces hold, but gets no role from it: content needs a role, or ownership of the space, which counts as
 * every role.
 */
final class Rights {
    private final Exchange exchange;
    private final Caller caller;

    private Rights(Exchange exchange) {
        this.exchange = exchange;
        this.caller = exchange.caller();
    }

    static Rights of(Exchange exchange) {
        return new Rights(exchange);
    }

    /** The space as the caller sees it; a 404 when it does not exist or is invisible to the caller. */
    ObjectNode space(String id) {
        return exchange.table("spaces").get(id).filter(this::sees).orElseThrow(() -> Problem.notFound(
                        "The space " + id + " does not exist.")
                .code("SpaceNotFound"));
    }

    boolean owns(ObjectNode space) {
        return space.path("ownerId").asText().equals(caller.userId());
    }

    /** Roles from assignments to the caller or one of the caller's groups, sorted; ownership adds none. */
    Set<String> roles(ObjectNode space) {
        return roles(space, Instant.MAX);
    }

    private Set<String> roles(ObjectNode space, Instant since) {
        Set<String> roles = new TreeSet<>();
        for (ObjectNode assignment : exchange.table("assignments").rows()) {
            if (assignment.path("spaceId").asText().equals(space.path("id").asText())
                    && isMine(assignment)
                    && !AppStore.time(assignment, "createdAt").isAfter(since)) {
                roles.addAll(Json.texts(assignment.path("roles")));
            }
        }
        return roles;
    }

    /** Whether an assignment or a share is for the caller. */
    private boolean isMine(ObjectNode assignment) {
        String assignee = assignment.path("assigneeId").asText();
        return switch (assignment.path("type").asText()) {
            case "user", "bot" -> assignee.equals(caller.userId());
            case "group" -> caller.groups().contains(assignee);
            default -> false;
        };
    }

    /** Whether the caller owns the space or has one of these roles in it. */
    boolean has(ObjectNode space, String... wanted) {
        Set<String> roles = roles(space);
        return owns(space) || List.of(wanted).stream().anyMatch(roles::contains);
    }

    boolean sees(ObjectNode space) {
        return owns(space) || seesAll() || !roles(space).isEmpty();
    }

    private boolean seesAll() {
        return caller.isAdmin() && exchange.tenant().options().adminSeesAllSpaces();
    }

    /** Rename, describe, delete, manage members. */
    boolean manages(ObjectNode space) {
        return owns(space) || caller.isAdmin() || has(space, "facilitator");
    }

    /** Change the owner. */
    boolean givesAway(ObjectNode space) {
        return owns(space) || caller.isAdmin();
    }

    /** Put apps into the space and change them there; never true for a managed space. */
    boolean edits(ObjectNode space) {
        return type(space) == SpaceType.SHARED && has(space, "producer");
    }

    /** Make and change connections and files of the space. */
    boolean keepsData(ObjectNode space) {
        return type(space) == SpaceType.SHARED ? has(space, "producer") : has(space, "facilitator", "operator");
    }

    boolean publishesInto(ObjectNode space) {
        return type(space) == SpaceType.MANAGED && has(space, "publisher");
    }

    static SpaceType type(ObjectNode space) {
        return SpaceType.of(space.path("type").asText())
                .orElseThrow(() -> new IllegalStateException("A space without type. This is a bug in Truekeel."));
    }

    /** The app's space; empty for an app in a personal space or whose space is gone. */
    Optional<ObjectNode> spaceOf(ObjectNode app) {
        return exchange.table("spaces").get(app.path("spaceId").asText());
    }

    boolean ownsApp(ObjectNode app) {
        return app.path("ownerId").asText().equals(caller.userId());
    }

    /** Whether the caller may read the app's description. Other people's personal apps need {@code admin.apps}. */
    boolean seesApp(ObjectNode app) {
        if (caller.may("admin.apps")) {
            return true;
        }
        if (app.path("spaceId").asText().isEmpty()) {
            return ownsApp(app) || (isDistributed(app) && caller.isAdmin());
        }
        Optional<ObjectNode> space = spaceOf(app);
        return space.isEmpty() ? ownsApp(app) || caller.isAdmin() : seesIn(space.get()) || isShared(app);
    }

    private boolean seesIn(ObjectNode space) {
        boolean lags = type(space) == SpaceType.MANAGED;
        Instant since = lags ? exchange.now().minus(exchange.tenant().options().memberLag()) : Instant.MAX;
        return owns(space) || seesAll() || !roles(space, since).isEmpty();
    }

    private boolean isShared(ObjectNode app) {
        String id = app.path("id").asText();
        return exchange.table("shares")
                .first(share -> share.path("resourceId").asText().equals(id) && isMine(share))
                .isPresent();
    }

    /** Whether the app came from a client-managed site and waits for a space: no owner, no space. */
    static boolean isDistributed(ObjectNode app) {
        return cameFromClientManaged(app) && app.path("spaceId").asText().isEmpty();
    }

    /** Such an app can be viewed wherever it is put; it has no source in the cloud, so nothing is published over it. */
    static boolean cameFromClientManaged(ObjectNode app) {
        return app.path("published").asBoolean()
                && app.path("originAppId").asText().isEmpty();
    }

    /** Edit right on the app's content, which exporting, copying and publishing it need too. */
    boolean editsApp(ObjectNode app) {
        if (app.path("spaceId").asText().isEmpty()) {
            return ownsApp(app);
        }
        return spaceOf(app).filter(this::edits).isPresent();
    }

    /** Name and description: an editor, in a managed space whoever may manage or publish there. */
    boolean describesApp(ObjectNode app) {
        return editsApp(app)
                || spaceOf(app)
                        .filter(space -> type(space) == SpaceType.MANAGED && has(space, "facilitator", "publisher"))
                        .isPresent();
    }

    /** Delete, in a managed space also change owner and shares: the owner of the space or a facilitator. */
    boolean managesApp(ObjectNode app) {
        return spaceOf(app).map(space -> has(space, "facilitator")).orElseGet(() -> ownsApp(app));
    }
}
