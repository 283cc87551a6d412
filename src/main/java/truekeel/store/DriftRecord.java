package truekeel.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import truekeel.model.ResourceRef;
import truekeel.plan.DriftState;

/**
 * The drift of one resource.
 *
 * @param state a drift state's word, such as {@code modified}
 * @param fields what differs; empty where the resource is missing as a whole
 * @param since the onset, cut to microseconds
 * @param cause which side moved at the onset
 * @param attribution who did it, where Qlik's audit events tell; never a guess
 */
public record DriftRecord(
        ResourceRef ref,
        String state,
        List<DriftField> fields,
        Instant since,
        DriftCause cause,
        Optional<Attribution> attribution) {
    private static final String BLOCKED = DriftState.BLOCKED.word();

    public DriftRecord {
        fields = List.copyOf(fields);
        since = Micros.of(since);
    }

    /**
     * Whether it tells of the same difference, onset and attribution aside. That a guard stands before its removal, or
     * does so no longer, makes it no other difference.
     */
    public boolean showsTheSameAs(DriftRecord other) {
        boolean sameState = state.equals(other.state) || state.equals(BLOCKED) || other.state.equals(BLOCKED);
        return sameState && fields.equals(other.fields);
    }

    public DriftRecord withAttribution(Optional<Attribution> found) {
        return new DriftRecord(ref, state, fields, since, cause, found);
    }
}
