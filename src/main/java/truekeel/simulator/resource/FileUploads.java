package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import truekeel.simulator.Answer;
import truekeel.simulator.Body;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Payload;
import truekeel.simulator.Problem;
import truekeel.simulator.Stamp;

/**
 * Uploads of data files: with the bytes, with the id of a temporary content, or as a copy. Which endings are taken is
 * not published; the list here is what loads data. The tenant option {@code dataFileBytes} is the most that one request
 * may bring (default 500 MiB), {@code dataFilesBytes} the most that one user may store.
 */
final class FileUploads {
    private static final List<String> ENDINGS = List.of(
            "csv", "txt", "tab", "tsv", "skv", "qvd", "qvx", "xls", "xlsx", "xlsm", "xlsb", "xml", "json", "html",
            "htm", "kml", "parquet", "qvs", "pdf", "docx", "pptx", "log");
    private static final List<String> INTERNAL = List.of("dxf", "gml", "qrep");
    private static final long DIRECT = 524_288_000;
    private static final long LARGE = 6_442_450_944L;
    private static final int DEEPEST = 10;

    private FileUploads() {}

    private static long most(Exchange exchange) {
        return exchange.tenant().options().number("dataFileBytes", DIRECT);
    }

    private static long mostOfUser(Exchange exchange) {
        return exchange.tenant().options().number("dataFilesBytes", Long.MAX_VALUE);
    }

    static Answer quotas(Exchange exchange) {
        ObjectNode body = Json.object();
        body.set("allowedExtensions", Json.texts(ENDINGS));
        body.set("allowedInternalExtensions", Json.texts(INTERNAL));
        body.put("maxFileSize", most(exchange));
        body.put("maxLargeFileSize", LARGE);
        body.put("maxSize", mostOfUser(exchange));
        body.put("size", stored(exchange));
        return Answer.ok(body);
    }

    private static long stored(Exchange exchange) {
        return exchange
                .table(DataFiles.TABLE)
                .where(row -> DataFiles.owner(row).equals(exchange.caller().userId()))
                .stream()
                .mapToLong(row -> row.path("size").asLong())
                .sum();
    }

    private record Form(Body json, Optional<Payload> file) {}

    private static Form form(Exchange exchange) {
        Multipart parts = BrandFiles.form(exchange);
        Payload json = part(parts, "Json").orElseThrow(() -> Problem.badField("/Json", "The part Json is required."));
        JsonNode node;
        try {
            node = Json.parse(json.bytes());
        } catch (UncheckedIOException malformed) {
            throw Problem.badField("/Json", "The part Json is not valid JSON.");
        }
        return new Form(Body.of(node, "/Json"), part(parts, "File"));
    }

    private static Optional<Payload> part(Multipart parts, String name) {
        return parts.part(name)
                .or(() -> parts.part(name.toLowerCase(Locale.ROOT)))
                .map(Multipart.Part::body);
    }

    static Answer create(Exchange exchange) {
        Form form = form(exchange);
        String space = space(exchange, form.json());
        String name = inFolder(exchange, form.json(), form.json().required("name"), space);
        DataFiles.requireWriting(exchange, space);
        boolean folder = form.json().flag("folder").orElse(false);
        checkName(name, folder);
        if (find(exchange, space, name).isPresent()) {
            throw Problem.conflict("There is a file of that name already.");
        }
        ObjectNode row = fresh(exchange, space, name, folder);
        if (!folder) {
            fill(exchange, row, form);
        }
        makeFolders(exchange, space, name);
        exchange.table(DataFiles.TABLE).add(row);
        return Answer.json(201, DataFiles.view(exchange, row));
    }

    static Answer replace(Exchange exchange) {
        ObjectNode row = DataFiles.row(exchange);
        DataFiles.requireWriting(exchange, row.path("spaceId").asText());
        Form form = form(exchange);
        String space = space(exchange, form.json());
        DataFiles.requireWriting(exchange, space);
        String name = form.json().text("name").orElse(DataFiles.name(row));
        checkName(name, DataFiles.isFolder(row));
        boolean taken = find(exchange, space, name)
                .filter(other -> !other.path("id").equals(row.path("id")))
                .isPresent();
        if (taken) {
            throw Problem.conflict("There is a file of that name already.");
        }
        ObjectNode changed = row.deepCopy();
        if (!DataFiles.isFolder(row)) {
            fill(exchange, changed, form);
            changed.put("contentUpdatedDate", Stamp.millis(exchange.now()));
        }
        makeFolders(exchange, space, name);
        changed.put("name", name);
        changed.put("spaceId", space);
        changed.put("ownerId", exchange.caller().userId());
        changed.put("modifiedDate", Stamp.millis(exchange.now()));
        row.setAll(changed);
        return Answer.json(201, DataFiles.view(exchange, row));
    }

