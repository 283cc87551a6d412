package truekeel.qlik;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How the wire is reached. {@code route} sends every Qlik host to one address, {@code proxy} is used when there is no
 * route, {@code caFile} holds PEM certificates to trust besides Java's own.
 */
public record HttpSettings(
        Optional<URI> route, Optional<URI> proxy, Optional<Path> caFile, Deadlines deadlines, Sizes sizes) {
    public static final HttpSettings DEFAULT =
            new HttpSettings(Optional.empty(), Optional.empty(), Optional.empty(), Deadlines.DEFAULT, Sizes.DEFAULT);

    public HttpSettings {
        requireNonNull(caFile);
        requireNonNull(deadlines);
        requireNonNull(sizes);
        route.ifPresent(uri -> check(uri, "truekeel.qlik.route"));
        proxy.ifPresent(uri -> check(uri, "truekeel.http.proxy"));
    }

    private static void check(URI uri, String property) {
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        boolean bare = uri.getRawPath() == null
                || uri.getRawPath().isEmpty()
                || uri.getRawPath().equals("/");
        if (!http || uri.getHost() == null || !bare || uri.getRawQuery() != null) {
            throw new IllegalArgumentException(
                    property + " must be http:// or https:// with a host and a port and nothing behind them");
        }
    }

    /** {@code response} is the longest silence, {@code total} the whole exchange with its body. */
    public record Deadlines(Duration connect, Duration response, Duration total) {
        public static final Deadlines DEFAULT =
                new Deadlines(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofMinutes(10));

        public Deadlines {
            if (connect.toMillis() < 1 || response.toMillis() < 1 || total.compareTo(response) < 0) {
                throw new IllegalArgumentException("deadlines must be positive, and the total one the longest");
            }
        }
    }

    /** Bytes of a reply that is kept and of one that is streamed; connections in all and per host. */
    public record Sizes(long reply, long download, int connections, int perHost) {
        public static final Sizes DEFAULT = new Sizes(32L << 20, 16L << 30, 16, 4);

        public Sizes {
            if (reply < 1 || reply > Integer.MAX_VALUE - 8 || download < 1 || connections < 1 || perHost < 1) {
                throw new IllegalArgumentException("sizes must be positive, and a reply below 2 GiB");
            }
        }
    }
}
