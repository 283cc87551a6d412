package truekeel.web.page;

import truekeel.model.Revision;

/** How things that have no page of their own are written. */
final class Shown {
    private Shown() {}

    static String revision(String id) {
        return new Revision(id).shortId();
    }

    /** Such as {@code 3 findings}. */
    static String number(int count, String singular, String plural) {
        return count + " " + (count == 1 ? singular : plural);
    }
}
