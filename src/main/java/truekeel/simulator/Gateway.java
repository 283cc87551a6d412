package truekeel.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The way of a request through Qlik Cloud: host, token, limits, route, handler, deprecation headers. */
final class Gateway {
    private static final Pattern VERSION = Pattern.compile("\\d{4}-(02|05|08|11)|latest");
    private final Fleet fleet;
    private final Routes routes;
    private final OAuth oauth;
    private final RateLimits limits;
    private final RateLimiter limiter = new RateLimiter();

    Gateway(Fleet fleet, Routes routes, OAuth oauth, RateLimits limits) {
        this.fleet = fleet;
        this.routes = routes;
        this.oauth = oauth;
        this.limits = limits;
    }

    Answer answer(Call call, Trace trace) {
        String host = call.host();
        if (host.equals(Hosts.CONSOLE)) {
            return outside(call, trace, Route.Host.CONSOLE);
        }
        if (Hosts.isRegister(host)) {
            return outside(call, trace, Route.Host.REGISTER);
        }
        Optional<SimTenant> tenant = fleet.byHost(host);
        if (tenant.isEmpty()) {
            return unknownHost(host);
        }
        SimTenant found = tenant.get();
        found.lock().lock();
        try {
            return fleet.purged(found) ? unknownHost(host) : inside(call, trace, found);
        } finally {
            found.lock().unlock();
        }
    }

    private Answer unknownHost(String host) {
        return Dialect.COMMON.answer(
                Problem.notFound("No tenant answers on " + host + "."),
                fleet.ids().hex32());
    }

    /** A request to the register or console host. */
    private Answer outside(Call call, Trace trace, Route.Host kind) {
        Optional<Routes.Match> match = routes.match(kind, call.method(), call.path());
        Dialect dialect = match.map(found -> found.route().dialect()).orElse(Dialect.COMMON);
        try {
            if (isTokenRequest(call)) {
                OAuth.Request request = oauth.read(call, call.host(), false, id -> List.of());
                trace.user(request.client().clientId());
                trace.tier("tier2");
                limit(trace, call.host(), request.client().clientId(), "tier2", limits.tier2());
                return oauth.issue(request, call.host(), "", fleet.clock().instant());
            }
            Grant grant = oauth.grant(call, call.host(), fleet.clock().instant())
                    .orElseThrow(() -> Problem.unauthorized("The access token is missing or not valid here."));
            trace.user(grant.clientId());
            limit(trace, call, match, call.host(), grant.clientId());
            Caller caller = new Caller(
                    grant.clientId(),
                    grant.clientId(),
                    grant.clientId(),
                    grant.scopes(),
                    Set.of(),
                    grant.scopes(),
                    Set.of());
            return dispatch(call, match, null, caller);
        } catch (OAuth.Refusal refusal) {
            return refusal.answer();
        } catch (Problem problem) {
            return dialect.answer(problem, fleet.ids().hex32());
        }
    }

    /** A request to a tenant, under its lock. */
    private Answer inside(Call call, Trace trace, SimTenant tenant) {
        Optional<Routes.Match> match = routes.match(Route.Host.TENANT, call.method(), call.path());
        Dialect dialect = match.map(found -> found.route().dialect()).orElse(Dialect.COMMON);
        try {
            if (tenant.isDeactivated()) {
                throw Problem.unauthorized("The tenant is deactivated.")
                        .code(tenant.options().deactivatedCode());
            }
            String address = call.address(tenant.options());
            if (!AllowList.admits(tenant, address)) {
                throw Problem.forbidden("Access from " + address + " is not allowed.");
            }
            if (isTokenRequest(call)) {
                return token(call, trace, tenant);
            }
            Instant now = fleet.clock().instant();
            if (Sessions.isLogin(call)) {
                return login(call, trace, tenant, now);
            }
            Grant grant = oauth.grant(call, tenant.id(), now)
                    .or(() -> Sessions.grant(call, tenant, now))
                    .orElseThrow(() -> Problem.unauthorized("The access token is missing or not valid here."));
            if (Sessions.isForged(call, tenant)) {
                return Sessions.forged();
            }
            Caller caller = Callers.of(tenant, grant)
                    .orElseThrow(() -> Problem.unauthorized("The user of this token is not active."));
            trace.user(caller.subject());
            limit(trace, call, match, tenant.id(), caller.subject());
            TokenReach.check(call, caller);
            return dispatch(call, match, tenant, caller);
        } catch (OAuth.Refusal refusal) {
            return refusal.answer();
        } catch (Problem problem) {
            return dialect.answer(problem, fleet.ids().hex32());
        }
    }

