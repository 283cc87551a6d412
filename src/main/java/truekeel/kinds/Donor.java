package truekeel.kinds;

import java.util.List;
import java.util.Optional;
import truekeel.qlik.QlikReply;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;

/**
 * How content is taken out of a live object of another tenant, such as an app that developers work on there: a look at
 * a whole space costs one list, and only what is wanted is exported. It compares, keeps and journals nothing.
 */
public interface Donor {

    /**
     * A space and the objects of the kind in it, from a list that may lag behind.
     *
     * @param type Qlik's word for the space's type
     */
    record Shelf(String spaceId, String type, List<Offer> offers) {
        public Shelf {
            offers = List.copyOf(offers);
        }
    }

    /**
     * One object that content can be taken from.
     *
     * @param version what its people say which version it is, as they write it; empty when they say nothing
     */
    record Offer(String id, String name, Optional<String> version) {}

    /** What a space offers, by the space's name; empty when there is no such space, or we may not see it. */
    Optional<Shelf> shelf(QlikTenant source, String space);

    /** The object itself, which does not lag; empty when it is gone. */
    Optional<Offer> offer(QlikTenant source, String id);

    /** The type of spaces that content can be taken from. */
    String type();

    /** The call that gives us the access which taking content needs; empty when we have it. */
    Optional<QlikRequest> access(QlikTenant source, String spaceId);

    /** The call that has the content laid out. Sent twice it does no harm. */
    QlikRequest export(String id);

    /** The call that downloads what was laid out; it can have expired. */
    QlikRequest content(QlikReply exported);
}
