package truekeel.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.apply.Outcome;
import truekeel.kinds.SimulatorTransport;
import truekeel.model.ResourceRef;
import truekeel.model.TenantName;
import truekeel.plan.Admission;
import truekeel.plan.DriftState;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.plan.ResourceState;
import truekeel.report.RunReport;
import truekeel.simulator.Answer;
import truekeel.simulator.Driver;
import truekeel.simulator.RequestLog;
import truekeel.simulator.TenantSpec;
import truekeel.store.StepEntry;
import truekeel.store.StepState;

/** Apps whose content is taken from an app that developers work on in another tenant. */
class PromotionTest {
    private static final String DOCUMENTS = """
            apiVersion: truekeel/v1alpha1
            kind: Space
            metadata: {name: Dev}
            spec: {type: shared}
            ---
            apiVersion: truekeel/v1alpha1
            kind: Space
            metadata: {name: Finance}
            spec: {type: managed}
            ---
            apiVersion: truekeel/v1alpha1
            kind: App
            metadata: {name: Sales}
            spec: {source: {tenant: dev, space: Workshop, app: Sales}, stage: {space: Dev}, publish: {space: Finance}}
            """;

    @TempDir
    private Path folder;

    private Company company;
    private Driver developers;
    private String workshop = "";
    private String app = "";

    @BeforeEach
    void open() {
        company = new Company(folder);
        for (String tenant : List.of("dev", "one", "two")) {
            company.simulator.createTenant(TenantSpec.of(Company.host(tenant)));
        }
        developers = Driver.bot(company.simulator, Company.host("dev"));
        company.tenant("dev").tenant("one", DOCUMENTS).tenant("two", DOCUMENTS);
        workshop = id(developers.post("/api/v1/spaces", "{'name':'Workshop','type':'shared'}"));
        app = make("Sales");
        describe(app, "What sold {v1.0}");
    }

    @AfterEach
    void close() {
        company.close();
    }

    private String make(String name) {
        return id(
                developers.post("/api/v1/apps", "{'attributes':{'name':'" + name + "','spaceId':'" + workshop + "'}}"));
    }

    private void describe(String id, String description) {
        developers.put("/api/v1/apps/" + id, "{'attributes':{'description':'" + description + "'}}");
        company.simulator.clock().advance(Duration.ofSeconds(10));
    }

    private static String id(Answer answer) {
        JsonNode body = answer.json();
        return body.path("id").asText(body.path("attributes").path("id").asText());
    }

    private void later() {
        company.simulator.clock().advance(Duration.ofMinutes(11));
    }

    private List<RequestLog.Entry> sent(String tenant, String method, String path) {
        return company.simulator.requests().all().stream()
                .filter(entry -> entry.host().equals(Company.host(tenant)))
                .filter(entry -> entry.method().equals(method) && entry.path().matches(path))
                .toList();
    }

    private List<RequestLog.Entry> exports() {
        return sent("dev", "POST", "/api/v1/apps/[^/]+/export");
    }

    private String published(String tenant) {
        String id = company.store.inventory().of(TenantName.of(tenant)).stream()
                .filter(owned -> owned.ref().equals(ResourceRef.of("App", "Sales")))
                .findFirst()
                .orElseThrow()
                .liveId();
        return Driver.bot(company.simulator, Company.host(tenant))
                .get("/api/v1/apps/" + id)
                .json()
                .at("/attributes/description")
                .asText();
    }

    private static Outcome sales(RunReport report) {
        return report.outcomes().stream()
                .filter(outcome -> outcome.change().ref().equals(ResourceRef.of("App", "Sales")))
                .findFirst()
                .orElseThrow();
    }

    private static Refusal refusal(Admission admission) {
        assertThat(admission.refusals()).hasSize(1);
        return admission.refusals().get(0);
    }

    private RefusalCode refused() {
        Admission admission = company.plan(company.pull(), "one");
        assertThat(admission.plan().writes())
                .noneMatch(change -> change.kind().value().equals("App"));
        assertThat(admission.plan().resources())
                .filteredOn(state -> state.ref().kind().value().equals("App"))
                .extracting(ResourceState::state)
                .containsExactly(DriftState.BLOCKED);
        return refusal(admission).code();
    }

