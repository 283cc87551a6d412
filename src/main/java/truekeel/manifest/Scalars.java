package truekeel.manifest;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import truekeel.model.Value;

/** What an unquoted word means by the core schema of YAML 1.2. Thread-safe. */
final class Scalars {
    /** Longer numbers are refused: written out in full they would fill the memory. */
    private static final int DIGITS = 100;

    private static final ScalarResolver CORE = new CoreScalarResolver(false);

    private Scalars() {}

    /** Empty for a number that is too large. */
    static Optional<Value> resolve(String word) {
        return of(word, CORE.resolve(word, true));
    }

    /** Empty where the tag does not fit the word. */
    static Optional<Value> of(String word, Tag tag) {
        if (tag.equals(Tag.NULL)) {
            return Optional.of(Value.nothing());
        }
        if (tag.equals(Tag.BOOL)) {
            boolean yes = word.equalsIgnoreCase("true");
            return yes || word.equalsIgnoreCase("false") ? Optional.of(Value.flag(yes)) : Optional.empty();
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return number(word);
        }
        return Optional.of(Value.text(word));
    }

    private static Optional<Value> number(String word) {
        if (word.length() > DIGITS) {
            return Optional.empty();
        }
        try {
            BigDecimal number = decimal(word);
            boolean small = Math.abs((long) number.scale()) <= DIGITS;
            return small ? Optional.of(new Value.Num(number)) : Optional.empty();
        } catch (NumberFormatException notANumber) {
            // .inf and .nan, which JSON cannot say
            return Optional.empty();
        }
    }

    private static BigDecimal decimal(String word) {
        if (word.startsWith("0x")) {
            return new BigDecimal(new BigInteger(word.substring(2), 16));
        }
        if (word.startsWith("0o")) {
            return new BigDecimal(new BigInteger(word.substring(2), 8));
        }
        return new BigDecimal(word);
    }
}
