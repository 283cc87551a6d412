package truekeel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.model.Desired;
import truekeel.report.RunReport;

/** What is read of automations, by which route, and what of it is kept. */
class AutomationReadsTest {
    private static final String LIVE = """
            [{"do": "POST /api/v1/spaces", "body": {"name": "Dev", "type": "shared"}, "as": "dev"},
             {"do": "POST /api/v1/automations", "body": {"name": "Tell sales", "spaceId": "${dev}", "workspace": {"blocks": []}}},
             {"do": "POST /api/v1/automations", "body": {"name": "A", "spaceId": "${dev}"}},
             {"do": "POST /api/v1/automations", "body": {"name": "B", "spaceId": "${dev}"}}]
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    Path folder;

    private List<Desired> desired(String more) throws IOException {
        return desired(more, "Tell sales");
    }

    private List<Desired> desired(String more, String name) throws IOException {
        Files.createDirectories(folder.resolve("files"));
        Files.writeString(folder.resolve("files/tell.json"), "{\"blocks\": [{\"id\": \"a\"}]}");
        Files.writeString(folder.resolve("desired.yaml"), """
                apiVersion: truekeel/v1alpha1
                kind: Automation
                metadata: {name: %s}
                spec: {space: Dev, %s}
                """.formatted(name, more));
        return new GoldenCase(folder).desired(LawDaemon.SCHEMAS);
    }

    private static List<String> reads(LawWorld world, List<Desired> desired) {
        List<String> reads = new ArrayList<>();
        world.daemon(request -> {
                    if (request.target().contains("/automation")) {
                        reads.add(request.method() + " " + request.target().replaceAll("[0-9a-f-]{36}", "ID"));
                    }
                    return world.wire().exchange(request);
                })
                .plan(desired);
        return reads;
    }

    @Test
    void looksIntoDeclaredAutomationsOnly() throws IOException {
        try (LawWorld world = LawWorld.fresh()) {
            // given
            world.play(LIVE);

            // when
            List<String> whole = reads(world, desired("source: {file: files/tell.json}"));
            List<String> listed = reads(world, desired("description: Posts figures"));

            // then
            assertThat(whole)
                    .containsExactly(
                            "GET /api/workflows/automations?listAll=true&limit=200",
                            "GET /api/workflows/automations/ID");
            assertThat(listed).containsExactly("GET /api/workflows/automations?listAll=true&limit=200");
        }
    }

    @Test
    void takesTheOlderRouteInATenantThatHasNoOther() throws IOException {
        try (LawWorld world = LawWorld.fresh()) {
            // given
            world.simulator()
                    .fleet()
                    .byHost(GoldenCase.HOST)
                    .orElseThrow()
                    .options()
                    .set("workflows", BooleanNode.FALSE);
            world.play(LIVE);

            // when
            RunReport report = world.daemon().run(desired("source: {file: files/tell.json}, enabled: true"));

            // then
            assertThat(report.outcomes()).hasSize(1).allMatch(outcome -> outcome.verdict()
                    .isGood());
            assertThat(report.standing().isInSync()).isTrue();
        }
    }

    @Test
    void keepsNothingOfTheTokenThatStartsAnAutomation() throws IOException {
        try (LawWorld world = LawWorld.fresh()) {
            // given
            world.play(LIVE);

            // when
            Survey survey = new Surveyor(LawDaemon.KINDS, Branches.single())
                    .survey(Look.atEverything(world.daemon().qlik()));
            world.daemon().run(desired("source: {file: files/tell.json}, description: New"));

            // then
            List<String> tokens = new ArrayList<>();
            world.state()
                    .at("/tables/automations")
                    .forEach(row -> tokens.add(row.path("executionToken").asText()));
            assertThat(tokens).hasSize(3).doesNotContain("");
            assertThat(survey.toString()).contains("Tell sales").doesNotContain(tokens);
            assertThat(world.store().inventory().of(GoldenCase.TENANT).toString())
                    .doesNotContain(tokens);
        }
    }

    @Test
    void warnsOfConnectionsThatAPersonMustConnect() throws IOException {
        try (LawWorld world = LawWorld.fresh()) {
            // given
            world.play(LIVE);
            world.play("""
                    [{"do": "POST /api/workflows/automation-connections", "body": {"connectorId": "slack", "name": "Slack"}}]
                    """);
            List<Desired> desired =
                    desired("source: {file: files/tell.json}, connections: {Slack: {connector: slack, id: a}}");

            // when
            RunReport first = world.daemon().run(desired);
            RunReport second = world.daemon().run(desired);

            // then
            assertThat(first.standing().isInSync()).isTrue();
            assertThat(second.outcomes()).isEmpty();
            assertThat(second.violations())
                    .extracting(violation -> violation.policy())
                    .containsExactly("waits-for-a-person");
        }
    }

    @Test
    void listsConnectionsOnceForAllChangesOfAPlan() throws IOException {
        try (LawWorld world = LawWorld.fresh()) {
            // given
            world.play(LIVE);
            world.play("""
                    [{"do": "POST /api/workflows/automation-connections", "body": {"connectorId": "slack", "name": "Slack"}}]
                    """);
            String more = "source: {file: files/tell.json}, connections: {Slack: {connector: slack, id: a}}";
            List<Desired> desired = new ArrayList<>(desired(more));
            for (String name : List.of("A", "B")) {
                desired.addAll(desired(more, name));
            }

            // when
            List<String> reads = reads(world, desired);

            // then
            assertThat(reads)
                    .filteredOn(read -> read.contains("automation-connections"))
                    .hasSize(1);
        }
    }
}
