package truekeel.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import truekeel.model.ResourceRef;

/**
 * The drift of one resource.
 *
 * @param state a drift state's word, such as {@code modified}
 * @param fields what differs; empty where the resource is missing as a whole
 * @param since the onset, cut to microseconds
 * @param attribution who did it, where Qlik's audit events tell; never a guess
 */
public record DriftRecord(
        ResourceRef ref, String state, List<DriftField> fields, Instant since, Optional<Attribution> attribution) {
    public DriftRecord {
        fields = List.copyOf(fields);
        since = Micros.of(since);
    }

    /** Whether it says the same about the resource, onset and attribution aside. */
    boolean showsTheSameAs(DriftRecord other) {
        return state.equals(other.state) && fields.equals(other.fields);
    }
}
