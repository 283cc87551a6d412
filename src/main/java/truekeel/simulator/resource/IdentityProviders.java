package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import truekeel.simulator.Answer;
import truekeel.simulator.Body;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Paging;
import truekeel.simulator.Problem;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;
import truekeel.simulator.Sort;
import truekeel.simulator.Stamp;
import truekeel.simulator.Table;

/**
 * {@code /api/v1/identity-providers}: one interactive provider at most is active in a tenant. Options of an interactive
 * one stay pending until a person has tried to log in with them, see {@link LoginTests}, unless {@code skipVerify} says
 * otherwise. Secrets come back masked, and of two for the same JWT issuer the second is refused (both unconfirmed). No
 * audit event of theirs is documented.
 */
final class IdentityProviders implements Resource {
    static final String TABLE = "identityProviders";
    static final String MASK = "********";

    /** What Qlik takes and does not list among what it tells. */
    private static final Set<String> UNTOLD =
            Set.of("audience", "allowedClientIds", "useClaimsFromIdToken", "idTokenSignatureAlg");

    private static final String PATH = "/api/v1/identity-providers";
    private static final Paging PAGING = Paging.nextPrev(20, 100);

    @Override
    public Dialect dialect() {
        return new Dialect(Dialect.Shape.NUMERIC_STATUS, "IDP-");
    }

    @Override
    public void register(Routes routes) {
        routes.get(PATH, this::list);
        routes.post(PATH, this::create);
        routes.get(PATH + "/status", this::status);
        routes.get(PATH + "/me/meta", this::meta);
        routes.get(PATH + "/.well-known/metadata.json", this::capabilities);
        routes.get(PATH + "/{id}", this::read);
        routes.patch(PATH + "/{id}", IdpPatch::apply);
        routes.delete(PATH + "/{id}", this::delete);
    }

    private Answer list(Exchange exchange) {
        exchange.caller().requireAdmin();
        List<ObjectNode> rows = exchange.table(TABLE).rows();
        if (exchange.query("active").isPresent()) {
            boolean active = exchange.flag("active");
            rows.removeIf(row -> row.path("active").asBoolean() != active);
        }
        return Answer.ok(PAGING.page(exchange, rows, Sort.inserted()).envelope(IdentityProviders::view));
    }

    private Answer read(Exchange exchange) {
        exchange.caller().requireAdmin();
        return Answer.ok(view(row(exchange)));
    }

    static ObjectNode row(Exchange exchange) {
        return exchange.table(TABLE).require(exchange.param("id"));
    }

    static ObjectNode view(ObjectNode row) {
        ObjectNode view = Json.served(row);
        for (String part : List.of("options", "pendingOptions")) {
            if (view.path(part) instanceof ObjectNode options) {
                options.remove(UNTOLD);
                if (row.has("_" + part + "Secret")) {
                    options.put("clientSecret", MASK);
                }
            }
        }
        return view;
    }

    /** Keeps a secret apart from the options that are shown. */
    static void put(ObjectNode row, String part, ObjectNode options) {
        if (options.has("clientSecret")) {
            row.put("_" + part + "Secret", options.path("clientSecret").asText());
            options.remove("clientSecret");
        }
        row.set(part, options);
    }

    private Answer create(Exchange exchange) {
        exchange.caller().requireAdmin();
        Body body = exchange.body();
        IdpProtocol protocol = IdpProtocol.of(body);
        body.required("provider");
        body.oneOf("provider", protocol.providers());
        ObjectNode row = common(exchange, body, protocol);
        if (protocol == IdpProtocol.JWT_AUTH) {
            put(row, "options", IdpOptions.jwtAuth(part(body, "options")));
            row.put("active", true);
            refuseSecondIssuer(exchange.table(TABLE), row);
        } else if (!row.path("interactive").asBoolean()) {
            put(row, "options", IdpOptions.machine(part(body, "options")));
            row.put("active", true);
        } else {
            interactive(exchange, body, row);
        }
        exchange.table(TABLE).add(row);
        return Answer.created(view(row));
    }

    private static ObjectNode common(Exchange exchange, Body body, IdpProtocol protocol) {
        String now = Stamp.millis(exchange.now());
        ObjectNode row = Json.object();
        row.put("id", exchange.ids().hex24());
        row.put("created", now);
        row.put("lastUpdated", now);
        row.put("protocol", protocol.word());
        row.put("provider", body.required("provider"));
        row.put("interactive", isInteractive(body, protocol));
        row.put("active", false);
        body.text("description").ifPresent(text -> row.put("description", text));
        body.text("postLogoutRedirectUri").ifPresent(text -> row.put("postLogoutRedirectUri", text));
        body.flag("createNewUsersOnLogin").ifPresent(flag -> row.put("createNewUsersOnLogin", flag));
        body.number("clockToleranceSec", 0, 3600).ifPresent(number -> row.put("clockToleranceSec", number));
        String own = exchange.tenant().id();
        List<String> tenants = body.texts("tenantIds").orElse(List.of(own));
        if (!tenants.contains(own)) {
            throw Problem.forbidden("The tenant of the token is not among tenantIds.");
        }
        row.set("tenantIds", Json.texts(tenants));
        return row;
    }

