package truekeel.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import truekeel.plan.Action;

/**
 * The counts that GitLab shows in a merge request for an artefact of type {@code terraform}. A recreated object counts
 * as created and as deleted.
 */
public final class TerraformReport {
    private TerraformReport() {}

    public static ObjectNode of(List<TenantReport> reports) {
        ChangeCounts counts = ChangeCounts.of(
                reports.stream().flatMap(report -> report.changes().stream()).toList());
        return JsonNodeFactory.instance
                .objectNode()
                .put("create", counts.of(Action.CREATE) + counts.of(Action.RECREATE))
                .put("update", counts.of(Action.UPDATE))
                .put("delete", counts.of(Action.DELETE) + counts.of(Action.RECREATE));
    }
}
