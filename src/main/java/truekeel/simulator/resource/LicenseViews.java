package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import truekeel.simulator.Json;
import truekeel.simulator.LicensePool;

/** How a licence shows itself in replies. */
final class LicenseViews {
    static final String STARTS = "2025-01-01T00:00:00.000Z";
    static final String ENDS = "2035-12-31T00:00:00.000Z";
    private static final Set<String> ALLOTMENTS = Set.of("professional", "analyzer", "analyzer_time");

    private LicenseViews() {}

    /** A number that follows from the key without giving it away. */
    static String number(LicensePool license) {
        long hash = 1125899906842597L;
        for (byte b : license.key().getBytes(StandardCharsets.UTF_8)) {
            hash = 31 * hash + b;
        }
        return String.format(Locale.ROOT, "%016d", Math.floorMod(hash, 10_000_000_000_000_000L));
    }

    static ObjectNode overview(LicensePool license) {
        ObjectNode view = Json.object();
        ArrayNode allotments = view.putArray("allotments");
        for (Map.Entry<String, Integer> units : license.units().entrySet()) {
            if (ALLOTMENTS.contains(units.getKey())) {
                long used = license.used(units.getKey());
                allotments
                        .addObject()
                        .put("name", units.getKey())
                        .put("usageClass", "")
                        .put("units", units.getValue() < 0 ? used : units.getValue())
                        .put("unitsUsed", used)
                        .put("overage", units.getValue() < 0 ? -1 : 0);
            }
        }
        view.put("licenseKey", license.key());
        view.put("licenseNumber", number(license));
        view.put("licenseType", "Signed");
        view.put("origin", "External");
        view.putArray("parameters");
        view.put("product", "Qlik Cloud Analytics");
        view.put("secondaryNumber", "");
        view.put("status", "Ok");
        view.put("trial", false);
        view.put("updated", STARTS);
        view.put("valid", STARTS + "/" + ENDS);
        view.put("version", "1");
        return view;
    }

    static ObjectNode status() {
        return Json.object()
                .put("deactivated", false)
                .put("extensionStatus", "Unavailable")
                .put("origin", "External")
                .put("product", "Qlik Cloud Analytics")
                .put("status", "Ok")
                .put("trial", false)
                .put("type", "Signed")
                .put("valid", STARTS + "/" + ENDS);
    }
}
