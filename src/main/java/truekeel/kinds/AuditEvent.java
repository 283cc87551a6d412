package truekeel.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One entry of Qlik's audit feed.
 *
 * @param type such as {@code com.qlik.core.space.created}
 * @param user the id of who did it; empty for what Qlik did by itself
 * @param objects the ids of all that it is about; they are unique in a tenant, whatever they belong to
 */
public record AuditEvent(String id, Instant time, String type, String user, Set<String> objects) {
    private static final String PREFIX = "com.qlik.";
    private static final String LEGACY = PREFIX + "v1.";
    private static final String CORE = PREFIX + "core.";
    private static final List<String> IDS = List.of(
            "/extensions/topLevelResourceId", "/extensions/spaceId", "/data/id", "/data/spaceId", "/data/resourceId");

    public AuditEvent {
        objects = Set.copyOf(objects);
    }

    /** Reads an entry; empty for one without a time or a type, which tells nothing. */
    static Optional<AuditEvent> of(JsonNode entry) {
        String type = entry.path("eventType").asText();
        try {
            Instant time =
                    OffsetDateTime.parse(entry.path("eventTime").asText()).toInstant();
            Set<String> objects = new HashSet<>();
            IDS.forEach(path -> objects.add(entry.at(path).asText()));
            objects.remove("");
            String id = entry.path("eventId").asText(entry.path("id").asText());
            return Optional.of(
                            new AuditEvent(id, time, type, entry.path("userId").asText(), objects))
                    .filter(event -> !type.isEmpty());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /** What was done, where the event is about that resource itself: {@code created} for {@code space}. */
    Optional<String> action(String resource) {
        String rest = isLegacy()
                ? type.substring(LEGACY.length())
                : type.startsWith(CORE)
                        ? type.substring(CORE.length())
                        : type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : "";
        return rest.startsWith(resource + ".") ? Optional.of(rest.substring(resource.length() + 1)) : Optional.empty();
    }

    /** Whether it has a deprecated name; Qlik sends the same under its present one. */
    public boolean isLegacy() {
        return type.startsWith(LEGACY);
    }
}
