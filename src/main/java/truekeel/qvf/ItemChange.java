package truekeel.qvf;

import java.util.List;

/**
 * What became of a sheet, a master item or a variable.
 *
 * @param title the new one, or the old one of what is gone
 * @param what of it changed, in words; empty for what came or went
 */
public record ItemChange(Outline.Category category, String id, String title, Fate fate, List<String> what) {
    public ItemChange {
        what = List.copyOf(what);
    }

    /** Came, went, or stayed with changes. */
    public enum Fate {
        ADDED,
        REMOVED,
        CHANGED
    }

    /** Such as {@code sheet "Overview"}. */
    public String subject() {
        return category.word() + " \"" + title + "\"";
    }
}
