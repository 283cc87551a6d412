package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import truekeel.simulator.Answer;
import truekeel.simulator.Body;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Problem;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;
import truekeel.simulator.Stamp;

/**
 * Where an app is and whose it is: publish, republish, owner, space.
 *
 * <p>POST publish copies (or moves) an app into a managed space: twice makes two apps, as names are not unique there
 * either. PUT publish replaces the content of a published app and keeps its id, shares and community objects.
 * Unconfirmed points, read strictly: a refused origin check is a 400 and the check is on unless switched off; texts
 * that a republish does not give come from the source app; a space too new for publishing looks missing (404); the item
 * of a published app stays, unless the tenant option {@code republishNewItem} says that it is another.
 */
final class AppPublishing implements Resource {
    private static final String PATH = "/api/v1/apps/{appId}";

    @Override
    public Dialect dialect() {
        return Apps.DIALECT;
    }

    @Override
    public void register(Routes routes) {
        routes.post(PATH + "/publish", this::publish);
        routes.put(PATH + "/publish", this::republish);
        routes.put(PATH + "/owner", this::giveAway);
        routes.put(PATH + "/space", this::move);
        routes.delete(PATH + "/space", this::moveHome);
    }

    private Answer publish(Exchange exchange) {
        ObjectNode source = AppStore.require(exchange);
        requireEditing(exchange, source);
        Body body = exchange.body();
        ObjectNode space = publishingSpace(exchange, body.required("spaceId"));
        Body attributes = Apps.attributes(body);
        String data = body.oneOf("data", "source", "target").orElse("source");
        if (body.flag("moveApp").orElse(false)) {
            return moveIn(exchange, source, space, body.required("originAppId"), attributes);
        }
        ObjectNode app = AppStore.fresh(
                exchange,
                source.path("name").asText(),
                source.path("description").asText(),
                space.path("id").asText(),
                source.path("_content").asText());
        Apps.describe(app, attributes);
        for (String kept : List.of("usage", "hasSectionAccess", "thumbnail")) {
            app.set(kept, source.path(kept).deepCopy());
        }
        app.put("_data", "");
        if (data.equals("source")) {
            takeData(source, app);
        }
        app.put("originAppId", source.path("id").asText());
        app.put("publishTime", Stamp.millis(exchange.now()));
        AppStore.add(exchange, app);
        AppStore.copyParts(exchange, source.path("id").asText(), app.path("id").asText());
        AppStore.audit(exchange, "com.qlik.app.published", app);
        return AppView.answer(exchange, app);
    }

    private static Answer moveIn(Exchange exchange, ObjectNode app, ObjectNode space, String origin, Body attributes) {
        Apps.describe(app, attributes);
        app.put("spaceId", space.path("id").asText());
        app.put("originAppId", origin);
        app.put("publishTime", Stamp.millis(exchange.now()));
        Shares.forget(exchange, app.path("id").asText());
        AppStore.changed(exchange, app);
        AppStore.audit(exchange, "com.qlik.app.published", app);
        return AppView.answer(exchange, app);
    }

    private Answer republish(Exchange exchange) {
        ObjectNode source = AppStore.require(exchange);
        requireEditing(exchange, source);
        Body body = exchange.body();
        ObjectNode target = AppStore.require(exchange, body.required("targetId"));
        if (target.path("publishTime").asText().isEmpty()) {
            throw body.bad("targetId", "The target is not a published app.");
        }
        if (Rights.cameFromClientManaged(target)) {
            throw Problem.forbidden("An app that came from a client-managed site is not published over.");
        }
        publishingSpace(exchange, target.path("spaceId").asText());
        boolean checked = body.flag("checkOriginAppId").orElse(true);
        if (checked && !target.path("originAppId").equals(source.path("id"))) {
            throw body.bad("checkOriginAppId", "The target was published from another app.");
        }
        String data = body.oneOf("data", "source", "target").orElse("source");
        ObjectNode changed = target.deepCopy();
        changed.set("name", source.path("name"));
        changed.set("description", source.path("description"));
        Apps.describe(changed, Apps.attributes(body));
        for (String replaced : List.of("usage", "hasSectionAccess", "thumbnail", "_content")) {
            changed.set(replaced, source.path(replaced).deepCopy());
        }
        if (data.equals("source")) {
            takeData(source, changed);
        }
        changed.set("originAppId", source.path("id"));
        changed.put("publishTime", Stamp.millis(exchange.now()));
        target.setAll(changed);
        AppStore.copyParts(
                exchange, source.path("id").asText(), target.path("id").asText());
        if (exchange.tenant().options().flag("republishNewItem", false)) {
            ItemIndex.of(exchange).remove(target.path("id").asText());
        }
        AppStore.changed(exchange, target);
        AppStore.audit(exchange, "com.qlik.app.published", target);
        return AppView.answer(exchange, target);
    }

