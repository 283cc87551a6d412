package truekeel.web.page;

import truekeel.model.Revision;
import truekeel.web.view.AttributionView;

/** How things that have no page of their own are written. */
final class Shown {
    private Shown() {}

    static String revision(String id) {
        return new Revision(id).shortId();
    }

    /** Who made drift, and how that is known. */
    static String author(AttributionView attribution) {
        return attribution
                .author()
                .map(author -> author.user() + " at " + author.time() + " (event " + author.eventId() + ")")
                .orElse(AttributionView.UNATTRIBUTED);
    }

    /** Such as {@code 3 findings}. */
    static String number(int count, String singular, String plural) {
        return count + " " + (count == 1 ? singular : plural);
    }
}
