package truekeel.plan;

import java.util.List;
import java.util.Optional;
import truekeel.model.ResourceRef;

/**
 * How one resource stands: its drift state, what differs, and for {@code unknown} and {@code blocked} the reason.
 *
 * @param code the refusal's code where one blocks the resource, or what an unknown one waits for
 * @param message a full sentence; empty where the state says all
 */
public record ResourceState(
        ResourceRef ref, DriftState state, List<FieldDiff> fields, Optional<RefusalCode> code, String message) {
    public ResourceState {
        fields = List.copyOf(fields);
    }

    public static ResourceState of(ResourceRef ref, DriftState state) {
        return new ResourceState(ref, state, List.of(), Optional.empty(), "");
    }

    public static ResourceState of(ResourceRef ref, DriftState state, String message) {
        return new ResourceState(ref, state, List.of(), Optional.empty(), message);
    }

    public static ResourceState blocked(ResourceRef ref, RefusalCode code, String message) {
        return new ResourceState(ref, DriftState.BLOCKED, List.of(), Optional.of(code), message);
    }
}
