package truekeel.simulator;

import io.netty.channel.ChannelOption;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.file.Path;
import java.util.Optional;

/** The ways an answer leaves the server, the broken ones included. */
final class Transmission {
    private Transmission() {}

    static void whole(HttpServerRequest request, Answer answer) {
        HttpServerResponse response = head(request, answer);
        Optional<Path> file = answer.body().file();
        if (isBodyless(request, answer)) {
            response.end();
        } else if (file.isPresent()) {
            response.sendFile(file.get().toString());
        } else {
            response.end(Buffer.buffer(answer.body().bytes()));
        }
    }

    private static boolean isBodyless(HttpServerRequest request, Answer answer) {
        return answer.status() == 204
                || answer.status() == 304
                || request.method().name().equals("HEAD");
    }

    /**
     * All of the head with the full length, half of the body, then the end of the connection; of an answer without a
     * body nothing at all.
     */
    static void half(HttpServerRequest request, Answer answer) {
        if (isBodyless(request, answer)) {
            request.connection().close();
            return;
        }
        HttpServerResponse response = head(request, answer);
        long half = answer.body().length() / 2;
        Optional<Path> file = answer.body().file();
        Future<Void> sent = file.isPresent()
                ? response.sendFile(file.get().toString(), 0, half)
                : response.write(Buffer.buffer(answer.body().bytes()).slice(0, Math.toIntExact(half)));
        sent.onComplete(done -> request.connection().close());
    }

    private static HttpServerResponse head(HttpServerRequest request, Answer answer) {
        HttpServerResponse response = request.response().setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        if (answer.status() != 204 && answer.status() != 304) {
            response.putHeader("content-length", Long.toString(answer.body().length()));
        }
        return response;
    }

    /** A TCP reset: with a linger time of zero the kernel throws the connection away instead of ending it in order. */
    static void reset(HttpServerRequest request) {
        if (request.connection() instanceof ConnectionBase connection) {
            connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
            connection.channel().unsafe().closeForcibly();
        }
        request.connection().close();
    }
}
