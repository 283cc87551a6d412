package truekeel.kinds.dataconnection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import truekeel.kinds.Look;
import truekeel.model.ResourceRef;
import truekeel.plan.Change;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.DataOperations;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;

/** What the tenant can make connections to. Asked once for all connections that a plan makes, and never otherwise. */
final class DataSources {
    private DataSources() {}

    /** A refusal of all those connections whose source is not to be had, by one look at the sources. */
    static Optional<Refusal> objection(List<Change> made, Look look) {
        Map<String, Boolean> usable = new HashMap<>();
        try {
            JsonNode answer = look.qlik()
                    .get(QlikRequest.of(DataOperations.GET_DATA_SOURCES).query("includeDisabled", "true"));
            answer.path("dataSources")
                    .forEach(source -> usable.put(
                            source.path("dataSourceId").asText(),
                            !source.path("disabled").asBoolean(false)));
        } catch (QlikException unread) {
            return Optional.empty(); // who may not see the list may still make connections, and Qlik checks them
        }
        List<ResourceRef> subjects = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (Change one : made) {
            String source =
                    one.desired().orElseThrow().spec().text("datasourceID").orElse("");
            if (!source.isEmpty() && !usable.isEmpty() && !usable.getOrDefault(source, false)) {
                subjects.add(one.ref());
                reasons.add(one.ref() + " connects to '" + source + "', which the tenant "
                        + (usable.containsKey(source) ? "has switched off" : "does not know"));
            }
        }
        return subjects.isEmpty()
                ? Optional.empty()
                : Optional.of(new Refusal(
                        RefusalCode.CANNOT_CREATE,
                        Refusal.Scope.SUBJECTS,
                        subjects,
                        String.join("; ", reasons) + ".",
                        "Correct datasourceID, or have the source switched on in the tenant's settings.",
                        false));
    }
}
