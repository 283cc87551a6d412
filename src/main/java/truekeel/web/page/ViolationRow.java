package truekeel.web.page;

import java.util.List;
import java.util.stream.Stream;
import truekeel.report.PolicyViolation;
import truekeel.report.TenantStatus;

/** One object that does not keep to a policy. */
record ViolationRow(String tenant, String policy, Light severity, String subject, String occasion, String message) {
    static List<ViolationRow> of(List<TenantStatus> statuses) {
        return statuses.stream().flatMap(ViolationRow::of).toList();
    }

    private static Stream<ViolationRow> of(TenantStatus status) {
        return status.last().stream()
                .flatMap(report -> report.violations().stream())
                .map(violation -> new ViolationRow(
                        status.tenant().value(),
                        violation.policy(),
                        severity(violation),
                        violation.subject().toString(),
                        violation.occasion(),
                        violation.message()));
    }

    private static Light severity(PolicyViolation violation) {
        return violation.severity().equals("block") ? new Light("bad", "✕", "block") : new Light("warn", "!", "warn");
    }
}