    private static boolean isTokenRequest(Call call) {
        return call.method().equals("POST") && call.path().equals("/oauth/token");
    }

    private Answer token(Call call, Trace trace, SimTenant tenant) {
        OAuth.Request request = oauth.read(call, tenant.hostname(), true, id -> TenantClients.of(tenant, id));
        String subject = "qlikbot\\" + request.client().clientId();
        trace.user(subject);
        trace.tier("tier2");
        limit(trace, tenant.id(), subject, "tier2", limits.tier2());
        Instant now = fleet.clock().instant();
        String bot = Callers.bot(tenant, request.client(), fleet.ids(), now)
                .path("id")
                .asText();
        return oauth.issue(request, tenant.id(), bot, now);
    }

    private Answer login(Call call, Trace trace, SimTenant tenant, Instant now) {
        trace.user("login");
        limit(trace, tenant.id(), "login", "tier2", limits.tier2());
        return Sessions.login(call, tenant, fleet.ids(), now);
    }

    private Answer dispatch(Call call, Optional<Routes.Match> match, @Nullable SimTenant tenant, Caller caller) {
        call.header("qlik-api-version").ifPresent(version -> {
            if (!VERSION.matcher(version).matches()) {
                throw Problem.badRequest("qlik-api-version must be YYYY-MM of a quarterly version, or latest.");
            }
        });
        Routes.Match found = match.orElseThrow(() -> Problem.notFound("No such path: " + call.path()));
        Answer given = found.route().handler().handle(new Exchange(call, found.params(), fleet, tenant, caller));
        boolean extra = tenant != null && tenant.options().extraFields();
        Answer answer = extra ? withUnknownFields(given) : given;
        Optional<Route.Deprecation> deprecation = found.route()
                .deprecation()
                .filter(notice -> !call.header("qlik-api-version").orElse("").equals("latest"));
        return deprecation.map(notice -> announced(answer, notice)).orElse(answer);
    }

    /** Additive changes come at any time: a client must not mind. */
    private static Answer withUnknownFields(Answer answer) {
        if (!answer.header("content-type").orElse("").equals("application/json")) {
            return answer;
        }
        JsonNode body = answer.json();
        List<JsonNode> targets = new ArrayList<>(List.of(body));
        body.path("data").forEach(targets::add);
        for (JsonNode target : targets) {
            if (target instanceof ObjectNode object) {
                object.putObject("xNewInThisRelease").put("since", "later");
            }
        }
        return new Answer(answer.status(), answer.headers(), Payload.of(Json.bytes(body)), answer.effect());
    }

    private static Answer announced(Answer answer, Route.Deprecation notice) {
        return answer.with("deprecation", "@" + notice.since().getEpochSecond())
                .with("sunset", Stamp.http(notice.sunset()))
                .with("link", "<" + notice.link() + ">; rel=\"deprecation\"; type=\"text/html\"");
    }

    private void limit(Trace trace, Call call, Optional<Routes.Match> match, String audience, String user) {
        int own = match.map(found -> found.route().perMinute()).orElse(0);
        if (own > 0) {
            String template = match.map(found -> found.route().template()).orElse("");
            limit(trace, audience, user, "special " + call.method() + " " + template, own * 5);
            trace.tier("special");
        } else if (Set.of("GET", "HEAD").contains(call.method())) {
            limit(trace, audience, user, "tier1", limits.tier1());
        } else {
            limit(trace, audience, user, "tier2", limits.tier2());
        }
    }

    private void limit(Trace trace, String audience, String user, String tier, int number) {
        trace.tier(tier.startsWith("special") ? "special" : tier);
        if (!limits.enabled()) {
            return;
        }
        Instant now = fleet.clock().instant();
        refuse(limiter.count(audience + " " + user + " " + tier, number, now));
        if (limits.smallTenantCeiling()) {
            int users = fleet.byId(audience)
                    .map(tenant -> Math.max(1, tenant.table("users").size()))
                    .orElse(2);
            refuse(limiter.count(audience + " " + tier, Math.max(1, number * users / 2), now));
        }
    }

    private static void refuse(Optional<Duration> wait) {
        if (wait.isPresent()) {
            throw Problem.of(429, "Too many requests", "Rate limit exceeded.")
                    .code("HTTP-429")
                    .header("retry-after", Long.toString(wait.get().toSeconds()));
        }
    }
}
