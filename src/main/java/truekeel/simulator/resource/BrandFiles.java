package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import truekeel.simulator.Blobs;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Payload;
import truekeel.simulator.Problem;

/**
 * The files of a brand. A kilobyte has a thousand bytes (unconfirmed, the smaller reading). The entity tag is the MD5
 * of the bytes in quotes; with the tenant option {@code brandFilesAdjusted} logos are kept otherwise than they came, so
 * that their tag is that of other bytes.
 */
final class BrandFiles {
    static final List<String> NAMES = List.of("logo", "favIcon", "styles");
    private static final int MOST_OF_LOGO = 300_000;
    private static final int MOST_OF_OTHERS = 100_000;

    private BrandFiles() {}

    static Multipart form(Exchange exchange) {
        String type = exchange.call().header("content-type").orElse("");
        if (!type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            throw Problem.badRequest("The body must be multipart/form-data.");
        }
        return Multipart.read(type, exchange.call().body())
                .orElseThrow(() -> Problem.badRequest("The multipart body cannot be read."));
    }

    /** What is told of a file that is there. */
    static JsonNode of(ObjectNode row, String file) {
        for (JsonNode one : row.path("files")) {
            if (one.path("id").asText().equals(file)) {
                return one;
            }
        }
        throw Problem.notFound("The brand has no such file.");
    }

    static void put(ObjectNode row, String file, Multipart.Part part, Exchange exchange) {
        byte[] bytes = part.body().bytes();
        String type = checked(file, bytes);
        boolean adjusted = file.equals("logo") && exchange.tenant().options().flag("brandFilesAdjusted", false);
        Payload kept = adjusted ? Payload.of(HexFormat.of().formatHex(bytes)) : Payload.of(bytes);
        row.withObject("/_content").put(file, exchange.tenant().blobs().put(kept));
        ObjectNode told = Json.object()
                .put("id", file)
                .put("contentType", type)
                .put("eTag", "\"" + Blobs.digest(kept, "MD5") + "\"")
                .put("path", "brands/" + row.path("id").asText() + "/" + file);
        for (int i = 0; i < row.path("files").size(); i++) {
            if (row.path("files").path(i).path("id").asText().equals(file)) {
                row.withArray("files").set(i, told);
                return;
            }
        }
        row.withArray("files").add(told);
    }

    private static String checked(String file, byte[] bytes) {
        int most = file.equals("logo") ? MOST_OF_LOGO : MOST_OF_OTHERS;
        if (bytes.length == 0 || bytes.length > most) {
            throw Problem.badField("/" + file, "A " + file + " has 1 to " + most + " bytes.");
        }
        String head = HexFormat.of().formatHex(bytes, 0, Math.min(4, bytes.length));
        if (file.equals("logo") && (head.equals("89504e47") || head.startsWith("ffd8ff"))) {
            return head.startsWith("ff") ? "image/jpeg" : "image/png";
        }
        if (file.equals("favIcon") && head.equals("00000100")) {
            return "image/x-icon";
        }
        if (file.equals("styles") && isJson(bytes)) {
            return "application/json";
        }
        throw Problem.badField("/" + file, "A " + file + " is no file of this type.");
    }

    private static boolean isJson(byte[] bytes) {
        try {
            return Json.parse(bytes).isObject();
        } catch (UncheckedIOException notJson) {
            return false;
        }
    }
}
