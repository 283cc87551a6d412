package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import truekeel.simulator.Body;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Problem;

/** The checks of what a sharing task is made of. */
final class SharingTaskBody {
    private static final int MOST_RECIPIENTS = 100;
    private static final int MOST_RULES = 5;
    static final String[] TYPES = {"chart-monitoring", "chart-sharing", "sheet-sharing", "template-sharing"};
    private static final String[] TEMPLATES = {
        "file", "chart", "story", "sheet", "multi-sheet", "excel", "pixel-perfect", "html", "powerpoint", "word"
    };
    private static final List<String> PARTS = List.of("chartData", "sheetData", "storyData");
    private static final List<String> TEXTS = List.of(
            "description",
            "message",
            "subType",
            "sharePointFolder",
            "dataConnectionID",
            "distributionListId",
            "expiration",
            "startTime");
    private static final List<String> OBJECTS = List.of("emailContent", "retentionPolicy", "trigger");

    private static final Pattern LOCAL = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?");

    private final Exchange exchange;
    private final Body body;

    SharingTaskBody(Exchange exchange, Body body) {
        this.exchange = exchange;
        this.body = body;
    }

    /** A row without what the service adds. */
    ObjectNode row() {
        ObjectNode row = Json.object();
        row.put("name", body.required("name"));
        body.required("type");
        row.put("type", body.oneOf("type", TYPES).orElse(""));
        if (!body.node().path("state").isObject()) {
            throw body.bad("state", "This field is required.");
        }
        row.set("state", state(Body.of(body.node().get("state"), "/state")));
        ArrayNode templates = templates();
        row.set("templates", templates);
        row.put("appId", appOf(exchange, templates));
        TEXTS.forEach(field -> body.text(field).ifPresent(text -> row.put(field, text)));
        for (String field : OBJECTS) {
            if (body.has(field)) {
                row.set(field, Body.of(body.node().get(field), "/" + field).node());
            }
        }
        row.put("enabledByUser", body.flag("enabled").orElse(true));
        row.set("tags", Json.texts(body.texts("tags").orElse(List.of())));
        row.set(
                "transportChannels",
                channels(
                        body.texts("transportChannels").orElse(List.of("email")),
                        () -> body.bad("transportChannels", "Allowed are email and sharepoint.")));
        if (body.has("recipients")) {
            row.set("recipients", recipients(exchange, Body.of(body.node().get("recipients"), "/recipients")));
        }
        if (body.has("scheduleOptions")) {
            row.set("scheduleOptions", schedule(Body.of(body.node().get("scheduleOptions"), "/scheduleOptions")));
        }
        return row;
    }

    private static ObjectNode state(Body given) {
        given.items("fields");
        given.items("queryItems");
        for (JsonNode one : given.items("selections").orElse(Json.array())) {
            Body selection = Body.of(one, "/state/selections");
            selection.required("name");
            selection.required("stateName");
            selection.requiredItems("values");
            selection.texts("values");
            if (selection.flag("isNumeric").isEmpty()) {
                throw selection.bad("isNumeric", "This field is required.");
            }
        }
        return given.node();
    }

    private ArrayNode templates() {
        ArrayNode templates = body.requiredItems("templates");
        if (templates.isEmpty()) {
            throw body.bad("templates", "At least one template is needed.");
        }
        for (int i = 0; i < templates.size(); i++) {
            Body template = Body.of(templates.get(i), "/templates/" + i);
            template.required("type");
            template.oneOf("type", TEMPLATES);
            template.items("multiSheetData").ifPresent(sheets -> sheets.forEach(SharingTaskBody::checkPart));
            PARTS.stream()
                    .filter(template::has)
                    .forEach(part -> checkPart(template.node().path(part)));
        }
        return templates;
    }

    private static void checkPart(JsonNode given) {
        Body part = Body.of(given, "/templates");
        List.of("appId", "sheetId", "objectId").forEach(part::text);
    }

