package truekeel.plan;

import java.util.ArrayList;
import java.util.List;
import truekeel.model.Value;

/** What a live spec looks like once differences are written, read off the paths alone and nothing else. */
final class Applied {
    private Applied() {}

    static Value.Fields to(Value.Fields live, List<FieldDiff> fields) {
        Value result = live;
        for (FieldDiff field : fields) {
            result = set(result, field.path().segments(), field.desired());
        }
        return (Value.Fields) result;
    }

    private static Value set(Value here, List<String> path, Value written) {
        if (path.isEmpty()) {
            return written;
        }
        String segment = path.get(0);
        List<String> rest = path.subList(1, path.size());
        if (here instanceof Value.Items items) {
            return element(items, segment, rest, written);
        }
        Value.Fields fields = here instanceof Value.Fields map ? map : Value.Fields.EMPTY;
        boolean list = !rest.isEmpty() && rest.get(0).contains("=");
        Value below = fields.get(segment)
                .filter(value -> !value.isNull())
                .orElse(list ? new Value.Items(List.of()) : Value.Fields.EMPTY);
        return fields.with(segment, set(below, rest, written));
    }

    private static Value element(Value.Items items, String segment, List<String> rest, Value written) {
        String field = segment.substring(0, segment.indexOf('='));
        String name = segment.substring(segment.indexOf('=') + 1);
        List<Value> elements = new ArrayList<>();
        boolean found = false;
        for (Value element : items.values()) {
            boolean named = ((Value.Fields) element)
                    .get(field)
                    .filter(value -> value.toString().equals(name))
                    .isPresent();
            found |= named;
            if (!named) {
                elements.add(element);
            } else if (!rest.isEmpty() || !written.isNull()) {
                elements.add(set(element, rest, written));
            }
        }
        if (!found) {
            elements.add(written);
        }
        return new Value.Items(elements);
    }
}
