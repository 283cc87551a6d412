package truekeel.qlik;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Answers from a script, in order; logins are answered by themselves unless the script of logins says otherwise. */
final class FakeTransport implements Transport {
    private final Deque<Function<TransportRequest, TransportReply>> script = new ArrayDeque<>();
    private final Deque<Function<TransportRequest, TransportReply>> logins = new ArrayDeque<>();
    private final List<TransportRequest> requests = new ArrayList<>();
    private int tokens;

    synchronized FakeTransport then(Function<TransportRequest, TransportReply> answer) {
        script.add(answer);
        return this;
    }

    FakeTransport then(int status, String body) {
        return then(request -> reply(status, Map.of(), body));
    }

    FakeTransport then(int status, Map<String, String> headers, String body) {
        return then(request -> reply(status, headers, body));
    }

    FakeTransport thenFail(TransportFailure.Stage stage) {
        return then(request -> {
            throw new TransportFailure(stage, "the test broke it");
        });
    }

    synchronized FakeTransport thenLogin(Function<TransportRequest, TransportReply> answer) {
        logins.add(answer);
        return this;
    }

    /** All requests but logins. */
    synchronized List<TransportRequest> requests() {
        return requests.stream()
                .filter(request -> !request.target().equals("/oauth/token"))
                .toList();
    }

    synchronized List<TransportRequest> loginRequests() {
        return requests.stream()
                .filter(request -> request.target().equals("/oauth/token"))
                .toList();
    }

    List<String> targets() {
        return requests().stream().map(TransportRequest::target).toList();
    }

    @Override
    public TransportReply exchange(TransportRequest request) {
        Function<TransportRequest, TransportReply> answer;
        synchronized (this) {
            requests.add(request);
            boolean login = request.target().equals("/oauth/token");
            Deque<Function<TransportRequest, TransportReply>> queue = login ? logins : script;
            if (queue.isEmpty() && !login) {
                throw new AssertionError("the script has no answer to " + request);
            }
            answer = queue.isEmpty() ? any -> token(++tokens) : queue.remove();
        }
        TransportReply reply = answer.apply(request);
        if (reply.isGood() && request.sink().isPresent()) {
            write(request.sink().get().get(), reply.body());
            return new TransportReply(reply.status(), reply.headers(), new byte[0]);
        }
        return reply;
    }

    static TransportReply reply(int status, Map<String, String> headers, String body) {
        return new TransportReply(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    static TransportReply token(int number) {
        return reply(200, Map.of(), "{\"access_token\":\"token-" + number + "\",\"expires_in\":21600}");
    }

    static void write(OutputStream to, byte[] bytes) {
        try {
            to.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String body(TransportRequest request) {
        try (InputStream in = request.body().orElseThrow().open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
