package truekeel.web.view;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import truekeel.model.ResourceRef;
import truekeel.model.Revision;
import truekeel.model.TenantName;
import truekeel.plan.ResourceState;
import truekeel.report.RunReport;
import truekeel.store.DriftRecord;

/** What differs in one tenant. */
@Schema(name = "Drift")
public record DriftView(
        String tenant,

        @Schema(description = "The desired state's revision that live state was compared with.")
        Optional<String> revision,

        @Schema(
                description =
                        "Null until the daemon looked at the tenant since its start; what it knew before is told.")
        Optional<Instant> observedAt,

        List<Item> items) {
    public DriftView {
        items = List.copyOf(items);
    }

    /** The drift of one resource. */
    @Schema(name = "DriftItem")
    public record Item(
            String kind,
            String name,

            @Schema(enumeration = {"missing", "modified", "orphaned", "unmanaged", "unknown", "blocked"})
            String state,

            @Schema(description = "The onset; survives restarts.")
            Instant since,

            List<FieldView> fields,

            @Schema(
                    implementation = Object.class,
                    oneOf = {AttributionView.Author.class, String.class},
                    description = "Who made the drift, where an audit event of Qlik tells; else 'unattributed'.")
            AttributionView attribution,

            @Schema(description = "The code of the refusal that blocks the resource.")
            Optional<String> code,

            @Schema(description = "A sentence; empty where the state says all.")
            String message) {
        public Item {
            fields = List.copyOf(fields);
        }
    }

    /** As the latest look found it. */
    public static DriftView of(TenantName tenant, RunReport report) {
        RunReport.Standing standing = report.standing();
        Map<ResourceRef, Deque<DriftRecord>> records = new HashMap<>();
        standing.drift().forEach(drift -> records.computeIfAbsent(drift.ref(), ref -> new ArrayDeque<>())
                .add(drift));
        List<Item> items = standing.resources().stream()
                .filter(resource -> resource.state().isDrift())
                .map(resource -> item(resource, next(records, resource.ref()), standing.observedAt()))
                .toList();
        return new DriftView(
                tenant.value(),
                Optional.of(report.run().revision().toString()),
                Optional.of(standing.observedAt()),
                items);
    }

    /** As it was when the daemon last ran. */
    public static DriftView remembered(TenantName tenant, Optional<Revision> revision, List<DriftRecord> drift) {
        List<Item> items = drift.stream()
                .map(record -> new Item(
                        record.ref().kind().value(),
                        record.ref().name(),
                        record.state(),
                        record.since(),
                        record.fields().stream().map(FieldView::of).toList(),
                        AttributionView.of(record.attribution()),
                        Optional.empty(),
                        ""))
                .toList();
        return new DriftView(tenant.value(), revision.map(Revision::toString), Optional.empty(), items);
    }

    /** Undeclared objects may share a reference; their records stand in the same order. */
    private static Optional<DriftRecord> next(Map<ResourceRef, Deque<DriftRecord>> records, ResourceRef ref) {
        return Optional.ofNullable(records.get(ref)).map(Deque::pollFirst);
    }

    private static Item item(ResourceState resource, Optional<DriftRecord> record, Instant observedAt) {
        return new Item(
                resource.ref().kind().value(),
                resource.ref().name(),
                resource.state().word(),
                record.map(DriftRecord::since).orElse(observedAt),
                resource.fields().stream().map(FieldView::of).toList(),
                AttributionView.of(record.flatMap(DriftRecord::attribution)),
                resource.code().map(Enum::name),
                resource.message());
    }
}
