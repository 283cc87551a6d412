package truekeel.kinds;

import java.util.Map;
import truekeel.qlik.Transport;
import truekeel.qlik.TransportFailure;
import truekeel.qlik.TransportFailure.Stage;
import truekeel.qlik.TransportReply;
import truekeel.qlik.TransportRequest;

/** What can befall one request, or a process at it. */
public enum Mishap {
    /** The process dies before the request leaves. */
    KILLED_BEFORE,
    /** The process dies before the answer arrives. */
    KILLED_AFTER,
    /** The same, and the next process begins at once, while Qlik's lists may still lag. */
    KILLED_AFTER_AND_BACK,
    UNAVAILABLE_BEFORE,
    UNAVAILABLE_AFTER,
    THROTTLED,
    RESET_BEFORE,
    RESET_AFTER,
    TIMED_OUT_AFTER,
    TRUNCATED_AFTER,
    /** The network is gone from this request on, for the rest of the run. */
    CUT_OFF_BEFORE,
    /** The same, but this request still went through. */
    CUT_OFF_AFTER;

    /** The process is gone; nothing but what is stored survives. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    public boolean kills() {
        return this == KILLED_BEFORE || this == KILLED_AFTER || this == KILLED_AFTER_AND_BACK;
    }

    private boolean lasts() {
        return this == CUT_OFF_BEFORE || this == CUT_OFF_AFTER;
    }

    /** A wire on which this befalls the request of that number, counted from zero. */
    public Transport at(int number, Transport wire) {
        return new Transport() {
            private int count = -1;

            @Override
            public TransportReply exchange(TransportRequest request) {
                count++;
                if (count == number) {
                    return befall(() -> wire.exchange(request));
                }
                if (count > number && lasts()) {
                    throw reset();
                }
                return wire.exchange(request);
            }
        };
    }

    private boolean comesAfter() {
        return switch (this) {
            case KILLED_AFTER,
                    KILLED_AFTER_AND_BACK,
                    UNAVAILABLE_AFTER,
                    RESET_AFTER,
                    TIMED_OUT_AFTER,
                    TRUNCATED_AFTER,
                    CUT_OFF_AFTER -> true;
            case KILLED_BEFORE, UNAVAILABLE_BEFORE, THROTTLED, RESET_BEFORE, CUT_OFF_BEFORE -> false;
        };
    }

    private TransportReply befall(Runnable carryOut) {
        if (comesAfter()) {
            carryOut.run();
        }
        return switch (this) {
            case KILLED_BEFORE, KILLED_AFTER, KILLED_AFTER_AND_BACK -> throw new Killed();
            case UNAVAILABLE_BEFORE, UNAVAILABLE_AFTER -> status(503, Map.of());
            case THROTTLED -> status(429, Map.of("retry-after", "7"));
            case RESET_BEFORE, RESET_AFTER, CUT_OFF_BEFORE, CUT_OFF_AFTER -> throw reset();
            case TIMED_OUT_AFTER -> throw new TransportFailure(Stage.NO_ANSWER, "no answer in time");
            case TRUNCATED_AFTER -> throw new TransportFailure(Stage.TRUNCATED, "the answer broke off");
        };
    }

    private static TransportFailure reset() {
        return new TransportFailure(Stage.NO_ANSWER, "the connection was reset");
    }

    private static TransportReply status(int status, Map<String, String> headers) {
        return new TransportReply(status, headers, new byte[0]);
    }
}
