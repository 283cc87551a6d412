package truekeel.web.view;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import truekeel.store.Attribution;

/** Who made the drift, where an audit event of Qlik tells; else the word {@code unattributed}. */
public record AttributionView(Optional<Author> author) {
    /** The word for drift without evidence. */
    public static final String UNATTRIBUTED = "unattributed";

    /** Who it was and when, and the event that says so. */
    @Schema(name = "Author")
    public record Author(String user, Instant time, String eventId) {}

    static AttributionView of(Optional<Attribution> attribution) {
        return new AttributionView(attribution.map(found -> new Author(found.user(), found.time(), found.eventId())));
    }

    @JsonValue
    public Object json() {
        return author.<Object>map(found -> found).orElse(UNATTRIBUTED);
    }
}
