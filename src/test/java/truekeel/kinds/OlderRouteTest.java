package truekeel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import truekeel.kinds.webhook.WebhookKind;
import truekeel.model.Secret;
import truekeel.qlik.Clockwork;
import truekeel.qlik.QlikFleet;
import truekeel.qlik.QlikMetrics;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;
import truekeel.qlik.TenantAccess;
import truekeel.qlik.TenantOperations;
import truekeel.simulator.Driver;
import truekeel.simulator.Simulator;
import truekeel.simulator.SimulatorOptions;
import truekeel.simulator.TenantSpec;

/** A kind in a tenant that does not know the path that Truekeel prefers. */
class OlderRouteTest {

    /** A delete that finds nothing counts as done, so that it must not be sent where nothing is ever found. */
    @Test
    void seesAndDeletesWebhooksInATenantThatKnowsTheOlderPathOnly() {
        try (Simulator simulator = new Simulator(SimulatorOptions.frozen(LawWorld.START))) {
            // given
            simulator.createTenant(TenantSpec.of(GoldenCase.HOST).withOption("coreWebhooks", "false"));
            Driver admin = Driver.bot(simulator, GoldenCase.HOST);
            JsonNode hook = admin.post(
                            "/api/v1/webhooks", "{'name':'reloads','level':'tenant','url':'https://hooks.example'}")
                    .json();
            QlikTenant qlik = client(simulator);
            List<Seen> seen = new ArrayList<>();

            // when
            new WebhookKind().observe(Look.atEverything(qlik), seen::add);
            qlik.send(QlikRequest.of(TenantOperations.DELETE_WEBHOOK)
                    .path("id", hook.path("id").asText()));

            // then
            assertThat(seen)
                    .extracting(Seen::id)
                    .containsExactly(hook.path("id").asText());
            assertThat(admin.get("/api/v1/webhooks").json().path("data")).isEmpty();
        }
    }

    private static QlikTenant client(Simulator simulator) {
        Clockwork clockwork = new Clockwork(
                simulator.clock(),
                () -> Duration.between(LawWorld.START, simulator.clock().instant()),
                duration -> simulator.clock().advance(duration));
        QlikFleet fleet =
                new QlikFleet(GoldenStage.SETTINGS, new SimulatorTransport(simulator), clockwork, QlikMetrics.NONE);
        return fleet.tenant(new TenantAccess(GoldenCase.HOST, "sim-client", () -> Secret.of("sim-secret")));
    }
}