    @Test
    void oneExportServesEveryTenant() {
        // given
        DesiredSource.Pull pull = company.pull();
        company.plan(pull, "one");
        assertThat(exports()).isEmpty();

        // when
        RunReport one = company.run(pull, "one");
        RunReport two = company.run(pull, "two");

        // then
        assertThat(one.standing().isInSync()).isTrue();
        assertThat(two.standing().isInSync()).isTrue();
        assertThat(exports()).hasSize(1).allMatch(entry -> entry.query().contains("NoData=true"));
        assertThat(published("one")).startsWith("What sold {v1.0} {tk:").isEqualTo(published("two"));
        assertThat(company.run(pull, "one").outcomes()).isEmpty();
    }

    @Test
    void onlyAnotherMarkerPromotesAgain() {
        // given
        DesiredSource.Pull pull = company.pull();
        company.run(pull, "one");
        String before = published("one");
        describe(app, "Sold and resold {v1.0}");
        later();
        RunReport untouched = company.run(pull, "one");
        describe(app, "Sold and resold {v1.1}");
        later();

        // when
        RunReport promoted = company.run(pull, "one");

        // then
        assertThat(untouched.outcomes()).isEmpty();
        assertThat(sales(promoted).verdict()).isEqualTo(Outcome.Verdict.APPLIED);
        assertThat(promoted.standing().isInSync()).isTrue();
        assertThat(exports()).hasSize(2);
        assertThat(published("one")).startsWith("What sold {v1.1} {tk:").isNotEqualTo(before);
    }

    @Test
    void aLookServesAllTenantsForAnInterval() {
        // given
        DesiredSource.Pull pull = company.pull();
        company.run(pull, "one");
        company.run(pull, "two");
        later();
        long before = company.lastRequest();

        // when
        for (int round = 0; round < 5; round++) {
            company.run(pull, "one");
            company.run(pull, "two");
            company.simulator.clock().advance(Duration.ofMinutes(1));
        }

        // then
        assertThat(company.simulator.requests().since(before))
                .filteredOn(entry -> entry.host().equals(Company.host("dev")))
                .extracting(RequestLog.Entry::path)
                .containsExactlyInAnyOrder("/api/v1/spaces", "/api/v1/items");
    }

    @Test
    void aPersonWhoAsksSeesWhatIsThereNow() {
        // given
        DesiredSource.Pull pull = company.pull();
        company.run(pull, "one");
        describe(app, "What sold {v2}");
        company.simulator.clock().advance(Duration.ofSeconds(20));

        // when
        Admission asked = company.asked(Trigger.MANUAL).plan(pull, "one");

        // then
        assertThat(asked.plan().writes()).hasSize(1);
    }

    @Test
    void anAppWithoutAMarkerIsNotPromoted() {
        describe(app, "What sold");

        assertThat(refused()).isEqualTo(RefusalCode.SOURCE_UNMARKED);
    }

    @Test
    void anAppThatIsNotThereIsNotPromoted() {
        developers.delete("/api/v1/apps/" + app);
        company.simulator.clock().advance(Duration.ofMinutes(1));

        assertThat(refused()).isEqualTo(RefusalCode.SOURCE_NOT_FOUND);
    }

    @Test
    void oneOfTwoAppsOfANameIsNotPromoted() {
        describe(make("Sales"), "Another {v7}");

        assertThat(refused()).isEqualTo(RefusalCode.SOURCE_AMBIGUOUS);
    }

    @Test
    void anAppOfAManagedSpaceIsNotPromoted() {
        company.tenant("one", DOCUMENTS.replace("Workshop", "Shop"));
        developers.post("/api/v1/spaces", "{'name':'Shop','type':'managed'}");
        company.simulator.clock().advance(Duration.ofMinutes(1));

        assertThat(refused()).isEqualTo(RefusalCode.SOURCE_MANAGED);
    }

    @Test
    void aSourceTenantThatDoesNotAnswerBlocksTheOneAppAndDeletesNothing() {
        // given
        DesiredSource.Pull pull = company.pull();
        company.run(pull, "one");
        later();
        SimulatorTransport wire = new SimulatorTransport(company.simulator);
        company.wire(request -> {
            if (request.host().equals(Company.host("dev")) && request.target().startsWith("/api/v1/items")) {
                throw new truekeel.qlik.TransportFailure(
                        truekeel.qlik.TransportFailure.Stage.NOT_SENT, "The tenant cannot be reached.");
            }
            return wire.exchange(request);
        });

        // when
        RunReport report = company.run(pull, "one");

        // then
        assertThat(report.outcomes()).isEmpty();
        assertThat(refusal(report.admission()).code()).isEqualTo(RefusalCode.SOURCE_UNAVAILABLE);
        assertThat(report.standing().resources())
                .extracting(state -> state.ref() + " " + state.state())
                .containsExactlyInAnyOrder("Space/Dev IN_SYNC", "Space/Finance IN_SYNC", "App/Sales BLOCKED");
    }

