package truekeel.model;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A field's value as a small immutable tree. It never holds a secret, only a secret's name. {@link Null} is a value
 * (clear the field); an absent field is simply not in its {@link Fields}.
 */
public sealed interface Value {

    /** A string. */
    record Text(String value) implements Value {
        @Override
        public String toString() {
            return value;
        }
    }

    /** A number; equality is by value, so 1 equals 1.0. */
    record Num(BigDecimal value) implements Value {
        public Num {
            value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        }

        @Override
        public String toString() {
            return value.toPlainString();
        }
    }

    /** A boolean. */
    record Flag(boolean value) implements Value {
        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    /** The explicit null: clear this field. */
    record Null() implements Value {
        @Override
        public String toString() {
            return "null";
        }
    }

    /** A list, in the order written. */
    record Items(List<Value> values) implements Value {
        public Items {
            values = List.copyOf(values);
        }

        @Override
        public String toString() {
            return values.toString();
        }
    }

    /** A map, in the order written; equality ignores that order. */
    record Fields(Map<String, Value> values) implements Value {
        public static final Fields EMPTY = new Fields(Map.of());

        public Fields {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        public Optional<Value> get(String name) {
            return Optional.ofNullable(values.get(name));
        }

        /** The text of the named field; empty when it is absent or not a text. */
        public Optional<String> text(String name) {
            return get(name).filter(Text.class::isInstance).map(value -> ((Text) value).value());
        }

        /** The flag of the named field; empty when it is absent or not a flag. */
        public Optional<Boolean> flag(String name) {
            return get(name).filter(Flag.class::isInstance).map(value -> ((Flag) value).value());
        }

        /** The nested map of the named field; {@link #EMPTY} when it is absent or not a map. */
        public Fields fields(String name) {
            return get(name)
                    .filter(Fields.class::isInstance)
                    .map(Fields.class::cast)
                    .orElse(EMPTY);
        }

        /** The elements of the named list; none when it is absent or not a list. */
        public List<Value> items(String name) {
            return get(name)
                    .filter(Items.class::isInstance)
                    .map(value -> ((Items) value).values())
                    .orElse(List.of());
        }

        public boolean has(String name) {
            return values.containsKey(name);
        }

        public boolean isEmpty() {
            return values.isEmpty();
        }

        /** A copy with the field set, in its old place when it was there. */
        public Fields with(String name, Value value) {
            Map<String, Value> copy = new LinkedHashMap<>(values);
            copy.put(name, value);
            return new Fields(copy);
        }

        /** A copy with all fields of the other set, in the way of {@link #with(String, Value)}. */
        public Fields with(Fields others) {
            Map<String, Value> copy = new LinkedHashMap<>(values);
            copy.putAll(others.values);
            return new Fields(copy);
        }

        public Fields without(String name) {
            Map<String, Value> copy = new LinkedHashMap<>(values);
            copy.remove(name);
            return new Fields(copy);
        }

        @Override
        public String toString() {
            return values.toString();
        }
    }

    /** The name of a secret; its value is looked up only when a request is sent. */
    record SecretRef(String name) implements Value {
        @Override
        public String toString() {
            return "secretRef:" + name;
        }
    }

    static Value text(String value) {
        return new Text(value);
    }

    static Value flag(boolean value) {
        return new Flag(value);
    }

    static Value number(long value) {
        return new Num(BigDecimal.valueOf(value));
    }

    static Value nothing() {
        return new Null();
    }

    /** A list of texts. */
    static Items texts(List<String> values) {
        return new Items(values.stream().map(Value::text).toList());
    }

    default boolean isNull() {
        return this instanceof Null;
    }
}
