package truekeel.web.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import truekeel.model.FieldPath;
import truekeel.model.ResourceRef;
import truekeel.model.TenantName;
import truekeel.model.Value;
import truekeel.plan.DriftState;
import truekeel.plan.FieldDiff;
import truekeel.plan.ResourceState;
import truekeel.report.RunReport;
import truekeel.report.Told;
import truekeel.store.Attribution;
import truekeel.store.DriftCause;
import truekeel.store.DriftField;
import truekeel.store.DriftRecord;
import truekeel.store.RunOutcome;

class DriftViewTest {
    private static final Instant SINCE = Instant.parse("2026-11-22T09:00:00Z");
    private static final ResourceRef APP = ResourceRef.of("App", "Sales");
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModules(new Jdk8Module(), new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    @Test
    void showsValuesAsTheJsonThatTheyAre() throws JsonProcessingException {
        Value desired = Value.Fields.EMPTY
                .with("roles", Value.texts(List.of("consumer")))
                .with("count", Value.number(2))
                .with("enabled", Value.flag(true))
                .with("key", new Value.SecretRef("vault"));
        ResourceState state = modified(new FieldDiff(FieldPath.parse("/x"), desired, Value.nothing()));

        JsonNode item = json(DriftView.of(Told.ACME, Told.run(SINCE, RunOutcome.OBSERVED, state)))
                .path("items")
                .path(0);

        assertThat(item.path("fields").toString())
                .isEqualTo("[{\"path\":\"/x\",\"desired\":{\"roles\":[\"consumer\"],\"count\":2,\"enabled\":true,"
                        + "\"key\":{\"secretRef\":\"vault\"}},\"live\":null}]");
    }

    @Test
    void namesWhoDidItWhereThereIsEvidence() throws JsonProcessingException {
        Attribution author = new Attribution("jane@acme.example", SINCE, "event-1");
        DriftRecord record = new DriftRecord(
                APP, "modified", List.of(new DriftField("/x", "1", "2")), SINCE, DriftCause.LIVE, Optional.of(author));

        JsonNode view = json(DriftView.remembered(TenantName.of("acme"), Optional.empty(), List.of(record)));

        assertThat(view.path("observedAt").isNull()).isTrue();
        JsonNode item = view.path("items").path(0);
        assertThat(item.path("attribution").toString())
                .isEqualTo(
                        "{\"user\":\"jane@acme.example\",\"time\":\"2026-11-22T09:00:00Z\",\"eventId\":\"event-1\"}");
        assertThat(item.path("fields").path(0).path("desired").asText()).isEqualTo("1");
    }

    @Test
    void tellsApartUndeclaredObjectsThatShareAName() throws JsonProcessingException {
        ResourceState twin = Told.resource("App", "Sales", DriftState.UNMANAGED);
        RunReport report = Told.run(SINCE, RunOutcome.UNCHANGED, twin, twin);

        JsonNode items = json(DriftView.of(Told.ACME, report)).path("items");

        assertThat(items).hasSize(2);
        assertThat(items.findValuesAsText("since")).containsOnly(Told.START.toString());
    }

    @Test
    void leavesOutWhatIsInSyncOrIgnored() throws JsonProcessingException {
        RunReport report = Told.run(
                SINCE,
                RunOutcome.UNCHANGED,
                Told.resource("App", "one", DriftState.IN_SYNC),
                Told.resource("App", "two", DriftState.IGNORED));

        assertThat(json(DriftView.of(Told.ACME, report)).path("items")).isEmpty();
        assertThat(TenantView.of(Told.status(report)).resources())
                .containsAllEntriesOf(Map.of("in_sync", 1, "ignored", 1, "missing", 0));
    }

    private static ResourceState modified(FieldDiff... fields) {
        return new ResourceState(APP, DriftState.MODIFIED, List.of(fields), Optional.empty(), "");
    }

    private static JsonNode json(DriftView view) throws JsonProcessingException {
        return JSON.readTree(JSON.writeValueAsString(view));
    }
}
