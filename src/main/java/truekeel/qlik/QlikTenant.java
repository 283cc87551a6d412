package truekeel.qlik;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import truekeel.model.IpRange;

/**
 * One tenant's HTTP as seen by kinds; thread-safe, made by {@link QlikFleet#tenant}. Every method waits for its turn
 * under Qlik's limits, repeats what may be repeated, and throws a {@link QlikException} when it does not succeed.
 */
public final class QlikTenant {
    private final String hostname;
    private final Session session;
    private final TenantClock clock;
    private final RateBudget budget;
    private final List<IpRange> egress;
    private final ReentrantLock identityLock = new ReentrantLock();
    private volatile @Nullable Identity identity;

    QlikTenant(String hostname, Session session, TenantClock clock, RateBudget budget, List<IpRange> egress) {
        this.hostname = requireNonNull(hostname);
        this.session = session;
        this.clock = clock;
        this.budget = budget;
        this.egress = egress;
    }

    public String hostname() {
        return hostname;
    }

    /** Any single call whose answer is JSON; a {@code MissingNode} for an empty body. */
    public JsonNode get(QlikRequest request) {
        TransportReply reply = session.exchange(request, Optional.empty());
        return Json.read(reply.body()).orElseThrow(() -> unreadable(request, reply));
    }

    /** Any single call; see {@link QlikReply} for an answer that is no JSON. */
    public QlikReply send(QlikRequest request) {
        TransportReply reply = session.exchange(request, Optional.empty());
        boolean saysJson = reply.header("content-type")
                .filter(type -> type.contains("json"))
                .isPresent();
        Optional<JsonNode> body = Json.read(reply.body());
        if (body.isEmpty() && saysJson) {
            throw unreadable(request, reply);
        }
        return new QlikReply(reply.status(), reply.headers(), body.orElse(MissingNode.getInstance()));
    }

    /**
     * Every entry of a list in Qlik's order, read page by page with the largest pages it accepts. Throws on any page,
     * after the pages before it were given away: what was received is then not the whole list.
     */
    public void list(QlikRequest request, Consumer<JsonNode> each) {
        new Pages(session, request).each(each);
    }

    /** As {@link #list(QlikRequest, Consumer)}, but asks for no further page once an entry was not taken. */
    public void listWhile(QlikRequest request, Predicate<JsonNode> taken) {
        new Pages(session, request).eachWhile(taken);
    }

    /** The whole list in Qlik's order; may be empty. */
    public List<JsonNode> list(QlikRequest request) {
        List<JsonNode> all = new ArrayList<>();
        list(request, all::add);
        return all;
    }

    /**
     * Writes the body to a stream while it comes; the stream is not closed. Repeated after a break, it goes on where it
     * broke off. Throws {@link UncheckedIOException} when the stream does not take the bytes.
     */
    public void download(QlikRequest request, OutputStream to) {
        ResumingSink sink = new ResumingSink(to);
        try {
            TransportReply reply = session.exchange(request, Optional.of(sink::restarted));
            if (sink.isWhole()) {
                return;
            }
            throw changed(request, reply.status(), null);
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof ResumingSink.Changed ? changed(request, 200, e) : e;
        }
    }

    /** Who we are here; asked once and kept. */
    public Identity identity() {
        Identity known = identity;
        if (known != null) {
            return known;
        }
        identityLock.lock();
        try {
            Identity first = identity;
            Identity asked = first == null ? askIdentity() : first;
            identity = asked;
            return asked;
        } finally {
            identityLock.unlock();
        }
    }

    /**
     * Logs in unless there is a good token. Gives the scopes of the token where Qlik's answer told them, which it does
     * not always; empty means that nothing is known.
     */
    public Optional<Set<String>> signIn() {
        return session.signIn();
    }

    /** Whether the latest answer was that the whole tenant is switched off; asks nobody. */
    public boolean isDeactivated() {
        return session.isDeactivated();
    }

    /** As {@link #signIn}, of the latest login, without one. */
    public Optional<Set<String>> scopes() {
        return session.scopes();
    }

    /** The tenant's clock: local time, corrected by the last {@code Date} header. */
    public InstantSource clock() {
        return clock;
    }

    /** What may be sent to this tenant, for prices of plans. */
    public RateBudget budget() {
        return budget;
    }

    /** The addresses from which we reach the tenant, as we were told; empty when nobody did. Unmodifiable. */
    public List<IpRange> egress() {
        return egress;
    }

    private QlikException changed(QlikRequest request, int status, @Nullable Throwable cause) {
        return new QlikException.Transient(
                request.operation().id(),
                Problem.ofStatus(status),
                request.operation() + " on " + hostname + " brought other bytes when it was repeated after a break."
                        + " Download it again from the start.",
                Optional.empty(),
                cause);
    }

    private Identity askIdentity() {
        QlikRequest user = QlikRequest.of(AccessOperations.GET_MY_USER);
        QlikRequest tenant = QlikRequest.of(TenantOperations.GET_MY_TENANT);
        JsonNode me = get(user);
        Set<String> roles = new LinkedHashSet<>();
        me.path("assignedRoles").forEach(role -> roles.add(role.path("name").asText("")));
        me.path("roles").forEach(role -> roles.add(role.asText("")));
        roles.remove("");
        return new Identity(
                required(user, me, "id"),
                required(user, me, "subject"),
                List.copyOf(roles),
                required(tenant, get(tenant), "id"));
    }

    private String required(QlikRequest request, JsonNode body, String field) {
        String value = body.path(field).asText("");
        if (value.isEmpty()) {
            throw new QlikException.Malformed(
                    request.operation().id(),
                    Problem.NONE,
                    request.operation() + " on " + hostname + " was answered without " + field + ".",
                    null);
        }
        return value;
    }

    /** After a write the effect is there, but what came of it is not known. */
    private QlikException unreadable(QlikRequest request, TransportReply reply) {
        Problem problem = Problem.ofStatus(reply.status());
        String message = request.operation() + " on " + hostname + " was answered with " + reply.status()
                + " and a body that is no JSON.";
        return request.operation().isRead()
                ? new QlikException.Malformed(request.operation().id(), problem, message, null)
                : new QlikException.Uncertain(request.operation().id(), problem, message, null);
    }
}
