package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import truekeel.simulator.Blobs;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Payload;
import truekeel.simulator.Problem;

/**
 * What the body of a POST or PATCH of an extension or theme says, checked: the archive and what its {@code .qext}
 * describes, the fields of the part {@code data}, or both, of which one suffices.
 */
final class PackageBody {
    /** Fields of the model a client may set. */
    private static final List<String> TEXTS = List.of(
            "name",
            "description",
            "author",
            "version",
            "type",
            "icon",
            "preview",
            "license",
            "homepage",
            "keywords",
            "repository",
            "supplier",
            "deprecated",
            "loadpath");

    private final Optional<Multipart.Part> upload;
    private final Optional<PackageFile> file;
    private final ObjectNode data;

    private PackageBody(Optional<Multipart.Part> upload, Optional<PackageFile> file, ObjectNode data) {
        this.upload = upload;
        this.file = file;
        this.data = data;
    }

    /** Throws a 415 for what is no multipart form or no zip, a 422 for a part that says nothing usable. */
    static PackageBody read(Exchange exchange, PackageKind kind) {
        String type = exchange.call().header("content-type").orElse("");
        if (!type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            throw Problem.of(415, "Unsupported media type", "The body must be multipart/form-data.");
        }
        Multipart form = Multipart.read(type, exchange.call().body())
                .orElseThrow(() -> Problem.badRequest("The multipart body cannot be read."));
        Optional<Multipart.Part> upload = form.part("file");
        Optional<ObjectNode> data = form.part("data").map(PackageBody::data);
        if (upload.isEmpty() && data.isEmpty()) {
            throw unusable("The body needs a part file or a part data.");
        }
        return new PackageBody(upload, upload.map(part -> archive(part.body(), kind)), data.orElseGet(Json::object));
    }

    private static ObjectNode data(Multipart.Part part) {
        try {
            if (Json.parse(part.body().bytes()) instanceof ObjectNode object) {
                for (String field : TEXTS) {
                    if (object.has(field) && !object.path(field).isTextual()) {
                        throw unusable("The field " + field + " of data must be a string.");
                    }
                }
                checkTags(object.path("tags"));
                return object;
            }
        } catch (UncheckedIOException notJson) {
            throw unusable("The part data is not JSON.");
        }
        throw unusable("The part data must be an object.");
    }

    private static void checkTags(JsonNode tags) {
        boolean fits = tags.isMissingNode() || tags.isArray();
        for (JsonNode tag : tags) {
            fits &= tag.isTextual();
        }
        if (!fits) {
            throw unusable("The field tags of data must be an array of strings.");
        }
    }

    private static PackageFile archive(Payload zip, PackageKind kind) {
        PackageFile.Reading reading = PackageFile.read(zip);
        reading.fault().ifPresent(fault -> {
            throw refusal(fault);
        });
        PackageFile file = reading.file().orElseThrow();
        boolean theme = file.qext().path("type").asText().equals("theme");
        if (theme != (kind == PackageKind.THEME)) {
            throw unusable("The type in the .qext file is not that of " + kind.plural() + ".");
        }
        boolean hasJson =
                file.paths().stream().anyMatch(path -> path.equals("theme.json") || path.endsWith("/theme.json"));
        if (theme && !hasJson) {
            throw unusable("The archive has no theme.json.");
        }
        return file;
    }

    private static Problem refusal(PackageFile.Fault fault) {
        return switch (fault) {
            case NOT_A_ZIP -> Problem.of(415, "Unsupported media type", "The file is not a zip archive.");
            case NO_QEXT -> unusable("The archive has no .qext file.");
            case SEVERAL_QEXT -> unusable("The archive has more than one .qext file.");
            case BAD_QEXT -> unusable("The .qext file is not a JSON object with a name.");
            case TOO_LARGE -> unusable("The archive is too large.");
        };
    }

    private static Problem unusable(String detail) {
        return Problem.of(422, "Unprocessable entity", detail);
    }

    /** The name the body gives: that of the archive wins over that of the data. */
    Optional<String> name() {
        return file.map(archive -> archive.qext().path("name").asText())
                .or(() -> Optional.ofNullable(data.path("name").textValue()).filter(text -> !text.isBlank()));
    }

    /** A 422 for a body that gives no name, which a new object needs. */
    String requiredName() {
        return name().orElseThrow(() -> unusable("Without an archive, data must have a name."));
    }

    /** Writes what the body says into a row. */
    void applyTo(ObjectNode row, Exchange exchange) {
        file.ifPresent(archive -> describe(row, archive));
        for (String field : TEXTS) {
            if (data.has(field)) {
                row.set(field, data.get(field));
            }
        }
        if (data.has("tags")) {
            row.set("tags", data.get("tags"));
        }
        name().ifPresent(name -> row.put("name", name));
        upload.ifPresent(part -> store(row, part, exchange));
    }

    private static void describe(ObjectNode row, PackageFile archive) {
        for (String field : TEXTS) {
            row.put(field, archive.qext().path(field).asText(""));
        }
        JsonNode dependencies = archive.qext().path("dependencies");
        row.set("dependencies", dependencies.isObject() ? dependencies : Json.object());
        row.put("qextFilename", archive.qextFilename());
        row.put("qextVersion", archive.qext().path("version").asText(""));
        row.put("supernova", archive.qext().path("supernova").asBoolean());
    }

    private static void store(ObjectNode row, Multipart.Part part, Exchange exchange) {
        String sha = exchange.tenant().blobs().put(part.body());
        row.put("_content", sha);
        row.put("checksum", sha);
        row.putObject("file")
                .put("md5", Blobs.digest(part.body(), "MD5"))
                .put("contentLength", part.body().length())
                .put("fileId", exchange.ids().hex24())
                .put("originalname", part.filename())
                .put("contentType", part.contentType().isEmpty() ? "application/octet-stream" : part.contentType());
    }
}
