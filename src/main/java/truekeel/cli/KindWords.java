package truekeel.cli;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import truekeel.model.KindName;
import truekeel.schema.KindSchema;
import truekeel.schema.Schemas;
import truekeel.schema.Scope;
import truekeel.schema.Spelling;

/** Kinds as people type them: the case of letters does not matter. */
final class KindWords {
    private KindWords() {}

    /** Throws {@link UsageException} with a suggestion for a word that is no kind. */
    static KindSchema any(Schemas schemas, String word) {
        return schemas.all().stream()
                .filter(schema -> schema.name().value().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> unknown(word, schemas.names()));
    }

    /** The kinds of what lives in a tenant; throws {@link UsageException} for any other word. */
    static Set<KindName> resources(Schemas schemas, Collection<String> words) {
        Set<KindName> kinds = new LinkedHashSet<>();
        for (String word : words) {
            KindSchema schema = any(schemas, word);
            if (schema.scope() == Scope.FLEET) {
                throw new UsageException("A " + schema.name() + " is not in a tenant, so nothing can be chosen by it.");
            }
            kinds.add(schema.name());
        }
        return kinds;
    }

    private static UsageException unknown(String word, List<String> names) {
        String hint = Spelling.didYouMean(word, names);
        return new UsageException("There is no kind '" + word + "'. "
                + (hint.isEmpty() ? "Kinds: " + String.join(", ", names) + "." : hint));
    }
}
