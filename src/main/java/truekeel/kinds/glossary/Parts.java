package truekeel.kinds.glossary;

import java.util.Optional;
import truekeel.kinds.Binding;
import truekeel.model.Value;

/** The ids of a glossary's categories and terms: of those that were there, and of those that this change makes. */
record Parts(Value.Fields facts) {
    private static final String CATEGORY = "category ";
    private static final String TERM = "term ";

    Optional<Value.Fields> category(String path) {
        return find(GlossaryView.CATEGORIES, "path", path);
    }

    Optional<Value.Fields> term(String name) {
        return find(GlossaryView.TERMS, "name", name);
    }

    private Optional<Value.Fields> find(String list, String field, String text) {
        return GlossaryBody.parts(facts, list).stream()
                .filter(part -> part.text(field).equals(Optional.of(text)))
                .findFirst();
    }

    static void madeCategory(String path, String id, Binding binding) {
        binding.value(CATEGORY + path, id);
    }

    static void madeTerm(String name, String id, Binding binding) {
        binding.value(TERM + name, id);
    }

    String categoryId(String path, Binding binding) {
        return binding.value(CATEGORY + path)
                .or(() -> category(path).flatMap(category -> category.text("id")))
                .orElseThrow(() -> new Missing("The category " + path + " is in no list of the glossary."));
    }

    boolean knows(String term, Binding binding) {
        return binding.value(TERM + term).isPresent() || term(term).isPresent();
    }

    String termId(String name, Binding binding) {
        return binding.value(TERM + name)
                .or(() -> term(name).flatMap(term -> term.text("id")))
                .orElseThrow(() -> new Missing("The term " + name + " is in no list of the glossary."));
    }

    /** A part that another one names and that is neither declared nor there; nothing was sent for it. */
    static final class Missing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Missing(String message) {
            super(message);
        }
    }
}
