package truekeel.simulator.resource;

/** Extensions and themes are the same service twice; this is what they differ in. */
enum PackageKind {
    EXTENSION("extension", "extensions", "admin.extensions"),
    THEME("theme", "themes", "admin.themes");

    private final String word;
    private final String plural;
    private final String scope;

    PackageKind(String word, String plural, String scope) {
        this.word = word;
        this.plural = plural;
        this.scope = scope;
    }

    String word() {
        return word;
    }

    /** In paths, and the name of the table. */
    String plural() {
        return plural;
    }

    /** The table of those that were deleted. */
    String deleted() {
        return "deleted-" + plural;
    }

    /** What a caller who is no admin needs to change one. */
    String scope() {
        return scope;
    }
}
