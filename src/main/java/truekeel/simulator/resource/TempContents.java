package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import truekeel.simulator.Answer;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Payload;
import truekeel.simulator.Problem;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;
import truekeel.simulator.Stamp;

/**
 * {@code /api/v1/temp-contents}: files that live for their ttl, counted from the creation, and are a 410 afterwards. A
 * file is known to its creator only. {@link Uploads} makes them in pieces.
 */
final class TempContents implements Resource {
    static final Duration DEFAULT_TTL = Duration.ofHours(1);
    static final int LONGEST_TTL = 259_200;
    private static final String PATH = "/api/v1/temp-contents";
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    @Override
    public Dialect dialect() {
        return new Dialect(Dialect.Shape.COMMON, "TC-");
    }

    @Override
    public void register(Routes routes) {
        routes.post(PATH, this::create);
        routes.get(PATH + "/{id}", this::read);
        routes.get(PATH + "/{id}/details", this::details);
    }

    private Answer create(Exchange exchange) {
        Duration ttl = exchange.query("ttl").map(text -> ttl(text, "ttl")).orElse(DEFAULT_TTL);
        String filename = exchange.query("filename").orElse("");
        String id = store(exchange, exchange.call().body(), filename, ttl);
        return Answer.empty(201).with("location", PATH + "/" + id);
    }

    /** A time to live in seconds; a 400 outside 1 to 259200. */
    static Duration ttl(String text, String parameter) {
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > LONGEST_TTL) {
            throw Problem.badParameter(parameter, "The ttl must be from 1 to " + LONGEST_TTL + " seconds.");
        }
        return Duration.ofSeconds(Integer.parseInt(text));
    }

    /** Stores a whole file of the caller and returns its id. */
    static String store(Exchange exchange, Payload payload, String filename, Duration ttl) {
        ObjectNode row = fresh(exchange, filename, ttl);
        complete(exchange, row, payload);
        return row.path("id").asText();
    }

    /** A file of the caller without bytes yet. */
    static ObjectNode fresh(Exchange exchange, String filename, Duration ttl) {
        Instant now = exchange.now();
        ObjectNode row = Json.object();
        row.put("id", exchange.ids().hex24());
        row.put("name", filename);
        row.put("creatorId", exchange.caller().userId());
        row.put("ttl", ttl.toSeconds());
        row.put("created", now.toString());
        row.put("updated", now.toString());
        row.put("expires", now.plus(ttl).toString());
        return exchange.table("tempContents").add(row);
    }

    /** Gives a file its bytes. */
    static void complete(Exchange exchange, ObjectNode row, Payload payload) {
        row.put("size", payload.length());
        row.put("updated", exchange.now().toString());
        row.put("_content", exchange.tenant().blobs().put(payload));
    }

    /** The bytes of a complete and living file of the caller. */
    static Optional<Payload> complete(Exchange exchange, String id) {
        return exchange.table("tempContents")
                .get(id)
                .filter(row -> isMine(exchange, row) && !isExpired(exchange, row))
                .flatMap(row ->
                        exchange.tenant().blobs().get(row.path("_content").asText()));
    }

    /** The caller's file, complete or not; a 404, or a 410 once its time is over. */
    static ObjectNode require(Exchange exchange) {
        ObjectNode row = exchange.table("tempContents")
                .get(exchange.param("id"))
                .filter(found -> isMine(exchange, found))
                .orElseThrow(() -> Problem.notFound("There is no content " + exchange.param("id") + "."));
        if (isExpired(exchange, row)) {
            throw Problem.gone("The content has expired.");
        }
        return row;
    }

    private static boolean isMine(Exchange exchange, ObjectNode row) {
        return row.path("creatorId").asText().equals(exchange.caller().userId());
    }

    private static boolean isExpired(Exchange exchange, ObjectNode row) {
        return !exchange.now().isBefore(Instant.parse(row.path("expires").asText()));
    }

    private Answer read(Exchange exchange) {
        ObjectNode row = require(exchange);
        Payload whole = exchange.tenant()
                .blobs()
                .get(row.path("_content").asText())
                .orElseThrow(() -> Problem.notFound("The content is not complete."));
        Answer answer = exchange.call()
                .header("range")
                .map(range -> part(whole, range))
                .orElseGet(() -> Answer.bytes(200, "application/octet-stream", whole));
        String inline = exchange.query("inline").orElse("0");
        String how = inline.equals("1") || inline.equals("true") ? "inline" : "attachment";
        String name = row.path("name").asText().replaceAll("[\"\\\\\\p{Cntrl}]", "_");
        return answer.with("accept-ranges", "bytes").with("content-disposition", how + "; filename=\"" + name + "\"");
    }

    /** One range; several at once are answered with the whole, as HTTP allows. */
    private static Answer part(Payload whole, String range) {
        Matcher matcher = RANGE.matcher(range.replace(" ", ""));
        if (!matcher.matches()
                || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
            return Answer.bytes(200, "application/octet-stream", whole);
        }
        long length = whole.length();
        long from;
        long to = length - 1;
        if (matcher.group(1).isEmpty()) {
            from = Math.max(0, length - Long.parseLong(matcher.group(2)));
        } else {
            from = Long.parseLong(matcher.group(1));
            to = matcher.group(2).isEmpty() ? to : Math.min(to, Long.parseLong(matcher.group(2)));
        }
        if (from > to) {
            throw Problem.of(416, "Range not satisfiable", "The content has " + length + " bytes.")
                    .header("content-range", "bytes */" + length);
        }
        return Answer.bytes(206, "application/octet-stream", new Slice(whole, from, to - from + 1))
                .with("content-range", "bytes " + from + "-" + to + "/" + length);
    }

    private Answer details(Exchange exchange) {
        ObjectNode row = require(exchange);
        ObjectNode body = Json.object();
        body.put("ID", row.path("id").asText());
        body.put("Name", row.path("name").asText());
        body.put("Size", Long.toString(row.path("size").asLong()));
        body.put("TTLSeconds", row.path("ttl").asLong());
        body.put("CreatorID", row.path("creatorId").asText());
        body.put("CreatedAt", stamp(row, "created"));
        body.put("UpdatedAt", stamp(row, "updated"));
        body.put("Expires", stamp(row, "expires"));
        return Answer.ok(body);
    }

    private static String stamp(ObjectNode row, String field) {
        return Stamp.millis(Instant.parse(row.path(field).asText()));
    }
}
