package truekeel.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import truekeel.model.Finding;

/** Findings as JSON. Fields are only ever added. */
public final class FindingsJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private FindingsJson() {}

    /** All of them, and how many there are. */
    public static ObjectNode of(List<Finding> findings, int tenants, int broken) {
        ObjectNode root = JSON.objectNode();
        root.set("findings", array(findings));
        long errors = findings.stream().filter(Finding::isError).count();
        root.putObject("summary")
                .put("errors", errors)
                .put("warnings", findings.size() - errors)
                .put("tenants", tenants)
                .put("broken", broken);
        return root;
    }

    static ArrayNode array(List<Finding> findings) {
        ArrayNode array = JSON.arrayNode();
        for (Finding finding : findings) {
            array.addObject()
                    .put("code", finding.code().name())
                    .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
                    .put("file", finding.position().file())
                    .put("line", finding.position().line())
                    .put("column", finding.position().column())
                    .put("message", finding.message())
                    .put("hint", finding.hint());
        }
        return array;
    }
}
