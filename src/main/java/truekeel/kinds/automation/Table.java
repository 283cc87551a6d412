package truekeel.kinds.automation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import truekeel.kinds.Binding;
import truekeel.kinds.Kind;
import truekeel.model.KindName;
import truekeel.model.Value;
import truekeel.qlik.Problem;
import truekeel.qlik.QlikException;
import truekeel.qlik.WorkOperations;

/** Which texts of a definition stand for objects of one tenant, and for which: spaces, apps, users, connections. */
final class Table {
    static final String CONNECTIONS = "connections";
    static final KindName SPACE = KindName.of("Space");
    private static final Map<String, KindName> KINDS =
            Map.of("spaces", SPACE, "apps", KindName.of("App"), "users", KindName.of("User"));

    private Table() {}

    /** The fields of a manifest that make up the table. */
    static List<String> fields() {
        return List.of(CONNECTIONS, "spaces", "apps", "users");
    }

    static Set<String> texts(Value.Fields spec) {
        Set<String> texts = new LinkedHashSet<>();
        KINDS.keySet().forEach(field -> texts.addAll(spec.fields(field).values().keySet()));
        spec.fields(CONNECTIONS).values().keySet().forEach(name -> texts.add(textOf(spec, name)));
        return texts;
    }

    private static String textOf(Value.Fields spec, String connection) {
        return spec.fields(CONNECTIONS).fields(connection).text("id").orElse(connection);
    }

    /** The table of a live automation, from what stands in its definition where the manifest's texts stand. */
    static Value.Fields live(Value.Fields desired, Map<String, String> found, Connections connections) {
        Value.Fields live = Value.Fields.EMPTY;
        for (String field : KINDS.keySet()) {
            Value.Fields entries = Value.Fields.EMPTY;
            for (String text : desired.fields(field).values().keySet()) {
                if (found.containsKey(text)) {
                    entries = entries.with(text, Kind.reference(found.getOrDefault(text, "")));
                }
            }
            live = entries.isEmpty() ? live : live.with(field, entries);
        }
        Value.Fields entries = Value.Fields.EMPTY;
        for (String name : desired.fields(CONNECTIONS).values().keySet()) {
            Optional<Map.Entry<String, Value.Fields>> held = Optional.ofNullable(found.get(textOf(desired, name)))
                    .flatMap(connections::named)
                    .filter(entry -> entry.getKey().equals(name));
            if (held.isPresent()) {
                entries = entries.with(name, held.get().getValue());
            }
        }
        return entries.isEmpty() ? live : live.with(CONNECTIONS, entries);
    }

    /** The names of used connections that a person must connect first. */
    static List<String> unconnected(Value.Fields desired, Map<String, String> found, Connections connections) {
        List<String> names = new ArrayList<>();
        for (String name : desired.fields(CONNECTIONS).values().keySet()) {
            String id = found.get(textOf(desired, name));
            if (id != null && !connections.isConnected(id)) {
                names.add(name);
            }
        }
        return names;
    }

    /** The ids of this tenant by the texts that stand for them. Throws when a connection is not there. */
    static Map<String, String> ids(Value.Fields spec, Binding binding) {
        Map<String, String> ids = new LinkedHashMap<>();
        KINDS.forEach((field, kind) ->
                spec.fields(field).values().forEach((text, reference) -> ids.put(text, binding.idOf(kind, reference))));
        if (spec.fields(CONNECTIONS).isEmpty()) {
            return ids;
        }
        Connections connections = Connections.now(binding.qlik());
        spec.fields(CONNECTIONS).values().forEach((name, wanted) -> {
            Value.Fields fields = (Value.Fields) wanted;
            Optional<String> space = fields.get("space").map(reference -> binding.idOf(SPACE, reference));
            List<String> meant = connections.meant(name, fields, space);
            if (meant.size() != 1) {
                throw new QlikException.Conflict(
                        WorkOperations.GET_AUTOMATION_CONNECTIONS.id(),
                        Problem.NONE,
                        "The automation connection " + name + " may mean " + meant.size() + " connections.");
            }
            ids.put(textOf(spec, name), meant.get(0));
        });
        return ids;
    }
}
