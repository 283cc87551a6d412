package truekeel.qlik;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import truekeel.qlik.Operation.Paging;
import truekeel.qlik.Operation.Style;

/**
 * All pages of one list, in order, each given away before the next is asked for. It never ends early: a page without
 * its entries or a cursor that comes back throws.
 */
final class Pages {
    private final Session session;
    private final QlikRequest request;
    private final Paging paging;
    private final Set<String> asked = new HashSet<>();

    Pages(Session session, QlikRequest request) {
        this.session = session;
        this.paging = request.operation().paging();
        this.request =
                paging.style() == Style.NONE ? request : request.query("limit", Integer.toString(paging.maximum()));
    }

    void each(Consumer<JsonNode> each) {
        eachWhile(entry -> {
            each.accept(entry);
            return true;
        });
    }

    /** Ends at the first entry that is not taken. */
    void eachWhile(Predicate<JsonNode> taken) {
        Optional<String> next = take(session.exchange(request, Optional.empty()), request.target(), taken);
        while (next.isPresent()) {
            String target = next.get();
            next = take(session.exchange(request, target, Optional.empty()), target, taken);
        }
    }

    private Optional<String> take(TransportReply reply, String target, Predicate<JsonNode> taken) {
        asked.add(target);
        JsonNode body = Json.read(reply.body()).orElseThrow(() -> malformed(reply, "no JSON"));
        JsonNode data = body.path(paging.entries());
        if (!data.isArray()) {
            throw malformed(reply, "a page without " + paging.entries() + "[]");
        }
        Optional<String> next = next(reply, body, target);
        if (next.isPresent() && asked.contains(next.get())) {
            throw malformed(reply, "a page that leads back to one already read");
        }
        for (JsonNode entry : data) {
            if (!taken.test(entry)) {
                return Optional.empty();
            }
        }
        return next;
    }

    private Optional<String> next(TransportReply reply, JsonNode body, String target) {
        JsonNode href = body.path("links").path("next").path("href");
        if (href.isTextual() && !href.asText().isBlank()) {
            return Optional.of(session.resolve(request, reply, target, href.asText()));
        }
        if (href.isValueNode() && !href.isNull() && !href.isTextual()) {
            throw malformed(reply, "a link to the next page that is no text");
        }
        JsonNode data = body.path(paging.entries());
        // Without a link a full page may still be followed by another one; asking once more costs one read.
        if (paging.style() == Style.STARTING_AFTER && data.size() >= paging.maximum()) {
            String last = data.get(data.size() - 1).path("id").asText("");
            if (last.isEmpty()) {
                throw malformed(reply, "a full page whose last entry has no id to go on from");
            }
            return Optional.of(request.query("startingAfter", last).target());
        }
        return Optional.empty();
    }

    private QlikException malformed(TransportReply reply, String what) {
        return new QlikException.Malformed(
                request.operation().id(),
                Problem.ofStatus(reply.status()),
                "The list of " + request.operation() + " is not usable: Qlik answered with " + what + ".",
                null);
    }
}
