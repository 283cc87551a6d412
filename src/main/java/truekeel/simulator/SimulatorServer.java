package truekeel.simulator;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.VertxThread;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.spi.VertxThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Serves one simulator over HTTP and, when asked, HTTPS, on loopback only. Every host name ends up here; which of them
 * a request is for is said by its Host header. Closing it ends all its connections and threads; the simulator stays.
 */
public final class SimulatorServer implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String STORE_PASSWORD = "simulator";

    /** Larger bodies go to a file while they arrive. */
    private static final long IN_MEMORY = 1024 * 1024;

    private final Simulator simulator;
    private final Threads threads = new Threads();
    private final Vertx vertx;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(work -> threads.newDaemon(work, "simulator-latency"));
    private int httpPort;
    private OptionalInt httpsPort = OptionalInt.empty();

    private SimulatorServer(Simulator simulator) {
        this.simulator = simulator;
        VertxOptions options = new VertxOptions()
                .setEventLoopPoolSize(2)
                .setInternalBlockingPoolSize(4)
                .setWorkerPoolSize(32)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
        this.vertx = new VertxBuilder(options).threadFactory(threads).init().vertx();
    }

    /** Names the threads and remembers them, so that closing can wait for each. */
    private static final class Threads implements VertxThreadFactory {
        private final Set<Thread> made = ConcurrentHashMap.newKeySet();

        @Override
        public VertxThread newVertxThread(Runnable work, String name, boolean worker, long most, TimeUnit unit) {
            VertxThread thread = new VertxThread(work, "simulator-" + name, worker, most, unit);
            made.add(thread);
            return thread;
        }

        Thread newDaemon(Runnable work, String name) {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            made.add(thread);
            return thread;
        }

        void join() {
            try {
                for (Thread thread : made) {
                    thread.join(10_000);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Serves plain HTTP; port 0 takes a free one. Throws {@link IllegalStateException} when the port is taken. */
    public static SimulatorServer start(Simulator simulator, int port) {
        return start(simulator, port, OptionalInt.empty());
    }

    /** Serves HTTP and HTTPS; each port may be 0. The CA is at {@code /__sim/ca.pem}. */
    public static SimulatorServer start(Simulator simulator, int port, int tlsPort) {
        return start(simulator, port, OptionalInt.of(tlsPort));
    }

    private static SimulatorServer start(Simulator simulator, int port, OptionalInt tlsPort) {
        SimulatorServer server = new SimulatorServer(simulator);
        try {
            server.httpPort = server.listen(common().setPort(port));
            if (tlsPort.isPresent()) {
                CertificateAuthority authority = new CertificateAuthority();
                simulator.certificate(authority.pem());
                Buffer store = Buffer.buffer(authority.keyStore(STORE_PASSWORD));
                server.httpsPort = OptionalInt.of(server.listen(common().setPort(tlsPort.getAsInt())
                        .setSsl(true)
                        .setKeyCertOptions(new PfxOptions().setValue(store).setPassword(STORE_PASSWORD))));
            }
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static HttpServerOptions common() {
        return new HttpServerOptions()
                .setHost(LOOPBACK)
                .setUseAlpn(false)
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true)
                .setMaxInitialLineLength(64 * 1024)
                .setMaxHeaderSize(64 * 1024);
    }

    private int listen(HttpServerOptions options) {
        HttpServer http = vertx.createHttpServer(options).requestHandler(this::receive);
        return await(http.listen(), "The simulator cannot listen on port " + options.getPort() + ".")
                .actualPort();
    }

    /** The HTTP port in use. */
    public int port() {
        return httpPort;
    }

    /** The HTTPS port in use; empty without TLS. */
    public OptionalInt tlsPort() {
        return httpsPort;
    }

    /** {@code http://127.0.0.1:port}, the route a client is given. */
    public String url() {
        return "http://" + LOOPBACK + ":" + httpPort;
    }

    private void receive(HttpServerRequest request) {
        body(request)
                .map(body -> call(request, body))
                .compose(this::answered)
                .onSuccess(answer -> delay(vertx.getOrCreateContext(), () -> send(request, answer)))
                .onFailure(failure -> failed(request, failure));
    }

    private Future<Payload> body(HttpServerRequest request) {
        long length = length(request);
        if (length >= 0 && length <= IN_MEMORY) {
            return request.body().map(buffer -> Payload.of(buffer.getBytes()));
        }
        request.pause();
        Path file = simulator.fleet().blobs().newFile();
        Future<AsyncFile> open = vertx.fileSystem().open(file.toString(), new OpenOptions().setWrite(true));
        return open.compose(request::pipeTo).map(done -> Payload.of(file));
    }

    /** The announced length, 0 when there is no body, -1 when it is not known before its end. */
    private static long length(HttpServerRequest request) {
        String length = request.getHeader("content-length");
        if (length != null) {
            return Long.parseLong(length);
        }
        return request.getHeader("transfer-encoding") == null ? 0 : -1;
    }

    private static Call call(HttpServerRequest request, Payload body) {
        Map<String, String> headers = new TreeMap<>();
        MultiMap sent = request.headers();
        for (Map.Entry<String, String> header : sent) {
            headers.merge(header.getKey().toLowerCase(Locale.ROOT), header.getValue(), (a, b) -> a + ", " + b);
        }
        String query = request.query();
        String path = request.path();
        return new Call(
                request.remoteAddress().hostAddress(),
                request.method().name(),
                request.isSSL() ? "https" : "http",
                headers.getOrDefault("host", ""),
                path == null ? "/" : path,
                query == null ? "" : query,
                headers,
                body);
    }

    /** What takes no time is done at once: to hand it to another thread and back takes longer than the answer. */
    private Future<Answer> answered(Call call) {
        return simulator.answersAtOnce(call)
                ? Future.succeededFuture(handle(call))
                : vertx.executeBlocking(() -> handle(call), false);
    }

    private Answer handle(Call call) {
        try {
            return simulator.handle(call);
        } finally {
            discard(call.body());
        }
    }

    /** The core copies what it keeps. */
    private static void discard(Payload body) {
        body.file().ifPresent(file -> {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** A timer of Vert.x would be up to a millisecond late. */
    private void delay(Context context, Runnable sending) {
        Duration latency = simulator.options().latency();
        if (latency.isZero()) {
            sending.run();
        } else {
            ScheduledFuture<?> unused = timer.schedule(
                    () -> context.runOnContext(fired -> sending.run()), latency.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private static void send(HttpServerRequest request, Answer answer) {
        switch (answer.effect()) {
            case NORMAL -> Transmission.whole(request, answer);
            case TRUNCATE -> Transmission.half(request, answer);
            case RESET -> Transmission.reset(request);
            case TIMEOUT -> {
                // Nothing is sent; the connection stays until the client gives up or the server is closed.
            }
        }
    }

    /** A bug in the simulator, told to whoever drives it; a client that went away while it sent is told nothing. */
    private void failed(HttpServerRequest request, Throwable failure) {
        if (request.response().closed() || request.response().ended()) {
            request.connection().close();
            return;
        }
        Problem problem = Problem.of(500, "Internal error", failure + ". This is a bug in Truekeel's simulator.");
        Transmission.whole(
                request, Dialect.COMMON.answer(problem, simulator.fleet().ids().hex32()));
    }

    private static <T> T await(Future<T> future, String failure) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(failure, e);
        } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
            throw new IllegalStateException(failure, e);
        }
    }

    @Override
    public void close() {
        await(vertx.close(), "The simulator's server did not close.");
        timer.shutdownNow();
        threads.join();
    }
}
