package truekeel.kinds.glossary;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import truekeel.model.Live;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;

/** Looks for categories and terms that a manifest names and that will not be there. */
final class Loose {
    private Loose() {}

    static Optional<Refusal> ends(Change change) {
        Value.Fields spec = change.desired().orElseThrow().spec();
        Value.Fields live = change.live().map(Live::spec).orElse(Value.Fields.EMPTY);
        Set<String> categories = keys(spec.has("categories") ? spec : live, "categories", "path");
        Set<String> terms = keys(spec.has("terms") ? spec : live, "terms", "name");
        Stream<String> parents = spec.has("categories")
                ? categories.stream().flatMap(path -> GlossaryBody.parent(path).stream())
                : Stream.of();
        Stream<String> ofTerms = GlossaryBody.parts(spec, "terms").stream()
                .flatMap(term -> term.items("categories").stream().map(Value::toString));
        Stream<String> related = GlossaryBody.parts(spec, "terms").stream()
                .flatMap(term -> GlossaryBody.parts(term, "relatesTo").stream())
                .flatMap(relation -> relation.text("term").stream());
        Optional<String> loose = Stream.concat(parents, ofTerms)
                .filter(path -> !categories.contains(path))
                .map(path -> "category " + path)
                .findFirst()
                .or(() -> related.filter(term -> !terms.contains(term))
                        .map(term -> "term " + term)
                        .findFirst());
        return loose.map(what -> Refusal.of(
                RefusalCode.REF_NOT_FOUND,
                change.ref(),
                "The " + what + " is named in " + change.ref() + " and is in none of its lists.",
                "Add it to the list, or correct the name.",
                false));
    }

    private static Set<String> keys(Value.Fields spec, String list, String field) {
        return GlossaryBody.parts(spec, list).stream()
                .flatMap(part -> part.text(field).stream())
                .collect(Collectors.toSet());
    }
}
