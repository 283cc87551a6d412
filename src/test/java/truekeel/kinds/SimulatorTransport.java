package truekeel.kinds;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import truekeel.qlik.BodySource;
import truekeel.qlik.Transport;
import truekeel.qlik.TransportFailure;
import truekeel.qlik.TransportReply;
import truekeel.qlik.TransportRequest;
import truekeel.simulator.Answer;
import truekeel.simulator.Call;
import truekeel.simulator.Payload;
import truekeel.simulator.Simulator;

/** Hands requests to a simulator's core in this process: Qlik without a socket. */
public final class SimulatorTransport implements Transport {
    private static final long LARGE = 1 << 24;

    private final Simulator simulator;

    /** A body that is never in memory as a whole. */
    private record Streamed(BodySource source) implements Payload {
        @Override
        public InputStream open() {
            try {
                return source.open();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        @Override
        public long length() {
            return source.length();
        }
    }

    public SimulatorTransport(Simulator simulator) {
        this.simulator = simulator;
    }

    @Override
    public TransportReply exchange(TransportRequest request) {
        Answer answer = simulator.handle(call(request));
        return switch (answer.effect()) {
            case NORMAL -> reply(request, answer);
            case RESET, TIMEOUT ->
                throw new TransportFailure(TransportFailure.Stage.NO_ANSWER, "the connection broke off");
            case TRUNCATE -> throw new TransportFailure(TransportFailure.Stage.TRUNCATED, "the answer broke off");
        };
    }

    private static Call call(TransportRequest request) {
        Map<String, String> headers = new LinkedHashMap<>(request.headers());
        request.contentType().ifPresent(type -> headers.put("content-type", type));
        String[] target = request.target().split("\\?", 2);
        return new Call(
                request.method().name(),
                "https",
                request.host(),
                target[0],
                target.length > 1 ? target[1] : "",
                headers,
                body(request.body()));
    }

    private static Payload body(Optional<BodySource> source) {
        if (source.isEmpty()) {
            return Payload.empty();
        }
        if (source.get().length() > LARGE) {
            return new Streamed(source.get());
        }
        try (InputStream in = source.get().open()) {
            return Payload.of(in.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static TransportReply reply(TransportRequest request, Answer answer) {
        byte[] bytes = answer.body().bytes();
        boolean good = answer.status() >= 200 && answer.status() < 300;
        if (good && request.sink().isPresent()) {
            write(request.sink().get().get(), bytes);
            return new TransportReply(answer.status(), answer.headers(), new byte[0]);
        }
        return new TransportReply(answer.status(), answer.headers(), bytes);
    }

    private static void write(OutputStream sink, byte[] bytes) {
        try {
            sink.write(bytes);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
