package truekeel.kinds;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import truekeel.model.Secret;
import truekeel.qlik.Clockwork;
import truekeel.qlik.QlikFleet;
import truekeel.qlik.QlikMetrics;
import truekeel.qlik.QlikSettings;
import truekeel.qlik.QlikTenant;
import truekeel.qlik.TenantAccess;
import truekeel.qlik.Transport;
import truekeel.qlik.TransportReply;
import truekeel.qlik.TransportRequest;

/** A tenant that gives prepared answers by method and path, and notes what it was asked; all else is a 404. */
public final class FakeQlik implements Transport {
    private final Map<String, TransportReply> answers = new LinkedHashMap<>();
    private final List<String> asked = new ArrayList<>();

    /**
     * Prepares the answer to every request of this method and path, such as {@code GET /api/v1/users}; with a query, to
     * that one alone.
     */
    public FakeQlik answer(String line, int status, String body) {
        answers.put(line, reply(status, body));
        return this;
    }

    /** Method and path with query of each request but logins, in order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    public QlikTenant tenant() {
        return tenant(QlikSettings.DEFAULT);
    }

    public QlikTenant tenant(QlikSettings settings) {
        Clockwork clockwork = new Clockwork(
                InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z")), () -> Duration.ZERO, duration -> {});
        return new QlikFleet(settings, this, clockwork, QlikMetrics.NONE)
                .tenant(new TenantAccess("acme.us.qlikcloud.com", "client", () -> Secret.of("secret")));
    }

    @Override
    public TransportReply exchange(TransportRequest request) {
        if (request.target().equals("/oauth/token")) {
            return reply(200, "{\"access_token\":\"token\",\"token_type\":\"bearer\",\"expires_in\":21600}");
        }
        asked.add(request.method() + " " + request.target());
        String whole = request.method() + " " + request.target();
        TransportReply answer = answers.getOrDefault(whole, answers.get(whole.split("\\?", 2)[0]));
        return answer != null ? answer : reply(404, "{\"errors\":[{\"code\":\"HTTP-404\",\"title\":\"Not found\"}]}");
    }

    private static TransportReply reply(int status, String body) {
        return new TransportReply(
                status, Map.of("content-type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
    }
}
