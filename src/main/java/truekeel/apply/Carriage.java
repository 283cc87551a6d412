package truekeel.apply;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import truekeel.kinds.Binding;
import truekeel.kinds.Step;

/**
 * One change on its way: its steps in order, and how far it came. Where a step waits for something, the change can be
 * left and taken up again, so that it holds nothing else. Used by one thread at a time.
 */
final class Carriage {
    private final Binding binding;
    private final StepSender sender;
    private final Iterator<Step> steps;
    private final Supplier<Instant> now;
    private final Instant begun;
    private @Nullable Step current;
    private Instant deadline = Instant.MIN;
    private boolean sent;

    Carriage(Binding binding, StepSender sender, List<Step> steps, Supplier<Instant> now) {
        this.binding = binding;
        this.sender = sender;
        this.steps = steps.iterator();
        this.now = now;
        this.begun = now.get();
    }

    Binding binding() {
        return binding;
    }

    Instant begun() {
        return begun;
    }

    /** Whether anything was sent to Qlik so far. */
    boolean hasSent() {
        return sent;
    }

    /** Goes on until the end, or until a step waits; tells whether it came to the end. */
    boolean advance() {
        Optional<Step> step = next();
        while (step.isPresent()) {
            StepSender.Sent result = sender.send(step.get(), binding, deadline);
            if (result == StepSender.Sent.WAITS) {
                return false;
            }
            if (result == StepSender.Sent.YES) {
                sent = true;
            }
            current = null;
            step = next();
        }
        return true;
    }

    private Optional<Step> next() {
        if (current == null && steps.hasNext()) {
            current = steps.next();
            deadline = now.get().plus(current.settling().within());
        }
        return Optional.ofNullable(current);
    }
}
