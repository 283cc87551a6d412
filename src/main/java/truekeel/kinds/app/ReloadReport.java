package truekeel.kinds.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import truekeel.model.Masking;

/**
 * One reload as Qlik tells of it.
 *
 * @param status one of the seven words of the contract
 * @param code and {@code message}: what Qlik says went wrong; empty for one that went well
 * @param log the load script's log, as far as it was told
 */
record ReloadReport(
        String id, String status, String created, String start, String end, String code, String message, String log) {
    private static final Set<String> PENDING = Set.of("QUEUED", "RELOADING", "CANCELING");
    private static final int LONGEST = 300;

    static ReloadReport of(JsonNode reload) {
        return new ReloadReport(
                reload.path("id").asText(""),
                reload.path("status").asText(""),
                reload.path("creationTime").asText(""),
                reload.path("startTime").asText(""),
                reload.path("endTime").asText(""),
                reload.path("errorCode").asText(""),
                reload.path("errorMessage").asText(""),
                reload.path("log").asText(""));
    }

    boolean isPending() {
        return PENDING.contains(status);
    }

    boolean isGood() {
        return status.equals("SUCCEEDED");
    }

    /** How it ended, in a sentence: Qlik's code and message, and the line of the log that tells the error. */
    String sentence() {
        StringBuilder text =
                new StringBuilder("The reload ").append(id).append(" ended as ").append(status);
        took().ifPresent(time -> text.append(" after ").append(time.toSeconds()).append(" s"));
        String why = String.join(
                ": ",
                List.of(code, message, errorLine()).stream()
                        .filter(part -> !part.isBlank())
                        .map(ReloadReport::masked)
                        .toList());
        return why.isEmpty() ? text + "." : text + ": " + why + (why.endsWith(".") ? "" : ".");
    }

    private Optional<Duration> took() {
        Optional<Instant> from = Memory.time(start);
        return from.isEmpty()
                ? Optional.empty()
                : Memory.time(end).map(to -> Duration.between(from.get(), to)).filter(time -> !time.isNegative());
    }

    /** The last line that speaks of an error: what stands above it is the script and may be long. */
    private String errorLine() {
        return log.lines()
                .map(String::strip)
                .filter(line -> line.toLowerCase(Locale.ROOT).contains("error"))
                .reduce((one, other) -> other)
                .filter(line -> message.isEmpty() || !line.contains(message))
                .orElse("");
    }

    /** A script may hold credentials, and a message may quote the script. */
    static String masked(String text) {
        String masked = Masking.maskMessage(text);
        return masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST) + "…";
    }
}
