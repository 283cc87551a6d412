package truekeel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.model.Desired;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.report.RunReport;
import truekeel.simulator.RequestLog;

/** A tenant that carries lock-outs out without a word is never given one. */
class LockoutTest {
    private static final String OFFICES_AND_LAB = """
            [
              {"do": "POST /api/core/ip-policies", "body": {"name": "offices", "allowedIps": ["203.0.113.0/24"]}},
              {"do": "POST /api/core/ip-policies", "body": {"name": "lab", "allowedIps": ["192.0.2.0/24"]}}
            ]
            """;

    @TempDir
    Path folder;

    private List<Desired> desired(String yaml) {
        try {
            Files.writeString(folder.resolve("desired.yaml"), yaml);
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
        return new GoldenCase(folder).desired(LawDaemon.SCHEMAS);
    }

    private static String policy(String name, String rest) {
        return "apiVersion: truekeel/v1alpha1\nkind: IpPolicy\nmetadata: {name: " + name + "}\n" + rest + "\n---\n";
    }

    private static Set<String> policies(LawWorld world) {
        Set<String> names = new TreeSet<>();
        world.state()
                .at("/tables/ipPolicies")
                .forEach(row -> names.add(row.path("name").asText()));
        return names;
    }

    private static List<RequestLog.Entry> shutOut(LawWorld world) {
        return world.simulator().requests().all().stream()
                .filter(request -> request.status() == 403)
                .toList();
    }

    @Test
    void movesFromOnePolicyToAnotherInTwoRuns() {
        // given
        try (LawWorld world = LawWorld.fresh()) {
            world.play(OFFICES_AND_LAB);
            List<Desired> desired = desired(policy("offices", "ensure: absent")
                    + policy("home", "spec: {allowedIps: [203.0.113.7], enabled: true}"));
            LawDaemon daemon = world.daemon();

            // when
            RunReport first = daemon.run(desired);
            Set<String> between = policies(world);
            RunReport second = daemon.run(desired);

            // then
            assertThat(first.admission().refusals())
                    .extracting(Refusal::code)
                    .containsExactly(RefusalCode.SELF_PRESERVATION);
            assertThat(between).containsExactly("home", "lab", "offices");
            assertThat(policies(world)).containsExactly("home", "lab");
            assertThat(second.standing().isInSync()).isTrue();
            assertThat(shutOut(world)).isEmpty();
        }
    }

    @Test
    void noApprovalOpensTheTrapdoor() {
        // given
        try (LawWorld world = LawWorld.fresh()) {
            List<Desired> desired = desired(policy("offices", "spec: {allowedIps: [198.51.100.0/24], enabled: true}"));

            // when
            RunReport report = world.daemon().runApproved(desired);

            // then
            assertThat(report.admission().refusals())
                    .extracting(Refusal::code)
                    .containsExactly(RefusalCode.SELF_PRESERVATION);
            assertThat(policies(world)).isEmpty();
            assertThat(world.daemon().plan(desired).plan().changes()).hasSize(1);
        }
    }
}
