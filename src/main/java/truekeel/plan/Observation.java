package truekeel.plan;

import java.time.Instant;
import java.util.List;
import truekeel.model.KindName;
import truekeel.model.Live;

/** What is known of one kind in one tenant. Only {@link Complete} can lead to a create or a delete. */
public sealed interface Observation {
    KindName kind();

    /** Every object that was seen, in Qlik's order. */
    List<Live> live();

    /** Every object there is, each list read to its end. */
    record Complete(KindName kind, List<Live> live, Instant at) implements Observation {
        public Complete {
            live = List.copyOf(live);
        }
    }

    /** Some objects; the list broke off. */
    record Partial(KindName kind, List<Live> live, String cause) implements Observation {
        public Partial {
            live = List.copyOf(live);
        }
    }

    /** Nothing: the list could not be read at all. */
    record Unavailable(KindName kind, String cause) implements Observation {
        @Override
        public List<Live> live() {
            return List.of();
        }
    }

    default boolean isComplete() {
        return this instanceof Complete;
    }

    /** Why it is not complete; the empty text when it is. */
    default String cause() {
        if (this instanceof Partial partial) {
            return partial.cause;
        }
        return this instanceof Unavailable unavailable ? unavailable.cause : "";
    }
}
