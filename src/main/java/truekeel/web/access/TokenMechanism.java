package truekeel.web.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.security.spi.runtime.BlockingSecurityExecutor;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import truekeel.web.view.Problem;

/**
 * Knows people by their token, and sends those without one to the form (pages) or away (API). With OIDC the platform
 * knows them and sends them to their login; only programs, which cannot log in, are still turned away here.
 */
@Singleton
public final class TokenMechanism implements HttpAuthenticationMechanism {
    private static final String SCHEME = "bearer ";
    private static final int UNAUTHORIZED = 401;
    private static final int FOUND = 302;

    private final AccessRules rules;
    private final Tokens tokens;
    private final InstantSource clock;
    private final BlockingSecurityExecutor blocking;
    private final ObjectMapper json;

    @Inject
    TokenMechanism(
            AccessRules rules,
            Tokens tokens,
            InstantSource clock,
            BlockingSecurityExecutor blocking,
            ObjectMapper json) {
        this.rules = rules;
        this.tokens = tokens;
        this.clock = clock;
        this.blocking = blocking;
        this.json = json;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager providers) {
        if (rules.mode() != AccessRules.Mode.TOKEN) {
            return Uni.createFrom().nullItem();
        }
        Optional<String> token = bearer(request);
        Optional<String> session = cookie(request);
        if (token.isEmpty() && session.isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        // The tokens are read from a file, which must not hold up the thread that serves all connections.
        Supplier<@Nullable SecurityIdentity> look = () -> token.map(tokens::nameOf)
                .orElseGet(() -> session.flatMap(open -> tokens.nameOfSession(open, clock.instant())))
                .map(TokenMechanism::identity)
                .orElse(null);
        return blocking.executeBlocking(look);
    }

    private static Optional<String> bearer(RoutingContext request) {
        return Optional.ofNullable(request.request().getHeader("Authorization"))
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).strip());
    }

    private static Optional<String> cookie(RoutingContext request) {
        return Optional.ofNullable(request.request().getCookie(SignIn.COOKIE)).map(Cookie::getValue);
    }

    private static SecurityIdentity identity(String name) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(name))
                .build();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return challenge(request)
                .map(challenge -> Uni.createFrom().item(challenge))
                .orElseGet(() -> Uni.createFrom().nullItem());
    }

    /** Empty where the platform's own mechanism challenges. */
    private Optional<ChallengeData> challenge(RoutingContext request) {
        boolean browser = AccessPolicy.isForBrowsers(request.normalizedPath());
        return switch (rules.mode()) {
            case TOKEN -> Optional.of(browser ? new ChallengeData(FOUND, "Location", signIn(request)) : unauthorized());
            case OIDC -> browser ? Optional.empty() : Optional.of(unauthorized());
            case NONE -> Optional.empty();
        };
    }

    private static ChallengeData unauthorized() {
        return new ChallengeData(
                UNAUTHORIZED, Map.of("WWW-Authenticate", "Bearer realm=\"truekeel\"", "Content-Type", Problem.TYPE));
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext request) {
        Optional<ChallengeData> known = challenge(request);
        known.ifPresent(challenge -> {
            request.response().setStatusCode(challenge.status);
            challenge.getHeaders().forEach(request.response()::putHeader);
            request.response().end(challenge.status == UNAUTHORIZED ? body() : "");
        });
        return Uni.createFrom().item(known.isPresent());
    }

    private String body() {
        try {
            return json.writeValueAsString(Problem.of(
                    UNAUTHORIZED, "Unauthorized", "A token is needed, in the header 'Authorization: Bearer …'."));
        } catch (JsonProcessingException failed) {
            throw new IllegalStateException("A problem is always JSON. This is a bug in Truekeel.", failed);
        }
    }

    private static String signIn(RoutingContext request) {
        String to = request.request().method().name().equals("GET")
                ? request.request().uri()
                : "/";
        return SignIn.PATH + "?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8);
    }

    /** Before the platform's own mechanisms, which know nothing of these tokens. */
    @Override
    public int getPriority() {
        return 2 * DEFAULT_PRIORITY;
    }
}