    @Test
    void aSuspendedSourceTenantIsNotAsked() {
        company.file("dev/tenant.yaml", """
                apiVersion: truekeel/v1alpha1
                kind: Tenant
                metadata: {name: dev}
                spec: {hostname: dev.us.qlikcloud.com, reconcile: {mode: suspend}}
                """);

        assertThat(refused()).isEqualTo(RefusalCode.SOURCE_UNAVAILABLE);
        assertThat(sent("dev", "GET", "/api/v1/items")).isEmpty();
    }

    @Test
    void theBotTakesTheAccessItNeedsInTheSourceSpaceAndTheJournalHasIt() {
        // given
        String jane = id(developers.post("/api/v1/users", "{'subject':'jane','name':'Jane','email':'j@acme.example'}"));
        developers.patch("/api/v1/spaces/" + workshop, "[{'op':'replace','path':'/ownerId','value':'" + jane + "'}]");

        // when
        RunReport report = company.run(company.pull(), "one");

        // then
        assertThat(report.standing().isInSync()).isTrue();
        assertThat(sent("dev", "POST", "/api/v1/spaces/[^/]+/assignments")).hasSize(1);
        List<StepEntry> steps =
                company.store.journal().recent(TenantName.of("dev"), ResourceRef.of("App", "Sales"), 10);
        assertThat(steps)
                .extracting(step -> step.record().step())
                .containsExactly("export content", "take access to the source space");
        assertThat(steps).extracting(StepEntry::state).containsOnly(StepState.CONFIRMED);
    }

    @Test
    void nothingIsTakenInATenantThatIsOnlyObserved() {
        // given
        company.file("dev/tenant.yaml", """
                apiVersion: truekeel/v1alpha1
                kind: Tenant
                metadata: {name: dev}
                spec: {hostname: dev.us.qlikcloud.com, reconcile: {mode: observe}}
                """);
        String jane = id(developers.post("/api/v1/users", "{'subject':'jane','name':'Jane','email':'j@acme.example'}"));
        developers.patch("/api/v1/spaces/" + workshop, "[{'op':'replace','path':'/ownerId','value':'" + jane + "'}]");

        // when
        RunReport report = company.run(company.pull(), "one");

        // then
        assertThat(sales(report).code()).isEqualTo("SOURCE_DENIED");
        assertThat(sent("dev", "POST", "/api/v1/spaces/[^/]+/assignments")).isEmpty();
    }

    @Test
    void anAppThatChangesWhileItIsExportedIsTakenLater() {
        // given
        SimulatorTransport wire = new SimulatorTransport(company.simulator);
        DesiredSource.Pull pull = company.pull();
        company.wire(request -> {
            var reply = wire.exchange(request);
            if (request.target().contains("/export") && exports().size() == 1) {
                describe(app, "What sold {v2.0}");
            }
            return reply;
        });

        // when
        RunReport first = company.run(pull, "one");
        company.simulator.clock().advance(Duration.ofMinutes(3));
        RunReport second = company.run(pull, "one");

        // then
        assertThat(sales(first).code()).isEqualTo("SOURCE_CHANGED");
        assertThat(sent("one", "POST", "/api/v1/apps/import")).hasSize(1);
        assertThat(second.standing().isInSync()).isTrue();
        assertThat(published("one")).startsWith("What sold {v2.0} {tk:");
    }

    @Test
    void anExportThatExpiredBeforeItWasReadIsMadeAgain() {
        // given
        SimulatorTransport wire = new SimulatorTransport(company.simulator);
        company.wire(request -> {
            var reply = wire.exchange(request);
            if (request.target().contains("/export") && exports().size() == 1) {
                company.simulator.clock().advance(Duration.ofHours(2));
            }
            return reply;
        });

        // when
        RunReport report = company.run(company.pull(), "one");

        // then
        assertThat(report.standing().isInSync()).isTrue();
        assertThat(exports()).hasSize(2);
    }

    @Test
    void aCommitThatNamesAnotherSourceAppIsAnotherVersion() {
        // given
        company.run(company.pull(), "one");
        describe(make("Sales 2"), "What sold {v1.0}");
        company.tenant("one", DOCUMENTS.replace("app: Sales}", "app: Sales 2}"));
        later();

        // when
        RunReport report = company.run(company.pull(), "one");

        // then
        assertThat(sales(report).verdict()).isEqualTo(Outcome.Verdict.APPLIED);
        assertThat(exports()).hasSize(2);
    }
}
