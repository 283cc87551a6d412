package truekeel.qlik;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import truekeel.model.Secret;
import truekeel.model.SourceCode;
import truekeel.model.SourceException;

/** Files by HTTP, through the same proxy and trusting the same certificates as everything else. */
public final class HttpWebFiles implements WebFiles, AutoCloseable {
    private static final int CHUNK = 64 * 1024;
    private static final int HOPS = 5;
    private static final Set<Integer> ONWARDS = Set.of(301, 302, 303, 307, 308);
    private static final Set<String> OURSELVES = Set.of("localhost", "127.0.0.1", "[::1]");

    private final HttpSettings settings;
    private final Clockwork clockwork;
    private final RetryPolicy retry;
    private final CloseableHttpClient client;

    private HttpWebFiles(HttpSettings settings, Clockwork clockwork, RetryPolicy retry) {
        this.settings = settings;
        this.clockwork = clockwork;
        this.retry = retry;
        this.client = new Wiring(new HttpSettings(
                        Optional.empty(), settings.proxy(), settings.caFile(), settings.deadlines(), settings.sizes()))
                .client();
    }

    /** The route of the settings is for Qlik's hosts alone. Throws as {@link HttpTransport#open} does. */
    public static HttpWebFiles open(HttpSettings settings, Clockwork clockwork, RetryPolicy retry) {
        return new HttpWebFiles(settings, clockwork, retry);
    }

    /** Whether files are fetched from such a place: https with a host, or http on this machine. */
    public static boolean isAllowed(URI place) {
        boolean secure = "https".equalsIgnoreCase(place.getScheme());
        boolean local = "http".equalsIgnoreCase(place.getScheme())
                && place.getHost() != null
                && OURSELVES.contains(place.getHost());
        return (secure || local) && place.getHost() != null && place.getRawUserInfo() == null;
    }

    @Override
    public void download(URI place, Optional<Secret> token, OutputStream to) {
        new Download(place, token, to).run();
    }

    @Override
    public void close() {
        client.close(CloseMode.GRACEFUL);
    }

    /** The connection broke, or the server is not well: worth another attempt. */
    private static final class Broken extends IOException {
        private static final long serialVersionUID = 1L;

        Broken(String message) {
            super(message);
        }
    }

    /** One file through all attempts. */
    private final class Download {
        private final URI place;
        private final Optional<Secret> token;
        private final OutputStream to;
        private long passed;
        private Optional<String> eTag = Optional.empty();

        Download(URI place, Optional<Secret> token, OutputStream to) {
            this.place = place;
            this.token = token;
            this.to = to;
        }

        void run() {
            for (int attempt = 1; ; attempt++) {
                try {
                    follow();
                    return;
                } catch (IOException broken) {
                    if (attempt >= retry.attempts()) {
                        throw failed(
                                SourceCode.SOURCE_UNREACHABLE,
                                "could not be downloaded in " + attempt + " attempts: " + reason(broken) + ".",
                                broken);
                    }
                    pause(attempt, broken);
                }
            }
        }

        private void pause(int attempt, IOException broken) {
            try {
                clockwork
                        .pause()
                        .pause(retry.backoff(
                                attempt, ThreadLocalRandom.current().nextDouble()));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw failed(SourceCode.SOURCE_UNREACHABLE, "was not waited for: " + reason(broken) + ".", broken);
            }
        }

        private void follow() throws IOException {
            URI here = place;
            for (int hop = 0; hop <= HOPS; hop++) {
                Optional<URI> onwards = ask(here);
                if (onwards.isEmpty()) {
                    return;
                }
                boolean lowered = !isAllowed(onwards.get())
                        || ("http".equalsIgnoreCase(onwards.get().getScheme())
                                && !"http".equalsIgnoreCase(place.getScheme()));
                if (lowered) {
                    throw failed(
                            SourceCode.SOURCE_REDIRECTED,
                            "leads on to " + WebFiles.shown(onwards.get()) + ", and files are fetched by https alone.",
                            null);
                }
                here = onwards.get();
            }
            throw failed(SourceCode.SOURCE_REDIRECTED, "leads on more than " + HOPS + " times.", null);
        }

