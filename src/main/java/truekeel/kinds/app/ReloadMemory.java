package truekeel.kinds.app;

import java.util.Locale;
import java.util.Optional;
import truekeel.kinds.Binding;
import truekeel.model.Value;

/**
 * What the inventory remembers of the reload that follows a deployment. It is written before the content is brought to
 * Qlik, so that a run that breaks off in between is followed by one that still reloads.
 *
 * @param content the digest of the file whose content is to be loaded
 * @param reload Qlik's id of the reload; empty as long as none was asked for
 * @param at when it ended; empty before
 * @param said how it ended, a full sentence; empty before
 */
record ReloadMemory(String content, State state, String reload, String at, String said) {
    private static final String FACT = "reload";

    /** How far it came. */
    enum State {
        /** The content is or will be there and was not reloaded. */
        DUE,
        /** Qlik has taken the reload on. */
        ASKED,
        /** The reload ended well, or nobody wants to know how it ends. */
        DONE,
        /** The reload ended badly; the same content is not tried again by itself. */
        FAILED
    }

    static Optional<ReloadMemory> of(Memory memory) {
        Value.Fields fact = memory.facts().fields(FACT);
        return fact.text("state")
                .map(state -> new ReloadMemory(
                        fact.text("content").orElse(""),
                        State.valueOf(state.toUpperCase(Locale.ROOT)),
                        fact.text("id").orElse(""),
                        fact.text("at").orElse(""),
                        fact.text("said").orElse("")));
    }

    /** Content is about to be deployed. */
    static void due(Binding binding, String content) {
        new ReloadMemory(content, State.DUE, "", "", "").remember(binding);
    }

    ReloadMemory asked(String id) {
        return new ReloadMemory(content, State.ASKED, id, "", "");
    }

    ReloadMemory ended(boolean well, String time, String sentence) {
        return new ReloadMemory(content, well ? State.DONE : State.FAILED, reload, time, sentence);
    }

    void remember(Binding binding) {
        binding.remember(
                FACT,
                Value.Fields.EMPTY
                        .with("content", Value.text(content))
                        .with("state", Value.text(state.name().toLowerCase(Locale.ROOT)))
                        .with("id", Value.text(reload))
                        .with("at", Value.text(at))
                        .with("said", Value.text(said)));
    }
}
