package truekeel.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.plan.Admission;
import truekeel.plan.Change;
import truekeel.plan.DriftState;
import truekeel.policy.BuiltInPolicies;
import truekeel.report.PolicyViolation;
import truekeel.report.RunReport;
import truekeel.simulator.Answer;
import truekeel.simulator.Driver;
import truekeel.simulator.TenantSpec;

/**
 * The OAuth client of the region was made anew: the bot of the old one still owns what it made, and is still active.
 */
class InactiveBotTest {
    private static final String FLEET = """
            apiVersion: truekeel/v1alpha1
            kind: Fleet
            metadata: {name: fleet}
            spec:
              regions:
                us: {clientId: sim-client, clientSecret: {secretRef: qlik-us}%s}
            """;

    @TempDir
    private Path folder;

    private Company company;
    private Driver admin;

    @BeforeEach
    void begin() {
        company = new Company(folder);
        company.simulator.createTenant(TenantSpec.of(Company.host("acme")));
        admin = Driver.bot(company.simulator, Company.host("acme"));
        String old = id(admin.post("/api/v1/users", "{'subject':'qlikbot\\\\old','name':'Old client'}"));
        String other = id(admin.post("/api/v1/users", "{'subject':'qlikbot\\\\other','name':'Another tool'}"));
        space("Finance", old);
        space("Left behind", old);
        space("Alive", other);
        company.tenant("acme", declared("Finance"), declared("Alive"));
    }

    @AfterEach
    void close() {
        company.close();
    }

    private static String id(Answer answer) {
        return answer.json().path("id").asText();
    }

    private void space(String name, String owner) {
        String id = id(admin.post("/api/v1/spaces", "{'name':'" + name + "','type':'shared'}"));
        admin.patch("/api/v1/spaces/" + id, "[{'op':'replace','path':'/ownerId','value':'" + owner + "'}]");
    }

    private static String declared(String space) {
        return """
                apiVersion: truekeel/v1alpha1
                kind: Space
                metadata: {name: %s}
                spec: {type: shared}
                """.formatted(space);
    }

    private void former(String clients) {
        company.file("fleet.yaml", FLEET.formatted(clients));
    }

    @Test
    void handsDeclaredContentOfAFormerClientsBotToOurs() {
        // given
        former(", formerClients: [old]");

        // when
        RunReport report = company.run(company.pull(), "acme");
        Admission again = company.plan(company.pull(), "acme");

        // then
        assertThat(report.admission().plan().writes()).singleElement().satisfies(change -> {
            assertThat(change.ref()).hasToString("Space/Finance");
            assertThat(change.reason())
                    .isEqualTo("It differs in /owner. Its owner qlikbot\\old is the bot of an OAuth client that is used"
                            + " no more.");
            assertThat(change.fields())
                    .extracting(field -> field.live() + " -> " + field.desired())
                    .containsExactly("qlikbot\\old -> qlikbot\\sim-client");
        });
        assertThat(again.plan().changes()).isEmpty();
    }

    @Test
    void tellsOfContentThatNobodyDeclaresAndLeavesIt() {
        // given
        former(", formerClients: [old]");

        // when
        RunReport report = company.run(company.pull(), "acme");

        // then
        assertThat(report.admission().plan().resources())
                .filteredOn(state -> state.state() == DriftState.UNMANAGED)
                .singleElement()
                .satisfies(state -> assertThat(state.ref() + ": " + state.message())
                        .isEqualTo(
                                "Space/Left behind: Its owner qlikbot\\old is the bot of an OAuth client that is used"
                                        + " no more."));
        assertThat(report.violations())
                .extracting(
                        PolicyViolation::policy,
                        violation -> violation.subject().toString())
                .containsExactly(tuple(BuiltInPolicies.INACTIVE_BOTS, "Space/Left behind"));
    }

    @Test
    void takesNothingFromBotsThatNobodyCallsFormer() {
        // given
        former("");

        // when
        Admission admission = company.plan(company.pull(), "acme");

        // then
        assertThat(admission.plan().writes()).isEmpty();
    }

    @Test
    void neverTakesItselfForAFormerOne() {
        // given
        former(", formerClients: [sim-client]");
        admin.post("/api/v1/spaces", "{'name':'Ours','type':'shared'}");
        company.tenant("acme", declared("Ours"));

        // when
        List<Change> writes =
                company.plan(company.pull(), "acme").plan().writes().toList();

        // then
        assertThat(writes).isEmpty();
    }
}
