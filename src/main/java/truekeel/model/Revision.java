package truekeel.model;

/** A Git commit (40 hex digits) or, for a folder read as it stands, {@code folder-} and a digest of its files. */
public record Revision(String id) {
    public Revision {
        if (id.isBlank()) {
            throw new IllegalArgumentException("A revision is never blank");
        }
    }

    /** The first twelve characters, as reports show it. */
    public String shortId() {
        return id.length() <= 12 || id.startsWith("folder-") ? id : id.substring(0, 12);
    }

    @Override
    public String toString() {
        return id;
    }
}
