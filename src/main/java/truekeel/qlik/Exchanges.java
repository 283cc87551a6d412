package truekeel.qlik;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import truekeel.model.LogKeys;
import truekeel.model.LogLine;

/** Single exchanges of the whole fleet: the places on the wire, what is measured, what Qlik announces. */
final class Exchanges {
    private static final Logger LOG = Logger.getLogger(Exchanges.class);

    private final Transport transport;
    private final InFlight inFlight;
    private final Clockwork clockwork;
    private final QlikMetrics metrics;
    private final Set<String> deprecated = ConcurrentHashMap.newKeySet();

    Exchanges(Transport transport, InFlight inFlight, Clockwork clockwork, QlikMetrics metrics) {
        this.transport = transport;
        this.inFlight = inFlight;
        this.clockwork = clockwork;
        this.metrics = metrics;
    }

    Clockwork clockwork() {
        return clockwork;
    }

    QlikMetrics metrics() {
        return metrics;
    }

    /** Waits for a place, sends, and gives the place back; throws {@link TransportFailure} without a whole answer. */
    TransportReply exchange(Operation operation, TransportRequest request) throws InterruptedException {
        inFlight.enter(request.host());
        Duration start = clockwork.ticker().get();
        int status = 0;
        try {
            TransportReply reply = transport.exchange(request);
            status = reply.status();
            note(operation, reply);
            return reply;
        } finally {
            inFlight.leave(request.host(), status != 0);
            metrics.requested(
                    operation, request.host(), status, clockwork.ticker().get().minus(start));
        }
    }

    private void note(Operation operation, TransportReply reply) {
        Optional<String> sunset = reply.header("sunset");
        if ((reply.header("deprecation").isPresent() || sunset.isPresent()) && deprecated.add(operation.id())) {
            LOG.warn(LogLine.of("Qlik announces the end of an operation.")
                    .with(LogKeys.OPERATION, operation.id())
                    .with(LogKeys.PATH, operation.path())
                    .with(LogKeys.SUNSET, sunset.orElse("not told")));
            metrics.deprecated(operation, sunset);
        }
    }
}
