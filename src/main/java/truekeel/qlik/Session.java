package truekeel.qlik;

import java.io.OutputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import truekeel.model.LogKeys;
import truekeel.model.LogLine;

/** Calls of one tenant in the name of its client: token, route and redirects on top of {@link Calls}. Thread-safe. */
final class Session {
    private static final Logger LOG = Logger.getLogger(Session.class);

    /** Pinned: with {@code latest} Qlik would no longer announce what it is going to remove. */
    private static final String API_VERSION = "2026-08";

    private static final int MOST_REDIRECTS = 3;

    private final String host;
    private final Calls calls;
    private final Tokens tokens;
    private volatile boolean deactivated;
    /** APIs of which this tenant knows the older route only: what holds for one operation holds for all. */
    private final Set<String> older = ConcurrentHashMap.newKeySet();

    Session(String host, Calls calls, Tokens tokens) {
        this.host = host;
        this.calls = calls;
        this.tokens = tokens;
    }

    /** Logs in unless there is a good token, and tells what Qlik said that it may do. */
    Optional<Set<String>> signIn() {
        tokens.token();
        return tokens.scopes();
    }

    /** What Qlik said at the latest login that its token may do. */
    Optional<Set<String>> scopes() {
        return tokens.scopes();
    }

    /** By the preferred route, or by the older one when this tenant does not know the preferred one. */
    TransportReply exchange(QlikRequest request, Optional<Supplier<OutputStream>> sink) {
        Operation operation = request.operation();
        Optional<String> fallback = operation.fallbackPath();
        if (fallback.isPresent() && older.contains(operation.api())) {
            return exchange(request, request.target(fallback.get()), sink);
        }
        try {
            return exchange(request, request.target(), sink);
        } catch (QlikException.Missing e) {
            if (fallback.isEmpty() || !isUnknownRoute(operation, e.problem())) {
                throw e;
            }
        }
        TransportReply reply = exchange(request, request.target(fallback.get()), sink);
        if (older.add(operation.api())) {
            LOG.info(LogLine.of("An older route is used.")
                    .with(LogKeys.HOST, host)
                    .with(LogKeys.OPERATION, operation.id())
                    .with(LogKeys.PATH, fallback.get()));
        }
        return reply;
    }

    /** To a target of this host, such as the next page. Follows redirects of reads on the same host. */
    TransportReply exchange(QlikRequest request, String target, Optional<Supplier<OutputStream>> sink) {
        String current = target;
        for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
            TransportReply reply = authorised(request, current, sink);
            if (reply.status() < 300) {
                return reply;
            }
            if (!request.operation().isRead()) {
                throw new QlikException.Rejected(
                        request.operation().id(),
                        Problem.ofStatus(reply.status()),
                        request.operation() + " on " + host + " was answered with a redirect, which a write does not"
                                + " follow. Check that the host is the tenant's own name.");
            }
            String location = reply.header("location")
                    .orElseThrow(() -> malformed(request, reply, "no Location was given", Optional.empty()));
            current = resolve(request, reply, current, location);
        }
        throw new QlikException.Malformed(
                request.operation().id(),
                Problem.NONE,
                request.operation() + " on " + host + " was redirected more than " + MOST_REDIRECTS + " times.",
                null);
    }

    /** The target that a link points to; throws when it leads to another host, so that the token stays here. */
    String resolve(QlikRequest request, TransportReply reply, String from, String link) {
        URI there;
        try {
            there = URI.create("https://" + host + from).resolve(link.trim());
        } catch (IllegalArgumentException e) {
            throw malformed(request, reply, "a link cannot be read", Optional.of(e));
        }
        if (!host.equalsIgnoreCase(there.getHost())
                || there.getRawPath() == null
                || there.getRawPath().isEmpty()) {
            throw malformed(request, reply, "a link leads to another host, which gets no token", Optional.empty());
        }
        return there.getRawPath() + (there.getRawQuery() == null ? "" : "?" + there.getRawQuery());
    }

    /** Whether the latest answer was that the whole tenant is switched off. */
    boolean isDeactivated() {
        return deactivated;
    }

    private TransportReply authorised(QlikRequest request, String target, Optional<Supplier<OutputStream>> sink) {
        try {
            TransportReply reply = withToken(request, target, sink);
            deactivated = false;
            return reply;
        } catch (QlikException.Denied denied) {
            deactivated = denied.isTenantDeactivated();
            throw denied;
        }
    }

    private TransportReply withToken(QlikRequest request, String target, Optional<Supplier<OutputStream>> sink) {
        String token = tokens.token();
        try {
            return calls.run(request.operation(), request.safety(), wire(request, target, token, sink));
        } catch (QlikException.Denied e) {
            if (e.status() != 401 || e.isTenantDeactivated()) {
                throw e;
            }
            tokens.refused(token);
        }
        // A token can end early, when it is revoked. A second refusal is not the token's fault.
        return calls.run(request.operation(), request.safety(), wire(request, target, tokens.token(), sink));
    }

    private TransportRequest wire(
            QlikRequest request, String target, String token, Optional<Supplier<OutputStream>> sink) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", sink.isPresent() ? "*/*" : "application/json");
        headers.put("Authorization", "Bearer " + token);
        headers.put("qlik-api-version", API_VERSION);
        request.headersInClear(header -> headers.put(header.getKey(), header.getValue()));
        return new TransportRequest(
                request.operation().method(),
                host,
                target,
                headers,
                request.content().map(Content::contentType),
                request.content().map(Content::withSecrets),
                sink);
    }

    /** A route that is gone, not a thing: 410, a 404 without Qlik's reason, or any 404 of a path without ids. */
    private static boolean isUnknownRoute(Operation operation, Problem problem) {
        return problem.status() == 410
                || problem.code().isEmpty()
                || !operation.path().contains("{");
    }

    private QlikException malformed(
            QlikRequest request, TransportReply reply, String what, Optional<RuntimeException> cause) {
        return new QlikException.Malformed(
                request.operation().id(),
                Problem.ofStatus(reply.status()),
                request.operation() + " on " + host + " was answered with " + reply.status() + ", but " + what + ".",
                cause.orElse(null));
    }
}