    private static void takeData(ObjectNode source, ObjectNode target) {
        target.set("_data", source.path("_data").deepCopy());
        target.set("lastReloadTime", source.path("lastReloadTime").deepCopy());
    }

    private static void requireEditing(Exchange exchange, ObjectNode source) {
        if (!Rights.of(exchange).editsApp(source)) {
            throw Problem.forbidden("The caller may not edit the source app.");
        }
    }

    private static ObjectNode publishingSpace(Exchange exchange, String id) {
        Rights rights = Rights.of(exchange);
        ObjectNode space = rights.space(id);
        if (Rights.type(space) != SpaceType.MANAGED) {
            throw Problem.badField("/spaceId", "Apps are published to managed spaces only.");
        }
        if (!rights.publishesInto(space)) {
            throw Problem.forbidden("The caller may not publish to this space.");
        }
        Instant ready = AppStore.time(space, "createdAt")
                .plus(exchange.tenant().options().publishDelay());
        if (exchange.now().isBefore(ready)) {
            throw Problem.notFound("The space " + id + " is not known yet.");
        }
        return space;
    }

    private Answer giveAway(Exchange exchange) {
        ObjectNode app = AppStore.require(exchange);
        Rights rights = Rights.of(exchange);
        boolean published = !app.path("publishTime").asText().isEmpty();
        if (!rights.managesApp(app) && (published || !rights.ownsApp(app))) {
            throw Problem.forbidden("The caller may not change the owner of this app.");
        }
        Body body = exchange.body();
        String owner = body.required("ownerId");
        if (exchange.table("users").get(owner).isEmpty()) {
            throw Problem.notFound("There is no user " + owner + ".");
        }
        app.put("ownerId", owner);
        AppStore.changed(exchange, app);
        return AppView.answer(exchange, app);
    }

    /** An app from a client-managed site goes into a managed space, every other between personal and shared spaces. */
    private Answer move(Exchange exchange) {
        ObjectNode app = AppStore.require(exchange);
        String spaceId = exchange.body().required("spaceId");
        if (Rights.isDistributed(app)) {
            if (!exchange.caller().isAdmin()) {
                throw Problem.forbidden("Only a tenant admin may move a distributed app.");
            }
            ObjectNode space = publishingSpace(exchange, spaceId);
            app.put("publishTime", Stamp.millis(exchange.now()));
            app.put("ownerId", exchange.caller().userId());
            return placed(exchange, app, space.path("id").asText());
        }
        requireMoving(exchange, app);
        return placed(exchange, app, Apps.target(exchange, spaceId));
    }

    private Answer moveHome(Exchange exchange) {
        ObjectNode app = AppStore.require(exchange);
        requireMoving(exchange, app);
        return placed(exchange, app, "");
    }

    private static void requireMoving(Exchange exchange, ObjectNode app) {
        Rights rights = Rights.of(exchange);
        if (!app.path("publishTime").asText().isEmpty()) {
            throw Problem.forbidden("A published app stays in its space.");
        }
        if (!rights.ownsApp(app) && !rights.managesApp(app)) {
            throw Problem.forbidden("The caller may not move this app.");
        }
    }

    private static Answer placed(Exchange exchange, ObjectNode app, String spaceId) {
        if (!app.path("spaceId").asText().equals(spaceId)) {
            Shares.forget(exchange, app.path("id").asText());
        }
        app.put("spaceId", spaceId);
        AppStore.changed(exchange, app);
        return AppView.answer(exchange, app);
    }
}
