package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import truekeel.simulator.Body;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.JsonPatch;
import truekeel.simulator.PatchOp;
import truekeel.simulator.Problem;

/**
 * What bodies and patches say of a webhook. A patch is taken by the letter of RFC 6902: what is not there can be
 * neither replaced nor removed (unconfirmed). A new url needs the encrypted headers in the same patch. Without a level
 * a hook is its maker's own (unconfirmed).
 */
final class WebhookBody {
    private static final int MOST_HEADER_BYTES = 2048;
    private static final int URL = 2048;
    private static final int NAME = 512;
    private static final int DESCRIPTION = 1024;
    private static final JsonPatch PATCH = JsonPatch.closed()
            .allow("replace", "/name", "/url", "/enabled", "/enableCloudEventDelivery")
            .allow("add", "/name", "/url", "/enabled", "/enableCloudEventDelivery")
            .allow("replace", "/description", "/eventTypes", "/headers", "/secret", "/encryptedHeaders")
            .allow("add", "/description", "/eventTypes", "/headers", "/secret", "/encryptedHeaders")
            .allow("remove", "/description", "/eventTypes", "/headers", "/secret", "/encryptedHeaders");
    /** What a row holds under another name than a body. */
    private static final Map<String, String> HIDDEN =
            Map.of("secret", "_secret", "encryptedHeaders", "_encryptedHeaders");

    private WebhookBody() {}

    /** Writes what a POST or PUT says. */
    static void fill(ObjectNode row, Body body, String caller) {
        row.put("name", body.required("name", NAME));
        row.put("url", url(body.required("url", URL), "/url"));
        row.put("level", body.oneOf("level", "tenant", "user").orElse("user"));
        if (row.path("level").asText().equals("user")) {
            row.put("ownerId", caller);
        }
        row.put("description", body.text("description", DESCRIPTION).orElse(""));
        row.put("enabled", body.flag("enabled").orElse(true));
        row.put(
                "checkCertificateRevocation",
                body.flag("checkCertificateRevocation").orElse(false));
        row.put(
                "enableCloudEventDelivery",
                body.flag("enableCloudEventDelivery")
                        .orElse(row.path("enableCloudEventDelivery").asBoolean()));
        body.text("filter").ifPresent(filter -> row.put("filter", filter));
        row.set("eventTypes", Json.texts(body.texts("eventTypes").orElse(List.of())));
        row.set("headers", headers(body.node().path("headers"), "/headers"));
        if (body.has("secret")) {
            row.put("_secret", secret(body.required("secret"), "/secret"));
        }
        if (body.has("encryptedHeaders")) {
            hold(row, headers(body.node().path("encryptedHeaders"), "/encryptedHeaders"));
        }
    }

    /** Takes away what a PUT clears when it omits it. */
    static void clear(ObjectNode row) {
        row.remove(
                List.of("filter", "ownerId", "_secret", "_encryptedHeaders", "disabledReason", "disabledReasonCode"));
    }

    static void refuseToGoBack(ObjectNode before, ObjectNode after) {
        if (before.path("enableCloudEventDelivery").asBoolean()
                && !after.path("enableCloudEventDelivery").asBoolean()) {
            throw Problem.badField("/enableCloudEventDelivery", "Once enabled it cannot be disabled.");
        }
    }

    /** The row as the request's patch makes it. */
    static ObjectNode patched(ObjectNode row, Exchange exchange) {
        ObjectNode changed = row.deepCopy();
        boolean entered = false;
        for (PatchOp op : PATCH.read(exchange)) {
            apply(changed, op);
            entered |= op.rule().equals("/encryptedHeaders");
        }
        boolean moved = !changed.path("url").equals(row.path("url"));
        if (moved && row.has("_encryptedHeaders") && !entered) {
            throw Problem.badField(
                    "/encryptedHeaders", "With another url the encrypted headers must be entered again.");
        }
        refuseToGoBack(row, changed);
        if (changed.path("enabled").asBoolean()) {
            changed.remove(List.of("disabledReason", "disabledReasonCode"));
        }
        return changed;
    }

    private static void apply(ObjectNode row, PatchOp op) {
        String field = op.rule().substring(1);
        String held = HIDDEN.getOrDefault(field, field);
        if (!op.is("add") && isEmpty(row.path(held))) {
            throw Problem.badField("/" + op.index() + "/path", "There is nothing at " + op.path() + ".");
        }
        if (op.is("remove")) {
            row.remove(held);
            return;
        }
        switch (field) {
            case "name" -> row.put("name", filled(op, NAME));
            case "url" -> row.put("url", url(filled(op, URL), "/" + op.index() + "/value"));
            case "description" -> row.put("description", op.text(DESCRIPTION));
            case "eventTypes" -> row.set("eventTypes", Json.texts(op.texts()));
            case "headers" -> row.set("headers", headers(op.value(), "/" + op.index() + "/value"));
            case "secret" -> row.put("_secret", secret(op.text(), "/" + op.index() + "/value"));
            case "encryptedHeaders" -> hold(row, headers(op.value(), "/" + op.index() + "/value"));
            default -> row.put(field, op.flag());
        }
    }

    private static boolean isEmpty(JsonNode held) {
        return held.isMissingNode()
                || (held.isTextual() && held.asText().isEmpty())
                || (held.isContainerNode() && held.isEmpty());
    }

    private static String filled(PatchOp op, int most) {
        if (op.text(most).isBlank()) {
            throw op.bad("This field must not be empty.");
        }
        return op.text();
    }

    private static void hold(ObjectNode row, ObjectNode headers) {
        if (headers.isEmpty()) {
            row.remove("_encryptedHeaders");
        } else {
            row.set("_encryptedHeaders", headers);
        }
    }

    private static String url(String text, String pointer) {
        if (!text.toLowerCase(Locale.ROOT).startsWith("https://")) {
            throw Problem.badField(pointer, "The url must begin with https://.");
        }
        return text;
    }

    private static String secret(String text, String pointer) {
        if (text.length() < 32 || text.length() > 64) {
            throw Problem.badField(pointer, "A secret has 32 to 64 characters.");
        }
        return text;
    }

    private static ObjectNode headers(JsonNode node, String pointer) {
        if (node.isMissingNode()) {
            return Json.object();
        }
        ObjectNode headers = Body.of(node, pointer).node();
        Set<String> names = new HashSet<>();
        int bytes = 0;
        for (Map.Entry<String, JsonNode> header : headers.properties()) {
            if (!header.getValue().isTextual() || !names.add(header.getKey().toLowerCase(Locale.ROOT))) {
                throw Problem.badField(pointer, "Headers are texts, each name once whatever its case.");
            }
            bytes += (header.getKey() + header.getValue().textValue()).getBytes(StandardCharsets.UTF_8).length;
        }
        if (bytes > MOST_HEADER_BYTES) {
            throw Problem.badField(pointer, "Headers have at most " + MOST_HEADER_BYTES + " bytes.");
        }
        return headers.deepCopy();
    }
}
