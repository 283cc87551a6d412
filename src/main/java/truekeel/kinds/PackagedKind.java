package truekeel.kinds;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import truekeel.model.Live;
import truekeel.plan.Change;
import truekeel.plan.Refusal;
import truekeel.qlik.QlikRequest;

/** A kind whose objects come in zips; it only says by which calls of Qlik. */
public interface PackagedKind extends Kind {

    /** The service of these objects. */
    PackagedZip zip();

    @Override
    default void observe(Look look, Consumer<Seen> each) {
        zip().observe(look, each);
    }

    @Override
    default List<Step> steps(Change change) {
        return zip().steps(change);
    }

    @Override
    default Optional<Refusal> objection(Change change, List<Change> plan, Look look) {
        return zip().objection(change);
    }

    @Override
    default Optional<QlikRequest> content(Live live) {
        return Optional.of(zip().content(live));
    }
}
