package truekeel.simulator.resource;

import java.time.Instant;
import truekeel.simulator.Answer;
import truekeel.simulator.ClientCredential;
import truekeel.simulator.Driver;
import truekeel.simulator.Simulator;
import truekeel.simulator.SimulatorOptions;
import truekeel.simulator.TenantSpec;

/**
 * Two tenants of one licence with two seats, an admin bot in the first, one ordinary person: for the identity and
 * tenant resources.
 */
final class Town implements AutoCloseable {
    static final String ACME = "acme.us.qlikcloud.com";
    static final String BETA = "beta.us.qlikcloud.com";
    static final String KEY = "key-of-acme";

    final Simulator simulator;
    final Driver bot;
    final Driver jane;

    Town() {
        simulator = new Simulator(SimulatorOptions.frozen(Instant.parse("2026-11-22T10:00:00Z"))
                .withCredential(ClientCredential.organisation("org", "org-secret")));
        simulator.createTenant(TenantSpec.of(ACME).withLicenseKey(KEY).withSeats("professional", 2));
        simulator.createTenant(TenantSpec.of(BETA).withLicenseKey(KEY));
        bot = Driver.bot(simulator, ACME);
        jane = bot.person("jane");
    }

    Driver register(String region) {
        return Driver.bot(simulator, "register." + region + ".qlikcloud.com");
    }

    String id(String path, String json) {
        Answer answer = bot.post(path, json);
        if (answer.status() != 201) {
            throw new AssertionError(answer.status() + ": " + answer.body().text());
        }
        return answer.json().path("id").asText();
    }

    String role(String name) {
        return simulator
                .fleet()
                .byHost(ACME)
                .orElseThrow()
                .table("roles")
                .by("name", name)
                .orElseThrow()
                .path("id")
                .asText();
    }

    String user(String subject) {
        return simulator
                .fleet()
                .byHost(ACME)
                .orElseThrow()
                .table("users")
                .by("subject", subject)
                .orElseThrow()
                .path("id")
                .asText();
    }

    @Override
    public void close() {
        simulator.close();
    }
}
