package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import truekeel.simulator.Answer;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Paging;
import truekeel.simulator.Problem;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;
import truekeel.simulator.Sort;

/**
 * The audit feed, newest first: 90 days here, what is older in the archive, for admins and holders of AuditAdmin. The
 * page sizes are not published.
 */
final class AuditEvents implements Resource {
    private static final Paging PAGING = Paging.nextPrev(20, 100);
    private static final Duration KEPT = Duration.ofDays(90);
    private static final int PER_MINUTE = 1000;

    @Override
    public Dialect dialect() {
        return Dialect.COMMON;
    }

    @Override
    public void register(Routes routes) {
        routes.get("/api/v1/audits", this::list).perMinute(PER_MINUTE);
        routes.get("/api/v1/audits/types", x -> distinct(x, "eventType")).perMinute(PER_MINUTE);
        routes.get("/api/v1/audits/sources", x -> distinct(x, "source")).perMinute(PER_MINUTE);
        routes.get("/api/v1/audits/settings", this::settings).perMinute(PER_MINUTE);
        routes.get("/api/v1/audits/archive", this::archive).perMinute(PER_MINUTE);
        routes.get("/api/v1/audits/{id}", this::read).perMinute(PER_MINUTE);
    }

    private static void check(Exchange exchange) {
        if (!exchange.caller().hasRole("AuditAdmin")) {
            exchange.caller().requireAdmin();
        }
    }

    private static List<ObjectNode> recent(Exchange exchange) {
        Instant start = exchange.now().minus(KEPT);
        return exchange.table("audits").where(row -> time(row).isAfter(start));
    }

    private static Instant time(ObjectNode row) {
        return Instant.parse(row.path("eventTime").asText());
    }

    private static ObjectNode view(Exchange exchange, ObjectNode row) {
        ObjectNode view = Json.served(row);
        view.set("links", exchange.selfLink("/api/v1/audits/" + row.path("id").asText()));
        return view;
    }

    private Answer list(Exchange exchange) {
        check(exchange);
        List<ObjectNode> rows = new ArrayList<>(recent(exchange));
        for (String field : List.of("eventType", "source", "userId")) {
            exchange.query(field)
                    .ifPresent(value ->
                            rows.removeIf(row -> !row.path(field).asText().equals(value)));
        }
        exchange.query("id")
                .map(ids -> List.of(ids.split(",", -1)))
                .ifPresent(
                        ids -> rows.removeIf(row -> !ids.contains(row.path("id").asText())));
        exchange.query("eventTime").map(AuditEvents::interval).ifPresent(within -> rows.removeIf(within.negate()));
        Sort sort = Sort.from(exchange, new Sort("eventTime", false), List.of("source", "eventType", "eventTime"));
        return Answer.ok(PAGING.page(exchange, rows, sort).envelope(row -> view(exchange, row)));
    }

    /** {@code start/end}, both included. */
    private static Predicate<ObjectNode> interval(String text) {
        String[] ends = text.split("/", -1);
        try {
            Instant from = Instant.parse(ends[0]);
            Instant to = Instant.parse(ends.length == 2 ? ends[1] : "");
            return row -> !time(row).isBefore(from) && !time(row).isAfter(to);
        } catch (DateTimeException e) {
            throw Problem.badParameter("eventTime", "An interval of two ISO 8601 times with a slash is expected.");
        }
    }

    private Answer distinct(Exchange exchange, String field) {
        check(exchange);
        TreeSet<String> values = new TreeSet<>();
        recent(exchange).forEach(row -> values.add(row.path(field).asText()));
        ObjectNode body = Json.object();
        body.set("data", Json.texts(values));
        body.set("links", exchange.selfLink(exchange.call().path()));
        return Answer.ok(body);
    }

    private Answer settings(Exchange exchange) {
        check(exchange);
        ObjectNode body = Json.object();
        body.putObject("data").put("ArchiveEnabled", true).put("EventTTL", KEPT.toSeconds());
        return Answer.ok(body);
    }

    private Answer archive(Exchange exchange) {
        check(exchange);
        Optional<String> text = exchange.query("date");
        if (text.isEmpty()) {
            throw Problem.badParameter("date", "A date is required.");
        }
        String day = day(text.get());
        Instant start = exchange.now().minus(KEPT);
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        for (ObjectNode row : exchange.table("audits").rows()) {
            if (!time(row).isAfter(start) && row.path("eventTime").asText().startsWith(day)) {
                ObjectNode item = Json.served(row);
                item.remove("id");
                data.add(item);
            }
        }
        return Answer.ok(body);
    }

    private static String day(String text) {
        try {
            return LocalDate.parse(text).toString();
        } catch (DateTimeException e) {
            throw Problem.badParameter("date", "A date such as 2026-11-22 is expected.");
        }
    }

    private Answer read(Exchange exchange) {
        check(exchange);
        String id = exchange.param("id");
        return recent(exchange).stream()
                .filter(row -> row.path("id").asText().equals(id))
                .findFirst()
                .map(row -> Answer.ok(view(exchange, row)))
                .orElseThrow(() -> Problem.notFound("There is no event " + id + "."));
    }
}
