package truekeel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.model.Desired;
import truekeel.plan.DriftState;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.report.RunReport;

/** What becomes of tasks that are switched off, by people or by Qlik. */
class SwitchedOffTaskTest {
    private static final String APP = """
            [{"do": "POST /api/v1/spaces", "body": {"name": "Dev", "type": "shared"}, "as": "dev"},
             {"do": "POST /api/v1/apps", "body": {"attributes": {"name": "Sales", "spaceId": "${dev}"}}},
             {"do": "POST /__sim/clock", "body": {"advance": "10m"}}]
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    Path folder;

    private List<Desired> desired(String description) throws IOException {
        Files.writeString(folder.resolve("desired.yaml"), """
                apiVersion: truekeel/v1alpha1
                kind: Task
                metadata: {name: Nightly}
                spec:
                  app: Sales
                  description: %s
                  enabled: true
                  schedule: {interval: P30D}
                """.formatted(description));
        return new GoldenCase(folder).desired(LawDaemon.SCHEMAS);
    }

    private static void switchOff(LawWorld world) {
        world.play("""
                [{"do": "POST /api/v1/spaces", "body": {"name": "s%1$d", "type": "shared"}, "as": "s"},
                 {"do": "PUT /api/v1/apps/${app}/space", "body": {"spaceId": "${s}"}}]
                """.formatted(world.lastRequest())
                .replace("${app}", world.state().at("/tables/apps/0/id").asText()));
    }

    private static String state(LawWorld world) {
        return world.state().at("/tables/tasks/0/metadata/disabledCode").asText("on");
    }

    @Test
    void isSwitchedOnAgainOnceAndAnotherTimeOnlyAfterACommit() throws IOException {
        try (LawWorld world = LawWorld.fresh()) {
            // given
            world.play(APP);
            world.daemon().run(desired("Figures"));
            switchOff(world);
            RunReport first = world.daemon().run(desired("Figures"));
            String afterFirst = state(world);
            switchOff(world);

            // when
            RunReport second = world.daemon().run(desired("Figures"));
            String afterSecond = state(world);
            RunReport third = world.daemon().run(desired("Figures of yesterday"));

            // then
            assertThat(first.outcomes()).hasSize(1);
            assertThat(afterFirst).isEqualTo("on");
            assertThat(second.admission().refusals())
                    .extracting(Refusal::code)
                    .containsExactly(RefusalCode.SWITCHED_OFF_AGAIN);
            assertThat(second.standing().resources())
                    .filteredOn(resource -> resource.ref().name().equals("Nightly"))
                    .allMatch(resource -> resource.state() != DriftState.IN_SYNC)
                    .anyMatch(resource -> resource.message().contains("Qlik switched"));
            assertThat(afterSecond).isEqualTo("APP-MOVED-SPACE");
            assertThat(third.admission().refusals()).isEmpty();
            assertThat(state(world)).isEqualTo("on");
        }
    }

    @Test
    void isSwitchedOnAgainAsOftenAsPeopleSwitchItOff() throws IOException {
        try (LawWorld world = LawWorld.fresh()) {
            // given
            world.play(APP);
            world.daemon().run(desired("Figures"));

            // when
            for (int time = 0; time < 3; time++) {
                world.play("""
                        [{"do": "PATCH /api/scheduling/tasks/${Task/Nightly}",
                          "body": [{"op": "replace", "path": "/enabled", "value": false}]}]
                        """);
                world.daemon().run(desired("Figures"));
            }

            // then
            assertThat(state(world)).isEqualTo("on");
        }
    }

    @Test
    void tellsOfReloadTasksOfTheOlderApi() throws IOException {
        try (LawWorld world = LawWorld.fresh()) {
            // given
            world.play(APP);
            world.simulator()
                    .fleet()
                    .byHost(GoldenCase.HOST)
                    .orElseThrow()
                    .options()
                    .set("reloadTasks", BooleanNode.TRUE);
            world.play("[{\"do\": \"POST /api/v1/reload-tasks\", \"body\": {\"appId\": \"%s\"}}]"
                    .formatted(world.state().at("/tables/apps/0/id").asText()));

            // when
            RunReport report = world.daemon().run(desired("Figures"));

            // then
            assertThat(report.outcomes()).hasSize(1);
            assertThat(report.standing().resources())
                    .filteredOn(resource -> resource.ref().name().startsWith("reload task "))
                    .hasSize(1)
                    .allMatch(resource -> resource.state() == DriftState.UNMANAGED);
        }
    }
}
