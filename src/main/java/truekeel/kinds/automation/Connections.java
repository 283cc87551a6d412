package truekeel.kinds.automation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import truekeel.kinds.AutomationConnections;
import truekeel.kinds.Kind;
import truekeel.kinds.Look;
import truekeel.model.Value;
import truekeel.qlik.QlikTenant;

/** The automation connections of a tenant, as their one list tells them. They are observed only. */
final class Connections {
    static final Connections NONE = new Connections(List.of());

    private final Map<String, JsonNode> byId = new LinkedHashMap<>();

    private Connections(List<JsonNode> all) {
        all.forEach(entry -> byId.put(entry.path("id").asText(), entry));
    }

    /** Those that the look sees, read once for all changes. */
    static Connections of(Look look) {
        return new Connections(look.connections().all());
    }

    /** Those that are there now. */
    static Connections now(QlikTenant qlik) {
        return new Connections(AutomationConnections.read(qlik));
    }

    /** A connection as a manifest names it, its name apart. */
    Optional<Map.Entry<String, Value.Fields>> named(String id) {
        return Optional.ofNullable(byId.get(id)).map(entry -> {
            Value.Fields fields = Value.Fields.EMPTY.with(
                    "connector", Value.text(entry.path("connectorId").asText()));
            String space = entry.path("spaceId").asText("");
            return Map.entry(
                    entry.path("name").asText(),
                    space.isEmpty() ? fields : fields.with("space", Kind.reference(space)));
        });
    }

    /** The connections that a definition uses, as a manifest names them; those of one name cannot be told apart. */
    Value.Fields usedIn(Definition definition) {
        Value.Fields used = Value.Fields.EMPTY;
        for (String id : byId.keySet()) {
            Map.Entry<String, Value.Fields> one = named(id).orElseThrow();
            if (definition.holds(id) && !used.has(one.getKey())) {
                used = used.with(one.getKey(), one.getValue().with("id", Value.text(id)));
            }
        }
        return used;
    }

    boolean isConnected(String id) {
        return Optional.ofNullable(byId.get(id))
                .map(entry -> entry.path("isConnected").asBoolean(true))
                .orElse(false);
    }

    /**
     * The ids of the connections that a manifest may mean.
     *
     * @param spaceId of the space that it names; empty for any
     */
    List<String> meant(String name, Value.Fields wanted, Optional<String> spaceId) {
        return byId.values().stream()
                .filter(entry -> entry.path("name").asText().equals(name))
                .filter(entry -> wanted.text("connector")
                        .equals(Optional.of(entry.path("connectorId").asText())))
                .filter(entry -> spaceId.map(
                                id -> id.equals(entry.path("spaceId").asText()))
                        .orElse(true))
                .map(entry -> entry.path("id").asText())
                .toList();
    }
}
