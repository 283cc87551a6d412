package truekeel.web.view;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import truekeel.model.Revision;
import truekeel.plan.DriftState;
import truekeel.report.Residence;
import truekeel.report.RunReport;
import truekeel.report.TenantStatus;
import truekeel.store.DriftRecord;

/** How one tenant stands. */
@Schema(name = "Tenant")
public record TenantView(
        String name,

        @Schema(description = "Empty while the tenant's document cannot be read.")
        String hostname,

        String region,

        @Schema(description = "The hostname of a tenant that Truekeel made and that Git lacks; null otherwise.")
        Optional<String> hostnameToCommit,

        @Schema(enumeration = {"enforce", "commit", "observe", "suspend"})
        String mode,

        @Schema(description = "By Git or by the API.") boolean suspended,

        @Schema(description = "The desired state's; null before the first one.")
        Optional<String> revision,

        List<ConditionView> conditions,

        @Schema(description = "Resources by drift state; empty until the tenant was looked at.")
        Map<String, Integer> resources,

        @Schema(description = "When the tenant was last looked at.")
        Optional<Instant> observedAt,

        @Schema(description = "Onset of the oldest drift; undeclared objects do not count.")
        Optional<Instant> oldestDrift,

        @Schema(description = "Id of the latest run.") Optional<String> lastRun,
        List<FindingView> findings) {
    public TenantView {
        conditions = List.copyOf(conditions);
        findings = List.copyOf(findings);
    }

    public static TenantView of(TenantStatus status) {
        Optional<RunReport.Standing> standing = status.last().map(RunReport::standing);
        return new TenantView(
                status.tenant().value(),
                status.place().hostname(),
                status.place().region(),
                status.last().flatMap(RunReport::residence).flatMap(Residence::toCommit),
                status.stance().mode().name().toLowerCase(Locale.ROOT),
                status.stance().isSuspended(),
                status.revision().map(Revision::toString),
                status.conditions().stream().map(ConditionView::of).toList(),
                standing.map(TenantView::counts).orElse(Map.of()),
                standing.map(RunReport.Standing::observedAt),
                standing.flatMap(TenantView::oldest),
                status.last().map(report -> report.run().id().value()),
                status.findings().stream().map(FindingView::of).toList());
    }

    private static Map<String, Integer> counts(RunReport.Standing standing) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        standing.counts().forEach((state, number) -> counts.put(state.word(), number));
        return counts;
    }

    private static Optional<Instant> oldest(RunReport.Standing standing) {
        return standing.drift().stream()
                .filter(drift -> !drift.state().equals(DriftState.UNMANAGED.word()))
                .map(DriftRecord::since)
                .min(Instant::compareTo);
    }
}
