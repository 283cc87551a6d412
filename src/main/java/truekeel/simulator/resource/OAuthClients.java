package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import truekeel.simulator.Answer;
import truekeel.simulator.Body;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.JsonPatch;
import truekeel.simulator.Paging;
import truekeel.simulator.PatchOp;
import truekeel.simulator.Problem;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;
import truekeel.simulator.ScimFilter;
import truekeel.simulator.Sort;
import truekeel.simulator.Stamp;

/**
 * {@code /api/v1/oauth-clients}: a secret is told once, in the answer that makes it. Two of one name are taken. A list
 * tells how consent is given, a single read does not (unconfirmed). The 201st client of a tenant is a 400
 * (unconfirmed). A patch is taken by the letter of RFC 6902.
 */
final class OAuthClients implements Resource {
    static final String TABLE = "oauthClients";
    private static final String PATH = "/api/v1/oauth-clients";
    private static final String CONFIG = PATH + "/{id}/connection-configs/me";
    private static final Paging PAGING = Paging.nextPrev(20, 100);
    private static final int MOST = 200;
    private static final Set<String> EQUALS = Set.of("eq", "ne", "co", "sw");
    private static final ScimFilter FILTER =
            ScimFilter.none().allow(EQUALS, "clientId", "clientName", "appType", "tenantId", "createdByType");
    private static final String[] PATHS = {
        "/allowedOrigins",
        "/clientName",
        "/clientUri",
        "/description",
        "/logoUri",
        "/redirectUris",
        "/allowedScopes",
        "/allowedGrantTypes",
        "/publicKeys",
        "/allowedAuthMethods",
        "/jwksUri"
    };
    private static final JsonPatch PATCH =
            JsonPatch.closed().replace(PATHS).allow("add", PATHS).allow("remove", PATHS);
    private static final JsonPatch CONSENT = JsonPatch.closed().replace("/consentMethod");

    @Override
    public Dialect dialect() {
        return new Dialect(Dialect.Shape.COMMON, "OAUTH-CLIENTS-");
    }

    @Override
    public void register(Routes routes) {
        routes.get(PATH, this::list);
        routes.post(PATH, this::create);
        routes.get(PATH + "/{id}", exchange -> Answer.ok(view(row(exchange), exchange)));
        routes.patch(PATH + "/{id}", this::patch);
        routes.delete(PATH + "/{id}", this::delete);
        routes.post(PATH + "/{id}/actions/publish", this::publish);
        routes.post(PATH + "/{id}/client-secrets", this::addSecret);
        routes.delete(PATH + "/{id}/client-secrets/{hint}", this::removeSecret);
        routes.get(CONFIG, exchange -> Answer.ok(consent(row(exchange))));
        routes.patch(CONFIG, this::changeConsent);
        routes.delete(CONFIG, this::resetConsent);
    }

    private Answer list(Exchange exchange) {
        List<ObjectNode> found = exchange.query("filter")
                .map(FILTER::parse)
                .map(condition -> exchange.table(TABLE).where(condition))
                .orElseGet(() -> exchange.table(TABLE).rows());
        Sort sort = Sort.from(exchange, Sort.inserted(), List.of("clientName", "appType", "createdAt", "updatedAt"));
        ObjectNode body = PAGING.page(exchange, found, sort).envelope(row -> listed(row, exchange));
        if (exchange.flag("totalResults")) {
            body.put("totalResults", found.size());
        }
        return Answer.ok(body);
    }

    private static ObjectNode listed(ObjectNode row, Exchange exchange) {
        ObjectNode view = view(row, exchange);
        if (exchange.caller().isAdmin()) {
            view.set("connectionConfig", consent(row));
        }
        return view;
    }

    /** Who is no admin sees what a client is called, and not how it signs in. */
    private static ObjectNode view(ObjectNode row, Exchange exchange) {
        ObjectNode view = Json.served(row);
        if (!exchange.caller().isAdmin()) {
            view.remove(List.of("clientSecrets", "redirectUris", "allowedOrigins", "publicKeys", "jwksUri"));
        }
        return view;
    }

    private static ObjectNode consent(ObjectNode row) {
        return Json.object().put("consentMethod", row.path("_consent").asText("required"));
    }

    private static ObjectNode row(Exchange exchange) {
        return exchange.table(TABLE).require(exchange.param("id"));
    }

    private static ObjectNode rowOfAdmin(Exchange exchange) {
        exchange.caller().requireAdmin();
        return row(exchange);
    }

