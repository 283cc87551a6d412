package truekeel.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sessions of people who log in with a signed JWT, known by a cookie. They end by the tenant's authentication settings.
 * What a person may do is found out at each request; Qlik may remember it until the next login.
 */
public final class Sessions {
    private static final String TABLE = "sessions";
    private static final String SPENT = "spentLoginTokens";
    private static final String COOKIE = "eas.sid";
    private static final String CSRF = "qlik-csrf-token";

    private Sessions() {}

    static boolean isLogin(Call call) {
        return call.method().equals("POST") && call.path().equals("/login/jwt-session");
    }

    /** Exchanges the bearer JWT of a request for a session; a 401 {@link Problem} where it is not good. */
    static Answer login(Call call, SimTenant tenant, Ids ids, Instant now) {
        LoginToken token = call.header("authorization")
                .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(header -> LoginToken.parse(header.substring(7).strip()))
                .orElseThrow(() -> LoginToken.refused("The token is missing."));
        ObjectNode provider = token.provider(tenant);
        token.check(now, Duration.ofSeconds(provider.path("clockToleranceSec").asLong()));
        checkOrigin(call, tenant);
        spend(tenant, token, now);
        ObjectNode user = user(tenant, provider, token, ids, now);
        token.groups().ifPresent(names -> Callers.claim(tenant, user, names, ids, now));
        ObjectNode session = Json.object();
        session.put("id", ids.token());
        session.put("userId", user.path("id").asText());
        session.put("csrf", ids.token());
        session.put("began", now.toString());
        session.put("used", now.toString());
        tenant.table(TABLE).add(session);
        return Answer.ok(Json.object())
                .with(
                        "set-cookie",
                        COOKIE + "=" + session.path("id").asText() + "; Path=/; Secure; HttpOnly; SameSite=None");
    }

    /** A page of another origin needs a web integration that lists it. */
    private static void checkOrigin(Call call, SimTenant tenant) {
        Optional<String> origin = call.header("origin").filter(from -> !from.equals(call.origin()));
        Optional<String> id = call.header("qlik-web-integration-id")
                .or(() -> Query.parse(call.query()).first("qlik-web-integration-id"));
        if (origin.isEmpty() && id.isEmpty()) {
            return;
        }
        JsonNode integration = id.flatMap(tenant.table("webIntegrations")::get)
                .orElseThrow(() -> LoginToken.refused("No web" + " integration vouches for the page."));
        if (origin.isPresent() && !Json.texts(integration.path("validOrigins")).contains(origin.get())) {
            throw LoginToken.refused("The web integration does not list " + origin.get() + ".");
        }
    }

    private static void spend(SimTenant tenant, LoginToken token, Instant now) {
        String id = token.text("jti");
        Duration longest = LoginToken.LONGEST.multipliedBy(2);
        tenant.table(SPENT)
                .removeIf(row ->
                        Instant.parse(row.path("until").asText()).plus(longest).isBefore(now));
        if (tenant.table(SPENT).get(id).isPresent()) {
            throw LoginToken.refused("The token was used before.");
        }
        tenant.table(SPENT).put(id, Json.object().put("until", token.expires().toString()));
    }

    private static ObjectNode user(SimTenant tenant, ObjectNode provider, LoginToken token, Ids ids, Instant now) {
        String subject = token.text("sub");
        if (subject.startsWith("qlikbot\\")) {
            throw LoginToken.refused("Nobody logs in as the user of an OAuth client.");
        }
        Table users = tenant.table("users");
        Optional<ObjectNode> known = users.by("subject", subject).or(() -> invited(users, token.text("email")));
        if (known.isEmpty() && !provider.path("createNewUsersOnLogin").asBoolean(true)) {
            throw LoginToken.refused("There is no user " + subject + ", and logins make none.");
        }
        boolean taken = users.rows().stream()
                .filter(row -> known.filter(row::equals).isEmpty())
                .anyMatch(row -> row.path("email").asText().equalsIgnoreCase(token.text("email")));
        if (taken) {
            throw LoginToken.refused("Another user has the address " + token.text("email") + ".");
        }
        known.ifPresent(user -> user.put("subject", subject));
        ObjectNode user = Callers.person(tenant, subject, ids, now);
        user.put("name", token.text("name"));
        user.put("email", token.text("email"));
        user.remove("inviteExpiry");
        return user;
    }

    private static Optional<ObjectNode> invited(Table users, String email) {
        return users.first(row -> row.path("status").asText().equals("invited")
                && row.path("email").asText().equalsIgnoreCase(email));
    }

    /** What the session cookie of a request stands for, if the session still holds. */
    static Optional<Grant> grant(Call call, SimTenant tenant, Instant now) {
        return call.header("authorization").isPresent()
                ? Optional.empty()
                : session(call, tenant).filter(row -> isOpen(row, tenant, now)).map(row -> {
                    row.put("used", now.toString());
                    return new Grant(tenant.id(), "", row.path("userId").asText(), Set.of("*"), now);
                });
    }

    /** Whether a request of a session changes something and does not prove that the page itself sent it. */
    static boolean isForged(Call call, SimTenant tenant) {
        boolean harmless = List.of("GET", "HEAD", "OPTIONS").contains(call.method());
        return !harmless
                && call.header("authorization").isEmpty()
                && !csrf(call, tenant).equals(call.header(CSRF));
    }

    /** The token that unsafe requests of the session must carry; empty without a session. */
    public static Optional<String> csrf(Call call, SimTenant tenant) {
        return session(call, tenant).map(row -> row.path("csrf").asText());
    }

    static Answer forged() {
        ObjectNode body = Json.object().put("code", "CSRF-TOKEN-2").put("title", "CSRF token mismatch");
        body.putArray("errors").addObject().put("code", "CSRF-TOKEN-2").put("title", "CSRF token mismatch");
        return Answer.json(403, body);
    }

    private static Optional<ObjectNode> session(Call call, SimTenant tenant) {
        return call.header("cookie").stream()
                .flatMap(header -> List.of(header.split(";", -1)).stream())
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(COOKIE + "="))
                .map(cookie -> cookie.substring(COOKIE.length() + 1))
                .flatMap(id -> tenant.table(TABLE).get(id).stream())
                .findFirst();
    }

    private static boolean isOpen(ObjectNode session, SimTenant tenant, Instant now) {
        JsonNode settings = tenant.table("authSettings")
                .get("settings")
                .map(JsonNode.class::cast)
                .orElseGet(Json::object);
        Duration idle = Duration.between(Instant.parse(session.path("used").asText()), now);
        Duration age = Duration.between(Instant.parse(session.path("began").asText()), now);
        return idle.toMinutes()
                        < settings.path("userSessionInactivityTimeoutMinutes").asLong(20)
                && age.toMinutes()
                        < settings.path("maxUserSessionLifespanMinutes").asLong(1440);
    }
}
