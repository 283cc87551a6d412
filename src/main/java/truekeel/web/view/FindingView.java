package truekeel.web.view;

import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import truekeel.model.Finding;

/** One problem of a manifest. */
@Schema(name = "Finding")
public record FindingView(
        @Schema(description = "Stable; explained in the reference of errors.")
        String code,

        @Schema(enumeration = {"error", "warning"}) String severity,
        @Schema(description = "From the repository's root.") String file,
        int line,
        int column,
        String message,

        @Schema(description = "What to do about it; may be empty.")
        String hint) {

    public static FindingView of(Finding finding) {
        return new FindingView(
                finding.code().name(),
                finding.severity().name().toLowerCase(Locale.ROOT),
                finding.position().file(),
                finding.position().line(),
                finding.position().column(),
                finding.message(),
                finding.hint());
    }
}
