package truekeel.git;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.transport.resolver.FileResolver;

/** A real smart HTTP server with Git LFS on loopback, over a folder of bare repositories. */
final class GitWebServer implements AutoCloseable {
    // Held, or the level would be forgotten with the logger.
    private static final Logger JETTY_LOG = Logger.getLogger("org.eclipse.jetty");

    static {
        JETTY_LOG.setLevel(Level.WARNING);
    }

    private final Server server = new Server();
    private final ServerConnector connector;
    private final String scheme;
    private final Gate gate;

    private GitWebServer(Path repositories, Optional<KeyStore> tls, Optional<String> login, int port) {
        this.scheme = tls.isPresent() ? "https" : "http";
        this.gate = new Gate(login);
        this.connector = tls.map(this::secure).orElseGet(() -> new ServerConnector(server));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        GitServlet servlet = new GitServlet();
        servlet.setRepositoryResolver(new FileResolver<>(repositories.toFile(), true));
        context.addServlet(new ServletHolder(servlet), "/*");
        context.addFilter(new FilterHolder(gate), "/*", EnumSet.of(DispatcherType.REQUEST));
        server.setHandler(context);
        start();
    }

    static GitWebServer open(Path repositories) {
        return new GitWebServer(repositories, Optional.empty(), Optional.empty(), 0);
    }

    static GitWebServer onPort(Path repositories, int port) {
        return new GitWebServer(repositories, Optional.empty(), Optional.empty(), port);
    }

    /** Lets in who shows this login, as {@code user:password}. */
    static GitWebServer withLogin(Path repositories, String login) {
        return new GitWebServer(repositories, Optional.empty(), Optional.of(login), 0);
    }

    static GitWebServer withTls(Path repositories, KeyStore identity) {
        return new GitWebServer(repositories, Optional.of(identity), Optional.empty(), 0);
    }

    int port() {
        return connector.getLocalPort();
    }

    String url(String repository) {
        return scheme + "://127.0.0.1:" + port() + "/" + repository;
    }

    /** Method and path of every request so far, in order of arrival. */
    List<String> requests() {
        return gate.requests;
    }

    /** Every {@code Authorization} header that the LFS storage was shown. */
    List<String> shownToStorage() {
        return gate.shownToStorage;
    }

    /** What the LFS storage holds, by oid; the bytes need not be what the oid promises. */
    Map<String, byte[]> lfsObjects() {
        return gate.objects;
    }

    /** From now on every request is answered with this status. */
    void failWith(int status) {
        gate.failure = status;
    }

    /** Lets the batch answers point to the storage of another server. */
    void storeAt(GitWebServer other) {
        gate.storage = Optional.of(other.scheme + "://127.0.0.1:" + other.port());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void start() {
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private ServerConnector secure(KeyStore identity) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(identity);
        tls.setKeyStorePassword(Certificates.PASSWORD);
        HttpConfiguration configuration = new HttpConfiguration();
        // The certificate names an IP address, so there is no server name to check.
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        return new ServerConnector(
                server, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(configuration));
    }

    /** Stands before the servlet: records, authenticates, and answers for Git LFS. */
    private static final class Gate implements Filter {
        private final ObjectMapper json = new ObjectMapper();
        private final Optional<String> login;
        private final List<String> requests = new CopyOnWriteArrayList<>();
        private final List<String> shownToStorage = new CopyOnWriteArrayList<>();
        private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
        private volatile int failure;
        private volatile Optional<String> storage = Optional.empty();

        Gate(Optional<String> login) {
            this.login = login;
        }

        @Override
        public void doFilter(ServletRequest in, ServletResponse out, FilterChain chain)
                throws IOException, ServletException {
            HttpServletRequest request = (HttpServletRequest) in;
            HttpServletResponse response = (HttpServletResponse) out;
            String path = request.getRequestURI();
            requests.add(request.getMethod() + " " + path);
            if (failure != 0) {
                response.setStatus(failure);
            } else if (path.startsWith("/storage/")) {
                shownToStorage.add(String.valueOf(request.getHeader("Authorization")));
                store(path, response);
            } else if (!mayEnter(request)) {
                response.setHeader("WWW-Authenticate", "Basic realm=\"git\"");
                response.setStatus(401);
            } else if (path.endsWith("/info/lfs/objects/batch")) {
                batch(request, response);
            } else {
                chain.doFilter(in, out);
            }
        }

        private boolean mayEnter(HttpServletRequest request) {
            return login.map(known ->
                            "Basic " + Base64.getEncoder().encodeToString(known.getBytes(StandardCharsets.UTF_8)))
                    .map(expected -> expected.equals(request.getHeader("Authorization")))
                    .orElse(true);
        }

        private void batch(HttpServletRequest request, HttpServletResponse response) throws IOException {
            JsonNode asked =
                    json.readTree(request.getInputStream()).path("objects").path(0);
            String oid = asked.path("oid").asText();
            String here = request.getScheme() + "://127.0.0.1:" + request.getLocalPort();
            ObjectNode answer = json.createObjectNode();
            ObjectNode object = answer.putArray("objects").addObject().put("oid", oid);
            if (objects.containsKey(oid) || storage.isPresent()) {
                object.putObject("actions")
                        .putObject("download")
                        .put("href", storage.orElse(here) + "/storage/" + oid)
                        .putObject("header")
                        .put("X-Signed", "yes");
            } else {
                object.putObject("error").put("code", 404).put("message", "no such object");
            }
            response.setContentType("application/vnd.git-lfs+json");
            json.writeValue(response.getOutputStream(), answer);
        }

        private void store(String path, HttpServletResponse response) throws IOException {
            byte[] content = objects.get(path.substring("/storage/".length()));
            if (content == null) {
                response.setStatus(404);
            } else {
                response.getOutputStream().write(content);
            }
        }
    }
}
