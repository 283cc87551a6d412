package truekeel.qlik;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import truekeel.qlik.Operation.Method;
import truekeel.qlik.Operation.Paging;
import truekeel.qlik.Operation.Safety;
import truekeel.qlik.Operation.Tier;

/**
 * The access token of one client on one host: asked for once, by one caller, renewed before it runs out, and never
 * written anywhere. A token is good for one host only. Thread-safe.
 */
final class Tokens {
    /**
     * Qlik counts a login as a write, but it changes nothing that anybody looks at: it may be repeated at will, and
     * when it fails, what the token was for has surely not been sent.
     */
    static final Operation LOGIN = new Operation(
            "oauthToken",
            "oauth",
            Method.POST,
            "/oauth/token",
            Tier.WRITE,
            100,
            Safety.READ,
            Optional.empty(),
            Paging.NONE);

    private static final Duration UNKNOWN_LIFE = Duration.ofMinutes(10);
    private static final Duration LONGEST_MARGIN = Duration.ofMinutes(5);

    private volatile TenantAccess access;
    private final Calls calls;
    private final Supplier<Duration> ticker;
    private final AtomicReference<State> state = new AtomicReference<>(new None());
    private volatile Optional<Set<String>> scopes = Optional.empty();

    Tokens(TenantAccess access, Calls calls, Supplier<Duration> ticker) {
        this.access = access;
        this.calls = calls;
        this.ticker = ticker;
    }

    /** Logs in with this access from now on; a token that is still good stays. */
    void use(TenantAccess newAccess) {
        access = newAccess;
    }

    /** A token that is good now. Logs in or waits for the login of another caller when there is none. */
    String token() {
        while (true) {
            State current = requireNonNull(state.get());
            Optional<String> ready = current.usableAt(ticker.get());
            if (ready.isPresent()) {
                return ready.get();
            }
            if (current instanceof Refreshing refreshing) {
                return await(refreshing.next());
            }
            Refreshing mine = new Refreshing(current, new CompletableFuture<>());
            if (state.compareAndSet(current, mine)) {
                return refresh(mine);
            }
        }
    }

    /** What the latest login's answer said that its token may do; empty when it did not say, or nobody logged in. */
    Optional<Set<String>> scopes() {
        return scopes;
    }

    /** Qlik refused this token: the next caller logs in anew, unless somebody did meanwhile. */
    void refused(String token) {
        State current = requireNonNull(state.get());
        if (current instanceof Steady steady && steady.token().equals(token)) {
            state.compareAndSet(current, new None());
        }
    }

    private String refresh(Refreshing mine) {
        try {
            Steady steady = login();
            state.set(steady);
            mine.next().complete(steady.token());
            return steady.token();
        } catch (RuntimeException | Error e) {
            state.set(new None());
            mine.next().completeExceptionally(e);
            throw e;
        }
    }

    private Steady login() {
        byte[] body = JsonNodeFactory.instance
                .objectNode()
                .put("client_id", access.clientId())
                .put("client_secret", access.secret().get().reveal())
                .put("grant_type", "client_credentials")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        TransportReply reply = calls.run(
                LOGIN,
                LOGIN.safety(),
                new TransportRequest(
                        LOGIN.method(),
                        access.hostname(),
                        LOGIN.path(),
                        Map.of("Accept", "application/json"),
                        Optional.of("application/json"),
                        Optional.of(BodySource.of(body)),
                        Optional.empty()));
        JsonNode answer = Json.read(reply.body()).orElseThrow(() -> noToken(reply));
        String token = answer.path("access_token").asText("");
        if (!reply.isGood() || token.isBlank()) {
            throw noToken(reply);
        }
        scopes = Optional.of(answer.path("scope").asText("").strip())
                .filter(text -> !text.isEmpty())
                .map(text -> Set.copyOf(List.of(text.split("\\s+", -1))));
        long seconds = answer.path("expires_in").asLong(0);
        Duration life = seconds > 0 ? Duration.ofSeconds(seconds) : UNKNOWN_LIFE;
        Duration tenth = life.dividedBy(10);
        Duration margin = tenth.compareTo(LONGEST_MARGIN) < 0 ? tenth : LONGEST_MARGIN;
        Duration now = ticker.get();
        return new Steady(token, now.plus(life).minus(margin), now.plus(life));
    }

    private QlikException noToken(TransportReply reply) {
        return new QlikException.Transient(
                LOGIN.id(),
                Problem.ofStatus(reply.status()),
                "The login on " + access.hostname() + " was answered with " + reply.status()
                        + " but without an access token. Check that the host is a Qlik Cloud tenant.",
                Optional.empty(),
                null);
    }

    private String await(CompletableFuture<String> next) {
        try {
            return next.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QlikException.Transient(
                    LOGIN.id(),
                    Problem.NONE,
                    "The login on " + access.hostname() + " was interrupted.",
                    Optional.empty(),
                    e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof QlikException failure) {
                throw failure;
            }
            throw new IllegalStateException("a login failed in another caller", e.getCause());
        }
    }

    private sealed interface State {
        /** The token, while it need not be renewed or is being renewed and still good. */
        Optional<String> usableAt(Duration now);
    }

    private record None() implements State {
        @Override
        public Optional<String> usableAt(Duration now) {
            return Optional.empty();
        }
    }

    /** One login is under way; the token before it serves as long as it lives. */
    private record Refreshing(State before, CompletableFuture<String> next) implements State {
        @Override
        public Optional<String> usableAt(Duration now) {
            return before instanceof Steady steady && steady.end().compareTo(now) > 0
                    ? Optional.of(steady.token())
                    : Optional.empty();
        }
    }

    private record Steady(String token, Duration renewal, Duration end) implements State {
        @Override
        public Optional<String> usableAt(Duration now) {
            return renewal.compareTo(now) > 0 ? Optional.of(token) : Optional.empty();
        }

        @Override
        public String toString() {
            return "Steady";
        }
    }
}