    private static boolean isInteractive(Body body, IdpProtocol protocol) {
        if (protocol == IdpProtocol.JWT_AUTH) {
            return false;
        }
        boolean interactive =
                body.flag("interactive").orElseThrow(() -> body.bad("interactive", "This field is required."));
        if (protocol == IdpProtocol.SAML && !interactive) {
            throw body.bad("interactive", "A SAML provider is interactive.");
        }
        return interactive;
    }

    static Body part(Body body, String part) {
        return Body.of(body.node().path(part), "/" + part);
    }

    private static void interactive(Exchange exchange, Body body, ObjectNode row) {
        boolean skips = body.flag("skipVerify").orElse(false);
        String part = skips ? "options" : "pendingOptions";
        if (!body.has(part)) {
            throw body.bad(part, skips ? "This field is required with skipVerify." : "This field is required.");
        }
        put(row, part, options(row, part(body, part), "/" + part));
        if (skips) {
            row.put("active", true);
            refuseSecondInteractive(exchange.table(TABLE), row);
        } else {
            row.put("pendingState", "pending");
        }
    }

    /** The options of an interactive provider, checked. */
    static ObjectNode options(ObjectNode row, Body options, String pointer) {
        return row.path("protocol").asText().equals("SAML")
                ? IdpOptions.saml(options, pointer)
                : row.path("interactive").asBoolean() ? IdpOptions.oidc(options, pointer) : IdpOptions.machine(options);
    }

    private static void refuseSecondIssuer(Table table, ObjectNode row) {
        String issuer = row.path("options").path("issuer").asText();
        boolean taken = table.rows().stream()
                .anyMatch(other -> other.path("protocol").asText().equals("jwtAuth")
                        && other.path("options").path("issuer").asText().equals(issuer));
        if (taken) {
            throw Problem.badField("/options/issuer", "An identity provider of the issuer " + issuer + " exists.");
        }
    }

    static void refuseSecondInteractive(Table table, ObjectNode row) {
        boolean taken = table.rows().stream()
                .anyMatch(other -> isActiveInteractive(other)
                        && !other.path("id").asText().equals(row.path("id").asText()));
        if (taken && isActiveInteractive(row)) {
            throw Problem.badField("/active", "Another interactive identity provider is active.");
        }
    }

    private static boolean isActiveInteractive(ObjectNode row) {
        return row.path("interactive").asBoolean() && row.path("active").asBoolean();
    }

    private Answer delete(Exchange exchange) {
        exchange.caller().requireAdmin();
        ObjectNode row = row(exchange);
        if (isActiveInteractive(row)) {
            throw Problem.badRequest("The active interactive identity provider cannot be deleted.");
        }
        exchange.table(TABLE).remove(row.path("id").asText());
        return Answer.noContent();
    }

    private Answer status(Exchange exchange) {
        exchange.caller().requireAdmin();
        List<ObjectNode> rows = exchange.table(TABLE).rows();
        ObjectNode body = Json.object();
        body.put(
                "active_interactive_idps_count",
                rows.stream().filter(IdentityProviders::isActiveInteractive).count());
        ArrayNode each = body.putArray("idps_metadata");
        rows.forEach(row -> each.addObject()
                .put("active", row.path("active").asBoolean())
                .put("interactive", row.path("interactive").asBoolean())
                .put("provider", row.path("provider").asText()));
        return Answer.ok(body);
    }

    private Answer meta(Exchange exchange) {
        if (exchange.table(TABLE).rows().stream().anyMatch(IdentityProviders::isActiveInteractive)) {
            throw Problem.notFound("Qlik Account is not this tenant's login.");
        }
        return Answer.ok(Json.object().put("userPortalLink", "https://account.myqlik.qlik.com/account"));
    }

    private Answer capabilities(Exchange exchange) {
        ObjectNode body = Json.object();
        ArrayNode protocols = body.putArray("protocols");
        for (IdpProtocol protocol : IdpProtocol.values()) {
            ObjectNode one = protocols.addObject().put("protocol", protocol.word());
            one.set("providers", Json.texts(List.of(protocol.providers())));
        }
        return Answer.ok(body);
    }
}
