package truekeel.kinds.ippolicy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import truekeel.model.Desired;
import truekeel.model.IpRange;
import truekeel.model.Live;
import truekeel.model.Value;
import truekeel.plan.Change;

/** One policy as it is and as it shall be; a policy that is not enabled, or not there, opens for nobody. */
record Door(Side before, Side after) {

    /**
     * A policy at one time.
     *
     * @param counts whether it is there and enabled
     */
    record Side(boolean counts, List<IpRange> ranges) {
        static final Side NONE = new Side(false, List.of());

        /** A policy that does not say whether it is enabled is taken for one that is. */
        static Side of(Value.Fields spec) {
            List<IpRange> ranges = new ArrayList<>();
            for (Value address : spec.items("allowedIps")) {
                parsed(address.toString()).ifPresent(ranges::add);
            }
            return new Side(spec.flag("enabled").orElse(true), ranges);
        }

        /** What is no IPv4 range opens for nobody of us. */
        private static Optional<IpRange> parsed(String text) {
            try {
                return Optional.of(IpRange.parse(text));
            } catch (IllegalArgumentException noRange) {
                return Optional.empty();
            }
        }

        boolean opensFor(IpRange us) {
            return counts && us.isWithin(ranges);
        }

        /** Whether it counts and yet does not open for all of us. */
        boolean shutsOut(IpRange us) {
            return counts && !us.isWithin(ranges);
        }
    }

    static Door untouched(Value.Fields spec) {
        return new Door(Side.of(spec), Side.of(spec));
    }

    static Door of(Change change) {
        Optional<Value.Fields> live = change.live().map(Live::spec);
        Side before = live.map(Side::of).orElse(Side.NONE);
        if (change.action().destroys()) {
            return new Door(before, Side.NONE);
        }
        Value.Fields after = live.orElse(Value.Fields.EMPTY);
        Value.Fields wanted = change.desired().map(Desired::spec).orElse(Value.Fields.EMPTY);
        for (String field : List.of("allowedIps", "enabled")) {
            Optional<Value> value = wanted.get(field);
            if (value.isPresent()) {
                after = after.with(field, value.get());
            }
        }
        return new Door(before, Side.of(after));
    }

    /** The ranges for which it is open all the time, whenever the change takes place. */
    List<IpRange> steady() {
        return before.counts() && after.counts()
                ? before.ranges().stream()
                        .flatMap(range -> after.ranges().stream().flatMap(other -> range.common(other).stream()))
                        .toList()
                : List.of();
    }

    /** Whether nobody can be worse off: it does not begin to count, and opens for all for whom it did. */
    boolean isHarmless() {
        return before.counts()
                ? after.counts() && before.ranges().stream().allMatch(range -> range.isWithin(after.ranges()))
                : !after.counts();
    }
}
