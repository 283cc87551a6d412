package truekeel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import truekeel.leak.LeakScan;
import truekeel.model.Desired;
import truekeel.model.Owned;
import truekeel.model.Value;
import truekeel.plan.Admission;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.Transport;
import truekeel.report.RunReport;
import truekeel.simulator.Driver;
import truekeel.store.StepEntry;

/** A secret that Qlik tells once gets to the sink, whatever happens on the way, and nowhere else. */
class SecretHandOverTest {
    private static final List<Desired> SERVICE = desired("""
            apiVersion: truekeel/v1alpha1
            kind: OAuthClient
            metadata: {name: service}
            spec:
              appType: web
              allowedScopes: [user_default]
              allowedGrantTypes: [client_credentials]
              connectionConfig: {consentMethod: trusted}
              secretSink: {name: service}
            """);
    private static final LeakScan SECRETS = new LeakScan("simulatedClientSecret");

    private static List<Desired> desired(String yaml) {
        try {
            Path folder = Files.createTempDirectory("desired");
            Path file = Files.writeString(folder.resolve("desired.yaml"), yaml);
            try {
                return new GoldenCase(folder).desired(LawDaemon.SCHEMAS);
            } finally {
                Files.delete(file);
                Files.delete(folder);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Test
    void aSecretThatWorksIsInTheSinkWhateverHappensOnTheWay() {
        // given
        int requests = untroubled();
        List<String> wrong = new ArrayList<>();

        // when
        for (Mishap mishap : Mishap.values()) {
            for (int number = 0; number < requests; number++) {
                String problem = problemAfter(mishap, number);
                if (!problem.isEmpty()) {
                    wrong.add(mishap + " at " + number + ": " + problem);
                }
            }
        }

        // then
        assertThat(requests).isGreaterThan(3);
        assertThat(wrong).isEmpty();
    }

    private static int untroubled() {
        int[] count = {0};
        try (LawWorld world = LawWorld.fresh()) {
            Transport wire = world.wire();
            world.daemon(request -> {
                        count[0]++;
                        return wire.exchange(request);
                    })
                    .run(SERVICE);
            assertThat(handedOver(world)).containsKey("clientSecret");
        }
        return count[0];
    }

    private static String problemAfter(Mishap mishap, int number) {
        try (LawWorld world = LawWorld.fresh()) {
            try {
                world.daemon(mishap.at(number, world.wire())).run(SERVICE);
            } catch (Mishap.Killed killed) {
                // the next process takes over
            }
            for (int round = 0; round < 4; round++) {
                world.advance(Duration.ofMinutes(10));
                world.daemon().run(SERVICE);
            }
            JsonNode clients = world.state().at("/tables/oauthClients");
            Map<String, String> handed = handedOver(world);
            if (clients.size() != 1) {
                return clients.size() + " clients";
            }
            if (clients.at("/0/clientSecrets").size() != 1) {
                return clients.at("/0/clientSecrets").size() + " secrets";
            }
            return signsIn(world, handed) ? "" : "what was handed over does not sign in";
        }
    }

    private static Map<String, String> handedOver(LawWorld world) {
        return world.secrets().handedOver().getOrDefault("service", Map.of());
    }

    private static boolean signsIn(LawWorld world, Map<String, String> handed) {
        return Driver.anonymous(world.simulator(), GoldenCase.HOST)
                        .post(
                                "/oauth/token",
                                Driver.credentials(
                                        handed.getOrDefault("clientId", ""), handed.getOrDefault("clientSecret", "")))
                        .status()
                == 200;
    }

    @Test
    void theSecretIsNowhereButInTheSink() {
        try (LawWorld world = LawWorld.fresh()) {
            // when
            RunReport report = world.daemon().run(SERVICE);

            // then
            List<Owned> owned = world.store().inventory().of(GoldenCase.TENANT);
            List<StepEntry> steps = world.store()
                    .journal()
                    .recent(GoldenCase.TENANT, SERVICE.get(0).ref(), Integer.MAX_VALUE);
            assertThat(SECRETS.in(handedOver(world).toString())).isNotEmpty();
            assertThat(SECRETS.in(report.toString())).isEmpty();
            assertThat(steps).isNotEmpty();
            assertThat(SECRETS.in(steps.toString())).isEmpty();
            assertThat(owned).hasSize(1);
            assertThat(SECRETS.in(owned.toString())).isEmpty();
        }
    }

    @Test
    void anotherNameInTheSinkGetsASecretOfItsOwn() {
        try (LawWorld world = LawWorld.fresh()) {
            // given
            world.daemon().run(SERVICE);
            List<Desired> renamed = SERVICE.stream()
                    .map(one -> one.withSpec(one.spec()
                            .with("secretSink", one.spec().fields("secretSink").with("name", Value.text("elsewhere")))))
                    .toList();

            // when
            world.daemon().run(renamed);

            // then
            Map<String, Map<String, String>> handed = world.secrets().handedOver();
            assertThat(handed).containsOnlyKeys("service", "elsewhere");
            assertThat(handed.values()).allMatch(content -> signsIn(world, content));
            assertThat(handed.get("service")).isNotEqualTo(handed.get("elsewhere"));
        }
    }

    @Test
    void ourOwnClientIsNeitherDeletedNorStripped() {
        for (String change : List.of(
                "ensure: absent\nspec: {appType: web}",
                "spec: {appType: web, allowedScopes: []}",
                "spec: {appType: web, allowedGrantTypes: []}",
                "spec: {appType: web, connectionConfig: {consentMethod: required}}")) {
            try (LawWorld world = LawWorld.fresh()) {
                // given
                own(world, "user");
                List<Desired> desired = desired(
                        "apiVersion: truekeel/v1alpha1\nkind: OAuthClient\nmetadata: {name: ours}\n" + change + "\n");

                // when
                Admission admission = world.daemon().plan(desired);

                // then
                assertThat(admission.refusals())
                        .as(change)
                        .extracting(Refusal::code)
                        .containsExactly(RefusalCode.SELF_PRESERVATION);
                assertThat(admission.writes()).isFalse();
            }
        }
    }

    @Test
    void clientsThatRegisteredThemselvesAreNotSeen() {
        try (LawWorld world = LawWorld.fresh()) {
            // given
            own(world, "dcr");
            List<Desired> desired = desired("""
                    apiVersion: truekeel/v1alpha1
                    kind: OAuthClient
                    metadata: {name: ours}
                    ensure: absent
                    spec: {appType: web}
                    """);

            // when
            Admission admission = world.daemon().plan(desired);

            // then
            assertThat(admission.plan().changes()).isEmpty();
            assertThat(admission.refusals()).isEmpty();
        }
    }

    /** Puts the client that the daemon signs in with among those of the tenant. */
    private static void own(LawWorld world, String createdBy) {
        Driver admin = Driver.bot(world.simulator(), GoldenCase.HOST);
        JsonNode made = admin.post(
                        "/api/v1/oauth-clients",
                        "{'clientName':'ours','appType':'web','allowedScopes':['admin_classic'],"
                                + "'allowedGrantTypes':['client_credentials'],"
                                + "'connectionConfig':{'consentMethod':'trusted'}}")
                .json();
        ObjectNode state = (ObjectNode) world.state();
        ObjectNode row = (ObjectNode) state.at("/tables/oauthClients/0");
        assertThat(row.path("clientId")).isEqualTo(made.path("clientId"));
        row.put("_id", "sim-client");
        row.put("clientId", "sim-client");
        row.put("createdByType", createdBy);
        world.simulator().restore(GoldenCase.HOST, state);
    }

    /** Without a sink nothing is sent at all. */
    @Test
    void noClientIsMadeWhereItsSecretCouldNotBePut() {
        try (LawWorld world = LawWorld.fresh()) {
            // given
            List<Desired> desired = desired("""
                    apiVersion: truekeel/v1alpha1
                    kind: OAuthClient
                    metadata: {name: service}
                    spec: {appType: web, secretSink: {name: unwritable}}
                    """);
            long before = world.lastRequest();

            // when
            RunReport report = world.daemon().run(desired);

            // then
            assertThat(report.outcomes()).isEmpty();
            assertThat(world.writesSince(before)).isEmpty();
            assertThat(Optional.of(
                            world.daemon().plan(desired).refusals().get(0).code()))
                    .contains(RefusalCode.SECRET_SINK_UNUSABLE);
        }
    }
}
