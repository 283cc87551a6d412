package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
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
 * {@code /api/v1/banners}: at most one per tenant, 404 until the first is set, replaced as a whole: what an upsert
 * leaves out is gone. Times come back with decimals. A link needs its text and its target.
 */
final class Banners implements Resource {
    private static final String PATH = "/api/v1/banners";
    private static final String ROW = "banner";

    @Override
    public Dialect dialect() {
        return Dialect.COMMON;
    }

    @Override
    public void register(Routes routes) {
        routes.get(PATH, this::read);
        routes.post(PATH + "/actions/upsert", this::upsert);
    }

    private Answer read(Exchange exchange) {
        ObjectNode row =
                exchange.table("banners").get(ROW).orElseThrow(() -> Problem.notFound("The tenant has no banner."));
        return Answer.ok(Json.served(row));
    }

    private Answer upsert(Exchange exchange) {
        exchange.caller().requireAdmin();
        Body body = exchange.body();
        String now = Stamp.millis(exchange.now());
        Optional<ObjectNode> before = exchange.table("banners").get(ROW);
        ObjectNode row = Json.object();
        row.put("id", before.map(old -> old.path("id").asText()).orElseGet(exchange.ids()::hex24));
        row.put("tenantId", exchange.tenant().id());
        fill(row, body);
        row.put("createdAt", before.map(old -> old.path("createdAt").asText()).orElse(now));
        row.put(
                "createdBy",
                before.map(old -> old.path("createdBy").asText())
                        .orElse(exchange.caller().userId()));
        row.put("updatedAt", now);
        row.put("updatedBy", exchange.caller().userId());
        exchange.table("banners").put(ROW, row);
        return Answer.created(Json.served(row));
    }

    private static void fill(ObjectNode row, Body body) {
        for (String field : List.of("enabled", "linkEnabled")) {
            row.put(field, body.flag(field).orElseThrow(() -> body.bad(field, "This field is required.")));
        }
        body.required("type");
        row.put(
                "type",
                body.oneOf("type", "info", "warning", "error", "resolved").orElseThrow());
        row.put("message", body.required("message"));
        Instant start = time(body, "startTime");
        Instant end = time(body, "endTime");
        if (!end.isAfter(start)) {
            throw body.bad("endTime", "The end must be after the start.");
        }
        row.put("startTime", Stamp.millis(start));
        row.put("endTime", Stamp.millis(end));
        for (String field : List.of("linkLabel", "linkUrl")) {
            if (row.path("linkEnabled").asBoolean()) {
                body.required(field);
            }
            body.text(field).ifPresent(text -> row.put(field, text));
        }
    }

    private static Instant time(Body body, String field) {
        try {
            return OffsetDateTime.parse(body.required(field)).toInstant();
        } catch (DateTimeException malformed) {
            throw body.bad(field, "A date and time in UTC is expected.");
        }
    }
}