    /** Without a connection it is the caller's own space. */
    private static String space(Exchange exchange, Body json) {
        return json.text("connectionId")
                .map(id -> FileConnections.space(exchange, id))
                .orElse("");
    }

    private static String inFolder(Exchange exchange, Body json, String name, String space) {
        return json.text("folderId")
                .map(id -> exchange.table(DataFiles.TABLE)
                                .get(id)
                                .filter(row -> DataFiles.isFolder(row)
                                        && row.path("spaceId").asText().equals(space))
                                .map(DataFiles::name)
                                .orElseThrow(() -> Problem.badRequest("There is no such folder in the space.")
                                        .code("DF-020"))
                        + "/" + name)
                .orElse(name);
    }

    private static void checkName(String name, boolean folder) {
        List<String> parts = List.of(name.split("/", -1));
        if (parts.stream().anyMatch(part -> part.isBlank() || part.equals(".") || part.equals(".."))) {
            throw Problem.badField("/Json/name", "The name must be in canonical form.")
                    .code("DF-015");
        }
        if (parts.size() > DEEPEST) {
            throw Problem.badField("/Json/name", "The folders are nested too deeply.")
                    .code("DF-026");
        }
        if (folder) {
            return;
        }
        String base = parts.get(parts.size() - 1);
        int dot = base.lastIndexOf('.');
        if (dot < 0 || dot == base.length() - 1) {
            throw Problem.badField("/Json/name", "The name lacks an extension.").code("DF-011");
        }
        String ending = base.substring(dot + 1).toLowerCase(Locale.ROOT);
        if (!ENDINGS.contains(ending) && !INTERNAL.contains(ending)) {
            throw Problem.badField("/Json/name", "The extension " + ending + " is not allowed.")
                    .code("DF-010");
        }
    }

    private static Optional<ObjectNode> find(Exchange exchange, String space, String name) {
        return exchange.table(DataFiles.TABLE)
                .first(row -> DataFiles.isIn(exchange, row, space)
                        && DataFiles.name(row).equals(name));
    }

    private static void makeFolders(Exchange exchange, String space, String name) {
        for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
            String folder = name.substring(0, slash);
            if (find(exchange, space, folder).isEmpty()) {
                ObjectNode row = fresh(exchange, space, folder, true);
                row.put("_automatic", true);
                exchange.table(DataFiles.TABLE).add(row);
            }
        }
    }

    private static ObjectNode fresh(Exchange exchange, String space, String name, boolean folder) {
        String now = Stamp.millis(exchange.now());
        ObjectNode row = Json.object();
        row.put("id", exchange.ids().uuid());
        row.put("name", name);
        row.put("spaceId", space);
        row.put("ownerId", exchange.caller().userId());
        row.put("folder", folder);
        row.put("size", 0);
        row.put("createdDate", now);
        row.put("modifiedDate", now);
        if (!folder) {
            row.put("contentUpdatedDate", now);
        }
        return row;
    }

    private static void fill(Exchange exchange, ObjectNode row, Form form) {
        Payload bytes = bytes(exchange, form);
        long others = stored(exchange) - row.path("size").asLong();
        if (others + bytes.length() > mostOfUser(exchange)) {
            throw Problem.of(413, "Payload too large", "The caller's quota is used up.")
                    .code("DF-016");
        }
        row.put("size", bytes.length());
        row.put("_content", exchange.tenant().blobs().put(bytes));
    }

    private static Payload bytes(Exchange exchange, Form form) {
        Optional<String> temporary = form.json().text("tempContentFileId");
        if (temporary.isPresent()) {
            Payload content = TempContents.complete(exchange, temporary.get())
                    .orElseThrow(() -> Problem.badRequest("There is no such temporary content.")
                            .code("DF-012"));
            return within(content, LARGE);
        }
        Optional<String> source = form.json().text("sourceId");
        if (source.isPresent()) {
            return exchange.table(DataFiles.TABLE)
                    .get(source.get())
                    .flatMap(row ->
                            exchange.tenant().blobs().get(row.path("_content").asText()))
                    .orElseThrow(
                            () -> Problem.badRequest("There is no such source.").code("DF-017"));
        }
        return within(
                form.file().orElseThrow(() -> Problem.badField("/File", "The part File is required.")), most(exchange));
    }

    private static Payload within(Payload content, long most) {
        if (content.length() > most) {
            throw Problem.of(413, "Payload too large", "A file has at most " + most + " bytes.");
        }
        return content;
    }
}
