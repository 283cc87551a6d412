package truekeel.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import truekeel.git.GitFixture;

/** One app of 600 MB, fetched from a web server and deployed by the daemon with its small heap. */
final class LargeAppRun implements AutoCloseable {
    static final int MEGABYTES = 600;
    private static final String HOST = "large.us.qlikcloud.com";
    private static final int CHUNK = 1 << 20;
    private static final Duration PACE = Duration.ofSeconds(1);

    private final Cloud cloud;
    private final HttpServer web;
    private final GitFixture repository;
    private final Ship daemon;

    LargeAppRun(Path home) {
        cloud = Cloud.start(home);
        cloud.create(HOST);
        web = serve();
        String url = "http://127.0.0.1:" + web.getAddress().getPort() + "/large.qvf";
        repository = GitFixture.of(home.resolve("repository.git"), files(url));
        daemon = Ship.start(home, repository.url(), cloud.url());
    }

    /** Waits until the app is deployed. */
    HeapLog.Use measure() {
        daemon.process().await("the large app", PACE, () -> daemon.ready() == 1);
        return daemon.heap().since(0);
    }

    /** The writes to the service of apps and to that of temporary contents, in order, ids left out. */
    List<String> writes() {
        return cloud.requests().stream()
                .filter(Cloud.Logged::writes)
                .map(Cloud.Logged::sort)
                .filter(line -> line.contains("/apps") || line.contains("/temp-contents"))
                .toList();
    }

    private static Map<String, String> files(String url) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("tenants/fleet.yaml", SampleFleet.fleet());
        files.put("tenants/large/tenant.yaml", SampleFleet.document("Tenant", "large", "hostname: " + HOST + "\n"));
        files.put(
                "tenants/large/content.yaml",
                SampleFleet.document("Space", "Dev", "type: shared\n")
                        + SampleFleet.document("Space", "Prod", "type: managed\n")
                        + SampleFleet.document("App", "Large", """
                                source: {url: "%s", sha256: "%s"}
                                stage: {space: Dev}
                                publish: {space: Prod}
                                """.formatted(url, digest())));
        return files;
    }

    private static HttpServer serve() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/large.qvf", exchange -> {
                exchange.sendResponseHeaders(200, (long) MEGABYTES * CHUNK);
                try (OutputStream out = exchange.getResponseBody()) {
                    chunks(out::write);
                }
            });
            server.start();
            return server;
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    private interface Taker {
        void take(byte[] chunk) throws IOException;
    }

    /** The same bytes each time, which nothing can compress. */
    private static void chunks(Taker taker) throws IOException {
        Random random = new Random(600);
        byte[] chunk = new byte[CHUNK];
        for (int number = 0; number < MEGABYTES; number++) {
            random.nextBytes(chunk);
            taker.take(chunk);
        }
    }

    private static String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            chunks(digest::update);
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        daemon.close();
        repository.close();
        web.stop(0);
        cloud.close();
    }
}
