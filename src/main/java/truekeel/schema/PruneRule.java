package truekeel.schema;

/** Whether objects of a kind that nobody declares may be deleted at all, if the tenant's policy asks for it. */
public enum PruneRule {
    NEVER("never"),
    OPT_IN("optIn"),
    /** Only when nothing is left inside. */
    OPT_IN_EMPTY("optInEmpty"),
    /** Only objects with {@code providerType: custom}. */
    OPT_IN_CUSTOM("optInCustom");

    private final String word;

    PruneRule(String word) {
        this.word = word;
    }

    static PruneRule of(String word) {
        for (PruneRule rule : values()) {
            if (rule.word.equals(word)) {
                return rule;
            }
        }
        throw new IllegalStateException("The prune rule '" + word + "' is unknown. This is a bug in Truekeel.");
    }
}
