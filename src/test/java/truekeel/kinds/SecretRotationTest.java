package truekeel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import truekeel.kinds.emailtransport.EmailTransportKind;
import truekeel.model.Desired;
import truekeel.plan.Plan;
import truekeel.report.RunReport;
import truekeel.secret.FixtureSecrets;
import truekeel.simulator.RequestLog;

/** A secret that Qlik never tells is sent once, and again when it is another one. */
class SecretRotationTest {
    private static final List<Desired> DESIRED =
            LawCase.of(new EmailTransportKind()).before(LawDaemon.SCHEMAS);

    private static String held(LawWorld world) {
        return world.state().at("/tables/emailConfig/0/_secret").asText();
    }

    @Test
    void isSentAgainWhenItsValueChanges() {
        // given
        try (LawWorld world = LawWorld.fresh()) {
            LawDaemon daemon = world.daemon();
            daemon.run(DESIRED);
            String first = held(world);
            Plan quiet = daemon.plan(DESIRED).plan();
            world.secrets().rotate("smtp-password", "another");

            // when
            Plan rotated = daemon.plan(DESIRED).plan();
            RunReport report = daemon.run(DESIRED);

            // then
            assertThat(first).isEqualTo(FixtureSecrets.value("smtp-password"));
            assertThat(quiet.changes()).isEmpty();
            assertThat(rotated.changes()).singleElement().satisfies(change -> assertThat(change.fields())
                    .singleElement()
                    .satisfies(field -> assertThat(field.path()).hasToString("/providerConfig/emailPassword")));
            assertThat(held(world)).isEqualTo(FixtureSecrets.PREFIX + "another");
            assertThat(report.standing().isInSync()).isTrue();
            assertThat(daemon.plan(DESIRED).plan().changes()).isEmpty();
        }
    }

    @Test
    void isRememberedByDigestAlone() {
        // given
        try (LawWorld world = LawWorld.fresh()) {
            // when
            RunReport report = world.daemon().run(DESIRED);

            // then
            assertThat(world.store().inventory().of(GoldenCase.TENANT).toString())
                    .contains("/providerConfig/emailPassword")
                    .doesNotContain(FixtureSecrets.PREFIX);
            assertThat(report.toString()).doesNotContain(FixtureSecrets.PREFIX);
            assertThat(world.simulator().requests().all().stream()
                            .map(RequestLog.Entry::toString)
                            .toList())
                    .noneMatch(line -> line.contains(FixtureSecrets.PREFIX));
        }
    }
}