        /** Where to go on; empty when the file has been read to its end. */
        private Optional<URI> ask(URI here) throws IOException {
            HttpGet get = new HttpGet(here);
            get.setConfig(RequestConfig.custom()
                    .setResponseTimeout(Timeout.of(settings.deadlines().response()))
                    .setConnectionRequestTimeout(Timeout.of(settings.deadlines().connect()))
                    .setContentCompressionEnabled(false)
                    .build());
            get.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
            token.filter(any -> isSameHost(here))
                    .ifPresent(secret -> get.setHeader(HttpHeaders.AUTHORIZATION, "Bearer " + secret.reveal()));
            if (passed > 0) {
                get.setHeader(HttpHeaders.RANGE, "bytes=" + passed + "-");
                eTag.ifPresent(tag -> get.setHeader("If-Range", tag));
            }
            HttpHost host = new HttpHost(here.getScheme(), here.getHost(), here.getPort());
            return client.execute(host, get, response -> receive(here, response));
        }

        private boolean isSameHost(URI here) {
            return here.getScheme().equalsIgnoreCase(place.getScheme())
                    && here.getHost().equalsIgnoreCase(place.getHost())
                    && here.getPort() == place.getPort();
        }

        private Optional<URI> receive(URI here, ClassicHttpResponse response) throws IOException {
            int status = response.getCode();
            if (ONWARDS.contains(status)) {
                return Optional.of(here.resolve(header(response, HttpHeaders.LOCATION)
                        .filter(location -> !location.isBlank())
                        .flatMap(HttpWebFiles::uri)
                        .orElseThrow(() -> failed(SourceCode.SOURCE_REDIRECTED, "leads on to nowhere.", null))));
            }
            if (status == 200 || status == 206) {
                copy(response, status == 206 ? 0 : passed);
                return Optional.empty();
            }
            throw refused(status);
        }

        private IOException refused(int status) {
            String answered = "answers with " + status + ".";
            switch (status) {
                case 401, 403, 407 -> throw failed(SourceCode.SOURCE_DENIED, answered, null);
                case 404, 410 -> throw failed(SourceCode.SOURCE_MISSING, answered, null);
                case 416 -> throw failed(SourceCode.SOURCE_CHANGED, "got shorter while it was downloaded.", null);
                default -> {
                    if (status == 408 || status == 429 || status >= 500) {
                        return new Broken("the server " + answered.replace(".", ""));
                    }
                    throw failed(SourceCode.SOURCE_UNREACHABLE, answered, null);
                }
            }
        }

        /** Passes on what was not passed on before; whether it is the right file its digest tells in the end. */
        private void copy(ClassicHttpResponse response, long known) throws IOException {
            HttpEntity entity = response.getEntity();
            if (entity == null) {
                return;
            }
            if (response.getCode() == 206 && !begins(response, passed)) {
                throw new Broken("the server went on with another part of the file");
            }
            eTag = header(response, HttpHeaders.ETAG).filter(tag -> !tag.startsWith("W/"));
            Duration deadline =
                    clockwork.ticker().get().plus(settings.deadlines().total());
            byte[] chunk = new byte[CHUNK];
            long skip = known;
            try (InputStream in = entity.getContent()) {
                for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                    int old = (int) Math.min(skip, read);
                    skip -= old;
                    write(chunk, old, read - old);
                    passed += read - old;
                    if (clockwork.ticker().get().compareTo(deadline) > 0) {
                        throw new Broken("it took longer than the deadline");
                    }
                }
            }
        }

        private void write(byte[] chunk, int from, int length) {
            try {
                to.write(chunk, from, length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private SourceException failed(SourceCode code, String what, @Nullable Throwable cause) {
            String message = WebFiles.shown(place) + " " + what;
            return cause == null ? new SourceException(code, message) : new SourceException(code, message, cause);
        }
    }

    private static boolean begins(ClassicHttpResponse response, long at) {
        return header(response, HttpHeaders.CONTENT_RANGE)
                .filter(range -> range.startsWith("bytes " + at + "-"))
                .isPresent();
    }

    private static Optional<String> header(ClassicHttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? Optional.empty() : Optional.ofNullable(header.getValue());
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
