package truekeel.kinds;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.Note;
import truekeel.plan.Refusal;
import truekeel.qlik.QlikRequest;

/**
 * What is particular to one kind of manifest: how live objects are read, and by which calls a change is made. Kinds
 * compare nothing, retry nothing, sleep never, log nothing and journal nothing.
 */
public interface Kind {

    /** The name, which is also that of its schema. */
    KindName name();

    /** Whether the kind is read in a look at all; by default where it is declared or owned. */
    default boolean isLookedAt(Look look) {
        return look.concerns(name());
    }

    /**
     * Gives every live object of the tenant, read from the service's lists to their end; a failing list throws
     * {@link truekeel.qlik.QlikException}, a failing part of one object makes that object {@linkplain Seen#unknown
     * unknown}. References are given as {@link #reference ids}. With {@link Look#only} set, just those objects, read by
     * id.
     */
    void observe(Look look, Consumer<Seen> each);

    /**
     * The objects that answer to the given ids and natural references, for kinds that others refer to; undeclared ones
     * are found by as few calls as the service allows. Extra objects do no harm. The default reads everything.
     *
     * @param references texts, or maps of parts such as {@code {name, providerType}}
     */
    default void find(Look look, Set<String> ids, Set<Value> references, Consumer<Seen> each) {
        observe(look, each);
    }

    /**
     * The ordered calls that carry out one change, each with at most one mutation. For {@link Change.Recreate} these
     * are the calls of the delete followed by those of the create.
     */
    List<Step> steps(Change change);

    /**
     * A reason not to do this, which only a look at Qlik can tell; asked before the first write, and only for changes
     * that would otherwise run.
     */
    default Optional<Refusal> objection(Change change, List<Change> plan, Look look) {
        return Optional.empty();
    }

    /** What people should know of a change before it is made, such as whether a deletion is final. */
    default List<Note> notes(Change change, Look look) {
        return List.of();
    }

    /**
     * The name under which a change hands a new secret over to the sink, so that it is known beforehand whether that
     * can be done; empty for changes that bring none.
     */
    default Optional<String> handsOver(Change change) {
        return Optional.empty();
    }

    /** What changes of such objects leave in Qlik's audit feed; none where no event is known for sure. */
    default List<Trail> trails() {
        return List.of();
    }

    /**
     * Any one of these OAuth scopes lets a client's token carry out the kind's writes; empty where nothing is known for
     * sure.
     */
    default Set<String> needs() {
        return Set.of();
    }

    /** How an observed reference is written until the directory knows its natural key. */
    static Value reference(String id) {
        return Value.Fields.EMPTY.with("id", Value.text(id));
    }

    /**
     * The name of the step of a change that Qlik carries out so many times per tenant and day; empty for a change that
     * surely has none. Whether it is sent shows only when its turn comes.
     */
    default Optional<String> rationed(Change change) {
        return Optional.empty();
    }

    /** How content of such objects is taken out of another tenant; empty where that is not possible. */
    default Optional<Donor> donor() {
        return Optional.empty();
    }

    /**
     * The call that downloads the file which a live object was made from; empty where Qlik does not give it back as it
     * was.
     */
    default Optional<QlikRequest> content(Live live) {
        return Optional.empty();
    }

    /** The same for one of several files, by the field that names it. */
    default Optional<QlikRequest> content(Live live, String field) {
        return content(live);
    }
}
