package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import truekeel.simulator.Answer;
import truekeel.simulator.Body;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Problem;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;
import truekeel.simulator.Stamp;

/**
 * {@code /api/v1/transports/email-config}: one per tenant, replaced as a whole and validated on the way. Secrets never
 * come back; a replace without one forgets it (unconfirmed). The flat fields mirror those of BasicAuth. The deprecated
 * PATCH is not simulated. No e-mail is ever sent: a complete configuration works.
 */
final class EmailConfigs implements Resource {
    private static final String PATH = "/api/v1/transports/email-config";
    private static final String ROW = "config";
    private static final String CONFIG = "providerConfig";
    private static final List<String> FLAT =
            List.of("emailAddress", "securityType", "serverAddress", "serverPort", "username");

    @Override
    public Dialect dialect() {
        return Dialect.COMMON;
    }

    @Override
    public void register(Routes routes) {
        routes.get(PATH, this::read);
        routes.put(PATH, this::replace);
        routes.delete(PATH, this::delete);
        routes.post(PATH + "/actions/validate", exchange -> Answer.ok(health(row(exchange))));
        routes.post(PATH + "/actions/verify-connection", this::tried);
        routes.post(PATH + "/actions/send-test-email", exchange -> {
            exchange.caller().requireAdmin();
            exchange.bodyOrEmpty().text("recipient");
            return tried(exchange);
        });
    }

    private static Optional<ObjectNode> row(Exchange exchange) {
        return exchange.table("emailConfig").get(ROW);
    }

    private Answer read(Exchange exchange) {
        exchange.caller().requireAdmin();
        Optional<ObjectNode> row = row(exchange);
        ObjectNode view = row.map(Json::served).orElseGet(Json::object);
        JsonNode config = view.path(CONFIG);
        FLAT.stream().filter(config::has).forEach(field -> view.set(field, config.get(field)));
        view.setAll(health(row));
        view.put("tenantId", exchange.tenant().id());
        view.put("passwordExists", row.map(EmailConfigs::hasPassword).orElse(false));
        view.put("authFailures", 0);
        view.putObject("status").put("statusCode", row.isPresent() ? 0 : 1).put("statusReason", "");
        return Answer.ok(view);
    }

    private static boolean hasPassword(ObjectNode row) {
        return row.has("_secret");
    }

    /** A user without a password cannot sign in, which is seen only when somebody asks. */
    private static ObjectNode health(Optional<ObjectNode> row) {
        boolean incomplete = row.filter(config -> config.path(CONFIG).has("username") && !hasPassword(config))
                .isPresent();
        return Json.object()
                .put("isValid", row.isPresent() && !incomplete)
                .put("errorCode", row.isEmpty() ? "CONFIG_NOT_SET" : incomplete ? "INCOMPLETE_CONFIG" : "OK");
    }

    private Answer tried(Exchange exchange) {
        ObjectNode row = row(exchange).orElseThrow(EmailConfigs::none);
        boolean good = health(Optional.of(row)).path("isValid").asBoolean();
        return Answer.ok(Json.object()
                .put("success", good)
                .put("connectionFailed", false)
                .put("message", good ? "" : "535 Authentication failed"));
    }

    private static Problem none() {
        return Problem.notFound("The tenant has no e-mail configuration.");
    }

    private Answer replace(Exchange exchange) {
        exchange.caller().requireAdmin();
        Body body = exchange.body();
        body.required("serviceProvider");
        boolean basic = body.oneOf("serviceProvider", "BasicAuth", "Microsoft365")
                .filter("BasicAuth"::equals)
                .isPresent();
        Body config = Body.of(body.node().path(CONFIG), "/" + CONFIG);
        ObjectNode row = Json.object();
        row.put("serviceProvider", basic ? "BasicAuth" : "Microsoft365");
        row.set(CONFIG, basic ? basicAuth(config) : microsoft(config));
        config.text(basic ? "emailPassword" : "clientSecret")
                .filter(secret -> !secret.isEmpty())
                .ifPresent(secret -> row.put("_secret", secret));
        row.put("modificationTime", Stamp.millis(exchange.now()));
        row.put("lastUpdated", Stamp.millis(exchange.now()));
        exchange.table("emailConfig").put(ROW, row);
        return Answer.noContent();
    }

    private static ObjectNode basicAuth(Body config) {
        ObjectNode basic = Json.object();
        basic.put("serverAddress", config.required("serverAddress"));
        basic.put(
                "serverPort",
                config.number("serverPort", 1, 65535)
                        .orElseThrow(() -> config.bad("serverPort", "This field is required.")));
        config.required("securityType");
        basic.put(
                "securityType",
                config.oneOf("securityType", "none", "StartTLS", "SSL/TLS").orElseThrow());
        basic.put("emailAddress", config.required("emailAddress"));
        config.text("username").ifPresent(user -> basic.put("username", user));
        config.text("senderName").ifPresent(name -> basic.put("senderName", name));
        return basic;
    }

    private static ObjectNode microsoft(Body config) {
        ObjectNode microsoft = Json.object();
        for (String field : List.of("providerTenantId", "clientId", "emailAddress")) {
            microsoft.put(field, config.required(field));
        }
        config.required("clientSecret");
        return microsoft;
    }

    private Answer delete(Exchange exchange) {
        exchange.caller().requireAdmin();
        if (exchange.table("emailConfig").remove(ROW).isEmpty()) {
            throw none();
        }
        return Answer.noContent();
    }
}
