package truekeel.web.view;

import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import truekeel.fleet.Fleet;
import truekeel.model.Revision;

/** How the daemon itself stands. */
@Schema(name = "Fleet")
public record FleetView(
        @Schema(description = "The revision in force; null before the first one.")
        Optional<String> revision,

        @Schema(description = "When the loop last made progress.")
        Instant heartbeat,

        @Schema(description = "Why the repository cannot be read; null while it can.")
        Optional<GitTrouble> git) {

    /** An outage of the repository; what was read before stays in force. */
    @Schema(name = "GitTrouble")
    public record GitTrouble(String code, String message, Instant since) {}

    public static FleetView of(Fleet fleet) {
        return new FleetView(
                fleet.revision().map(Revision::toString),
                fleet.heartbeat(),
                fleet.gitFailure().map(failure -> new GitTrouble(failure.code(), failure.message(), failure.since())));
    }
}