    private Answer create(Exchange exchange) {
        exchange.caller().requireAdmin();
        Body body = exchange.body();
        ObjectNode row = OAuthClientBody.create(body);
        if (exchange.table(TABLE).size() >= MOST) {
            throw Problem.badRequest("A tenant has at most " + MOST + " clients.");
        }
        String id = exchange.ids().hex32();
        row.put("clientId", id);
        row.put("tenantId", exchange.tenant().id());
        row.put("createdAt", Stamp.millis(exchange.now()));
        row.put("createdByType", exchange.caller().isBot() ? "service" : "user");
        touched(row, exchange, "created");
        ObjectNode answer = row.deepCopy();
        if (OAuthClientSecrets.mayHold(row)) {
            ObjectNode made = OAuthClientSecrets.add(row, exchange);
            answer = row.deepCopy();
            answer.set("clientSecret", made.get("clientSecret"));
        }
        exchange.table(TABLE).put(id, row);
        return Answer.created(Json.served(answer));
    }

    private static void touched(ObjectNode row, Exchange exchange, String action) {
        row.put("updatedAt", Stamp.millis(exchange.now()));
        exchange.audit(
                "oauth-clients", "oauth-client", action, row.path("clientId").asText(), row);
    }

    /** 202 with the new secret where secrets are allowed from now on, else 204. */
    private Answer patch(Exchange exchange) {
        ObjectNode row = rowOfAdmin(exchange);
        ObjectNode changed = row.deepCopy();
        for (PatchOp op : PATCH.read(exchange)) {
            OAuthClientBody.apply(changed, op);
        }
        OAuthClientBody.check(changed);
        boolean secretsBegin = !OAuthClientSecrets.mayHold(row) && OAuthClientSecrets.mayHold(changed);
        row.removeAll();
        row.setAll(changed);
        touched(row, exchange, "updated");
        return secretsBegin
                ? Answer.json(
                        202,
                        Json.object()
                                .set(
                                        "clientSecret",
                                        OAuthClientSecrets.add(row, exchange).get("clientSecret")))
                : Answer.noContent();
    }

    private Answer delete(Exchange exchange) {
        ObjectNode row = rowOfAdmin(exchange);
        String id = exchange.param("id");
        if (!exchange.call().header("qlik-confirm-delete").filter(id::equals).isPresent()) {
            throw Problem.badRequest("The header qlik-confirm-delete must hold the client's id.");
        }
        exchange.table(TABLE).remove(id);
        touched(row, exchange, "deleted");
        return Answer.noContent();
    }

    private Answer publish(Exchange exchange) {
        ObjectNode row = rowOfAdmin(exchange);
        row.put("publishedAt", Stamp.millis(exchange.now()));
        touched(row, exchange, "updated");
        return Answer.created(Json.object().set("publishedAt", row.get("publishedAt")));
    }

    private Answer addSecret(Exchange exchange) {
        ObjectNode row = rowOfAdmin(exchange);
        if (!OAuthClientSecrets.mayHold(row)) {
            throw Problem.badRequest("This client has no secrets.");
        }
        return Answer.created(OAuthClientSecrets.add(row, exchange));
    }

    private Answer removeSecret(Exchange exchange) {
        OAuthClientSecrets.remove(rowOfAdmin(exchange), exchange.param("hint"));
        return Answer.noContent();
    }

    private Answer changeConsent(Exchange exchange) {
        ObjectNode row = rowOfAdmin(exchange);
        for (PatchOp op : CONSENT.read(exchange)) {
            if (!Set.of("required", "trusted").contains(op.text())) {
                throw op.bad("Allowed are required and trusted.");
            }
            row.put("_consent", op.text());
        }
        return Answer.noContent();
    }

    private Answer resetConsent(Exchange exchange) {
        rowOfAdmin(exchange).remove("_consent");
        return Answer.noContent();
    }

    /** What kinds of clients may hold which lists. */
    static final Map<String, Set<String>> LISTS = Map.of(
            "web", Set.of("redirectUris", "allowedScopes", "allowedGrantTypes", "allowedAuthMethods", "publicKeys"),
            "native", Set.of("redirectUris", "allowedScopes"),
            "spa", Set.of("redirectUris", "allowedScopes", "allowedOrigins"),
            "anonymous-embed", Set.of("allowedOrigins", "allowedScopes"));
}
