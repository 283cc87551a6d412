package truekeel.store;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import truekeel.model.KindName;
import truekeel.model.NaturalKey;
import truekeel.model.Owned;
import truekeel.model.ResourceRef;
import truekeel.model.Revision;
import truekeel.model.TenantName;
import truekeel.model.Value;

/** Records as the rooms above write them. */
final class Samples {
    static final TenantName ACME = TenantName.of("acme");
    static final TenantName GLOBEX = TenantName.of("globex");
    static final ResourceRef SALES = ResourceRef.of("Space", "Sales");
    static final KindName SPACE = KindName.of("Space");
    static final RunId RUN = RunId.of("run-1");
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456789Z");

    private Samples() {}

    static Instant minutesAfterNoon(long minutes) {
        return NOON.plus(Duration.ofMinutes(minutes));
    }

    static StepRecord updating(TenantName tenant, ResourceRef ref) {
        return step(RUN, tenant, ref, false, NOON);
    }

    static StepRecord creating(TenantName tenant, ResourceRef ref) {
        return step(RUN, tenant, ref, true, NOON);
    }

    static StepRecord step(RunId run, TenantName tenant, ResourceRef ref, boolean creates, Instant at) {
        return new StepRecord(
                run,
                tenant,
                ref,
                creates ? "create" : "update",
                "space",
                "plan-hash",
                "fingerprint",
                creates ? Value.Fields.EMPTY : everyKindOfValue(),
                creates,
                false,
                at);
    }

    /** A tree with every case of {@link Value} and with texts that databases stumble over. */
    static Value.Fields everyKindOfValue() {
        return new Value.Fields(Map.of(
                "text",
                Value.text("Zürich \u0000 \uD800 \"quoted\" \\ 日本 😀"),
                "number",
                new Value.Num(new BigDecimal("12345678901234567890.000000000012")),
                "exponent",
                new Value.Num(new BigDecimal("1E+40")),
                "flag",
                Value.flag(true),
                "cleared",
                Value.nothing(),
                "secret",
                new Value.SecretRef("qlik-us"),
                "$secretRef",
                Value.text("a field of this name"),
                "$$x",
                Value.number(-1),
                "list",
                new Value.Items(List.of(Value.number(1), Value.nothing(), Value.Fields.EMPTY)),
                "map",
                new Value.Fields(Map.of("inner", new Value.Items(List.of())))));
    }

    static Owned owned(ResourceRef ref, String liveId) {
        return new Owned(
                ref,
                NaturalKey.of(ref.kind(), Map.of("name", ref.name(), "type", "shared")),
                liveId,
                "digest",
                Map.of("/password", "keyed"),
                Optional.of("ab12"),
                Owned.Origin.ADOPTED,
                everyKindOfValue(),
                NOON);
    }

    static DriftRecord modified(ResourceRef ref, String live, Instant since) {
        return new DriftRecord(
                ref,
                "modified",
                List.of(new DriftField("/description", "wanted", live)),
                since,
                DriftCause.LIVE,
                Optional.empty());
    }

    static DriftRecord attributed(DriftRecord record, Attribution attribution) {
        return record.withAttribution(Optional.of(attribution));
    }

    static RunRecord run(String id, TenantName tenant, String revision, Instant begun) {
        return RunRecord.beginning(RunId.of(id), tenant, new Revision(revision), "interval", begun);
    }
}
