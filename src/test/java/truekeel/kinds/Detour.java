package truekeel.kinds;

import java.time.Duration;
import java.util.Optional;
import truekeel.qlik.Transport;
import truekeel.qlik.TransportFailure;
import truekeel.qlik.TransportFailure.Stage;
import truekeel.qlik.TransportReply;
import truekeel.qlik.TransportRequest;

/** How a request can come to Qlik other than once and in its turn, while the daemon lives on. */
enum Detour {
    /** Its client gives up waiting; it is carried out after the next request, be that a look or another try. */
    AFTER_THE_NEXT,
    /** The next write overtakes it. */
    AFTER_THE_NEXT_WRITE,
    /** It is carried out when the run is over. */
    AFTER_THE_RUN,
    /** It is carried out when another run is over, too. */
    AFTER_ANOTHER_RUN,
    /** The process dies while it is under way; it is carried out when the next process's run is over. */
    AFTER_A_KILL,
    /** It is carried out after another commit was reconciled: the one of the story's beginning. */
    AFTER_ANOTHER_COMMIT,
    /** It is carried out twice, and the second answer comes back. */
    DOUBLED,
    /** It is carried out twice, and the first answer comes back. */
    DOUBLED_UNSEEN;

    boolean doubles() {
        return this == DOUBLED || this == DOUBLED_UNSEEN;
    }

    /** A wire on which this befalls the request of that number, counted from zero. */
    Wire at(int number, LawWorld world) {
        return new Wire(this, number, world);
    }

    /** The wire of one process. What is late on it arrives all the same. */
    static final class Wire implements Transport {
        private static final Duration DELAY = Duration.ofSeconds(10);

        private final Detour detour;
        private final int number;
        private final LawWorld world;
        private final Transport wire;
        private int twins;
        private int count = -1;
        private Optional<TransportRequest> late = Optional.empty();

        private Wire(Detour detour, int number, LawWorld world) {
            this.detour = detour;
            this.number = number;
            this.world = world;
            this.wire = world.wire();
        }

        @Override
        public TransportReply exchange(TransportRequest request) {
            count++;
            if (count == number) {
                return divert(request);
            }
            boolean overtakes = detour == AFTER_THE_NEXT || (detour == AFTER_THE_NEXT_WRITE && isWrite(request));
            try {
                return wire.exchange(request);
            } finally {
                if (overtakes && late.isPresent()) {
                    arrive();
                }
            }
        }

        private TransportReply divert(TransportRequest request) {
            if (detour.doubles()) {
                TransportReply first = wire.exchange(request);
                long rows = rows();
                TransportReply second = wire.exchange(request);
                twins = Math.toIntExact(rows() - rows);
                return detour == DOUBLED ? second : first;
            }
            late = Optional.of(request);
            if (detour == AFTER_A_KILL) {
                throw new Mishap.Killed();
            }
            throw new TransportFailure(Stage.NO_ANSWER, "no answer in time");
        }

        /** What is late is carried out now; nobody waits for the answer. */
        void arrive() {
            Optional<TransportRequest> arrived = late;
            late = Optional.empty();
            world.advance(DELAY);
            arrived.ifPresent(wire::exchange);
        }

        /** The same, to be told how much it makes. */
        int arrival() {
            long rows = rows();
            arrive();
            return Math.toIntExact(Math.max(0, rows() - rows));
        }

        /** How many objects the second one of two like requests made. */
        int twins() {
            return twins;
        }

        private long rows() {
            return world.picture().lines().count();
        }

        private static boolean isWrite(TransportRequest request) {
            return LawWorld.isWrite(request.method().name(), request.target().split("\\?", 2)[0]);
        }
    }
}
