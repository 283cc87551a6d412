package truekeel.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import truekeel.model.FieldPath;
import truekeel.model.Value;

/**
 * What other fields must hold for a mark to count: one of the words each, or nothing where there are none.
 *
 * @param words by the path of the other field, within the spec
 */
public record Conditions(Map<FieldPath, List<String>> words) {
    public Conditions {
        words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
    }

    static Conditions of(JsonNode mark) {
        Map<FieldPath, List<String>> words = new LinkedHashMap<>();
        mark.properties().forEach(other -> {
            List<String> texts = new ArrayList<>();
            other.getValue().forEach(word -> texts.add(word.asText()));
            words.put(FieldPath.parse(other.getKey()), List.copyOf(texts));
        });
        return new Conditions(words);
    }

    boolean hold(Value.Fields spec) {
        return words.entrySet().stream()
                .allMatch(one -> holds(one.getValue(), one.getKey().in(spec)));
    }

    private static boolean holds(List<String> allowed, Optional<Value> value) {
        return allowed.isEmpty()
                ? value.isEmpty()
                : value.map(Value::toString).filter(allowed::contains).isPresent();
    }

    /** As people read it, such as {@code protocol is OIDC or SAML}. */
    @Override
    public String toString() {
        return words.entrySet().stream()
                .map(one -> String.join(".", one.getKey().segments())
                        + (one.getValue().isEmpty() ? " is absent" : " is " + String.join(" or ", one.getValue())))
                .collect(Collectors.joining(" and "));
    }
}