    /** The app that all templates are of; a 400 when they are of none or of several. */
    static String appOf(Exchange exchange, ArrayNode templates) {
        List<String> apps = new ArrayList<>();
        for (JsonNode template : templates) {
            PARTS.forEach(part -> apps.add(template.path(part).path("appId").asText()));
            template.path("multiSheetData")
                    .forEach(sheet -> apps.add(sheet.path("appId").asText()));
            String id = template.path("templateId").asText();
            if (!id.isEmpty()) {
                apps.add(exchange.table("reportTemplates")
                        .get(id)
                        .orElseThrow(() -> Problem.badField("/templates", "There is no template " + id + "."))
                        .path("sourceAppId")
                        .asText());
            }
        }
        List<String> found =
                apps.stream().filter(id -> !id.isEmpty()).distinct().toList();
        if (found.size() != 1) {
            throw Problem.badField("/templates", "The templates must be of one app, not of " + found.size() + ".");
        }
        return found.get(0);
    }

    static ArrayNode channels(List<String> words, Supplier<Problem> problem) {
        if (!List.of("email", "sharepoint").containsAll(words)) {
            throw problem.get();
        }
        return Json.texts(words);
    }

    static ObjectNode recipients(Exchange exchange, Body given) {
        ObjectNode recipients = Json.object();
        ArrayNode users = recipients.putArray("userIds");
        for (JsonNode user : given.items("userIds").orElse(Json.array())) {
            String id = user.path("value").asText();
            if (exchange.table("users").get(id).isEmpty()) {
                throw given.bad("userIds", "There is no user " + id + ".");
            }
            users.addObject()
                    .put("value", id)
                    .put("enabledByUser", user.path("enabled").asBoolean(true))
                    .put("enabledBySystem", true)
                    .put("subscribed", user.path("subscribed").asBoolean(true))
                    .putArray("groups")
                    .add("addedIndividually");
        }
        ArrayNode addresses = recipients.putArray("emailAddresses");
        for (JsonNode address : given.items("emailAddresses").orElse(Json.array())) {
            String text = address.isObject() ? address.path("value").asText() : address.asText();
            if (!text.contains("@")) {
                throw given.bad("emailAddresses", text + " is no e-mail address.");
            }
            addresses.addObject().put("value", text).put("enabled", true);
        }
        for (String list : List.of("DLGroups", "DLUsers")) {
            recipients.set(list, given.items(list).orElse(Json.array()));
        }
        if (users.size() + addresses.size() > MOST_RECIPIENTS) {
            throw given.bad("userIds", "At most " + MOST_RECIPIENTS + " recipients are allowed.");
        }
        return recipients;
    }

    /** A schedule; its times are local to its time zone. */
    static ObjectNode schedule(Body given) {
        List<String> rules = given.texts("recurrence").orElse(List.of());
        if (rules.size() > MOST_RULES) {
            throw given.bad("recurrence", "At most " + MOST_RULES + " rules are allowed.");
        }
        for (String rule : rules) {
            if (!rule.contains("FREQ=") || rule.contains("DTSTART") || rule.contains("UNTIL")) {
                throw given.bad("recurrence", rule + " is no rule that is allowed here.");
            }
        }
        for (String time : List.of("startDateTime", "endDateTime")) {
            String text =
                    given.node().path(time).isNull() ? "" : given.text(time).orElse("");
            if (!text.isEmpty() && !LOCAL.matcher(text).matches()) {
                throw given.bad(time, "The time is local to the time zone and has no offset.");
            }
        }
        if (!given.node().path("timezone").isNull()) {
            given.text("timezone");
        }
        ObjectNode schedule = given.node().deepCopy();
        schedule.remove(List.of("chronosJobID", "lastExecutionTime", "nextExecutionTime"));
        schedule.put("chronosJobID", "job-" + Integer.toHexString(schedule.hashCode()));
        return schedule;
    }
}
