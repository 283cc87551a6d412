package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import truekeel.simulator.Answer;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Payload;
import truekeel.simulator.Problem;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;

/**
 * {@code /api/v1/temp-contents/files}: resumable uploads by tus 1.0.0 (creation, core). Requests to one tenant are
 * answered one after the other, so two of them never meet in one upload; the 423 of a meeting comes by a fault, or by
 * the tenant option {@code uploadLock}: how long after a piece the upload is still locked (default none).
 */
final class Uploads implements Resource {
    private static final String PATH = "/api/v1/temp-contents/files";
    private static final String VERSION = "1.0.0";
    private static final int PER_MINUTE = 800;

    @Override
    public Dialect dialect() {
        return new Dialect(Dialect.Shape.COMMON, "TC-");
    }

    @Override
    public void register(Routes routes) {
        routes.post(PATH, this::create).perMinute(PER_MINUTE);
        routes.add("HEAD", PATH + "/{id}", this::state).perMinute(PER_MINUTE);
        routes.patch(PATH + "/{id}", this::append).perMinute(PER_MINUTE);
    }

    private Answer create(Exchange exchange) {
        requireVersion(exchange);
        long length = number(exchange, "upload-length");
        Map<String, String> metadata =
                metadata(exchange.call().header("upload-metadata").orElse(""));
        Duration ttl = Optional.ofNullable(metadata.get("ttl"))
                .map(text -> TempContents.ttl(text, "ttl"))
                .orElse(TempContents.DEFAULT_TTL);
        ObjectNode row = TempContents.fresh(exchange, metadata.getOrDefault("filename", ""), ttl);
        row.put("_length", length);
        row.put("_offset", 0);
        if (length == 0) {
            TempContents.complete(exchange, row, Payload.empty());
        }
        return tus(Answer.empty(201))
                .with("location", PATH + "/" + row.path("id").asText());
    }

    private Answer state(Exchange exchange) {
        requireVersion(exchange);
        ObjectNode row = upload(exchange);
        return tus(Answer.empty(200))
                .with("upload-offset", row.path("_offset").asText())
                .with("upload-length", row.path("_length").asText())
                .with("cache-control", "no-store");
    }

    private Answer append(Exchange exchange) {
        requireVersion(exchange);
        ObjectNode row = upload(exchange);
        if (!exchange.call().header("content-type").orElse("").equals("application/offset+octet-stream")) {
            throw Problem.of(415, "Unsupported media type", "A piece is sent as application/offset+octet-stream.");
        }
        refuseLocked(exchange, row);
        long offset = number(exchange, "upload-offset");
        if (offset != row.path("_offset").asLong()) {
            throw Problem.conflict("The upload stands at " + row.path("_offset").asLong() + ".")
                    .header("upload-offset", row.path("_offset").asText());
        }
        Payload piece = exchange.call().body();
        long length = row.path("_length").asLong();
        if (offset + piece.length() > length) {
            throw Problem.of(413, "Payload too large", "The piece goes beyond the announced length.");
        }
        write(exchange, row, piece);
        row.put("_offset", offset + piece.length());
        Duration lock = exchange.tenant().options().duration("uploadLock", Duration.ZERO);
        row.put("_lockedUntil", exchange.now().plus(lock).toString());
        if (offset + piece.length() == length) {
            finish(exchange, row);
        }
        return tus(Answer.noContent()).with("upload-offset", row.path("_offset").asText());
    }

    private static void refuseLocked(Exchange exchange, ObjectNode row) {
        String until = row.path("_lockedUntil").asText();
        if (!until.isEmpty() && exchange.now().isBefore(Instant.parse(until))) {
            throw Problem.of(423, "Locked", "Another request is writing to this upload.");
        }
    }

    private static void write(Exchange exchange, ObjectNode row, Payload piece) {
        if (!row.has("_file")) {
            row.put("_file", exchange.tenant().blobs().newFile().toString());
        }
        Path file = Path.of(row.path("_file").asText());
        try (InputStream in = piece.open();
                OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            in.transferTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void finish(Exchange exchange, ObjectNode row) {
        Path file = Path.of(row.path("_file").asText());
        TempContents.complete(exchange, row, Payload.of(file));
        row.remove("_file");
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file that was stored in one go, or by an upload that is long over, is no upload. */
    private static ObjectNode upload(Exchange exchange) {
        ObjectNode row = TempContents.require(exchange);
        if (!row.has("_offset")) {
            throw Problem.notFound("There is no upload " + exchange.param("id") + ".");
        }
        return row;
    }

    private static void requireVersion(Exchange exchange) {
        if (!exchange.call().header("tus-resumable").orElse("").equals(VERSION)) {
            throw Problem.precondition("Tus-Resumable must be " + VERSION + ".").header("tus-version", VERSION);
        }
    }

    private static long number(Exchange exchange, String header) {
        return exchange.call()
                .header(header)
                .filter(text -> text.matches("\\d{1,15}"))
                .map(Long::parseLong)
                .orElseThrow(() -> Problem.badRequest("The header " + header + " must be a number."));
    }

    /** Keys with base64 values, as tus writes them. */
    private static Map<String, String> metadata(String header) {
        Map<String, String> metadata = new TreeMap<>();
        for (String pair : header.split(",", -1)) {
            String[] parts = pair.trim().split(" ", 2);
            try {
                byte[] value =
                        parts.length < 2 ? new byte[0] : Base64.getDecoder().decode(parts[1].trim());
                metadata.put(parts[0], new String(value, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                throw Problem.badRequest("Upload-Metadata: the value of " + parts[0] + " is not base64.");
            }
        }
        return metadata;
    }

    private static Answer tus(Answer answer) {
        return answer.with("tus-resumable", VERSION);
    }
}
