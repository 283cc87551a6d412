package truekeel.web.view;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import truekeel.report.Condition;

/** A condition in the shape of kstatus. */
@Schema(name = "Condition")
public record ConditionView(
        @Schema(description = "What the statement is about.", examples = "Ready")
        String type,

        @Schema(enumeration = {"True", "False", "Unknown"}) String status,

        @Schema(description = "One word in upper camel case, or a refusal's code.")
        String reason,

        String message,

        @Schema(description = "Since when the status holds.")
        Instant lastTransitionTime) {

    static ConditionView of(Condition condition) {
        return new ConditionView(
                condition.type().word(),
                condition.status().word(),
                condition.reason(),
                condition.message(),
                condition.since());
    }
}
