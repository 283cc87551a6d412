package truekeel.qlik;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.CloseMode;
import truekeel.qlik.TransportFailure.Stage;

/** The real wire. */
public final class HttpTransport implements Transport {
    private static final int CHUNK = 16 * 1024;

    private final HttpSettings settings;
    private final Wiring wiring;
    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor watch;

    private HttpTransport(HttpSettings settings) {
        this.settings = settings;
        this.wiring = new Wiring(settings);
        this.client = wiring.client();
        this.watch = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "qlik-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        // Else the deadline of every request that was answered in time would be kept until it has passed.
        watch.setRemoveOnCancelPolicy(true);
    }

    /** Throws {@link IllegalArgumentException} when the route or the CA file cannot be used. */
    public static HttpTransport open(HttpSettings settings) {
        return new HttpTransport(settings);
    }

    @Override
    public TransportReply exchange(TransportRequest request) {
        HttpUriRequestBase wire = wire(request);
        HttpClientContext context = HttpClientContext.create();
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> deadline = watch.schedule(
                () -> {
                    late.set(true);
                    wire.cancel();
                },
                settings.deadlines().total().toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            HttpHost host = new HttpHost(wiring.scheme(), request.host());
            return client.execute(host, wire, context, response -> {
                if (!Wiring.wasSent(context)) {
                    throw new TransportFailure(
                            Stage.NOT_SENT, "the proxy refused to connect with " + response.getCode());
                }
                return receive(request, response);
            });
        } catch (BrokenBody e) {
            throw new TransportFailure(Stage.TRUNCATED, reason(e, late.get()), e);
        } catch (IOException e) {
            Stage stage = Wiring.wasSent(context) ? Stage.NO_ANSWER : Stage.NOT_SENT;
            throw new TransportFailure(stage, reason(e, late.get()), e);
        } finally {
            deadline.cancel(false);
        }
    }

    /** How many requests are watched now. */
    int watched() {
        return watch.getQueue().size();
    }

    @Override
    public void close() {
        watch.shutdownNow();
        client.close(CloseMode.GRACEFUL);
    }

    private HttpUriRequestBase wire(TransportRequest request) {
        URI uri = URI.create(wiring.scheme() + "://" + request.host() + request.target());
        HttpUriRequestBase wire = new HttpUriRequestBase(request.method().name(), uri);
        request.headers().forEach(wire::setHeader);
        request.body()
                .ifPresent(body -> wire.setEntity(new BodyEntity(
                        body,
                        request.contentType().map(ContentType::parse).orElse(ContentType.APPLICATION_OCTET_STREAM))));
        return wire;
    }

    private TransportReply receive(TransportRequest request, ClassicHttpResponse response) throws BrokenBody {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : response.getHeaders()) {
            headers.putIfAbsent(header.getName(), header.getValue());
        }
        boolean good = response.getCode() >= 200 && response.getCode() < 300;
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new TransportReply(response.getCode(), headers, new byte[0]);
        }
        if (good && request.sink().isPresent()) {
            copy(entity, request.sink().get().get(), settings.sizes().download());
            return new TransportReply(response.getCode(), headers, new byte[0]);
        }
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        copy(entity, kept, settings.sizes().reply());
        return new TransportReply(response.getCode(), headers, kept.toByteArray());
    }

    /** A break while reading is the wire's fault, one while writing is the taker's. */
    private static void copy(HttpEntity entity, OutputStream to, long limit) throws BrokenBody {
        byte[] chunk = new byte[CHUNK];
        long copied = 0;
        try (InputStream in = entity.getContent()) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                copied += n;
                if (copied > limit) {
                    throw new TransportFailure(Stage.TOO_LARGE, "it has more than " + limit + " bytes");
                }
                write(to, chunk, n);
            }
        } catch (IOException e) {
            throw new BrokenBody(e);
        }
    }

    private static void write(OutputStream to, byte[] chunk, int n) {
        try {
            to.write(chunk, 0, n);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String reason(IOException e, boolean late) {
        String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return late ? "it took longer than the deadline (" + text + ")" : text;
    }

    /** The answer began, but its body did not come to its end. */
    private static final class BrokenBody extends IOException {
        private static final long serialVersionUID = 1L;

        BrokenBody(IOException cause) {
            super(reason(cause, false), cause);
        }
    }
}
