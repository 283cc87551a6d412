package truekeel.web.page;

import truekeel.model.Finding;

/** One finding. */
record FindingRow(Light severity, String code, String position, String message, String hint) {
    static FindingRow of(Finding finding) {
        Light severity = finding.isError() ? new Light("bad", "✕", "error") : new Light("warn", "!", "warning");
        return new FindingRow(
                severity, finding.code().name(), finding.position().toString(), finding.message(), finding.hint());
    }
}
