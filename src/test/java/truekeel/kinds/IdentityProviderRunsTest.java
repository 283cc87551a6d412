package truekeel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.model.Desired;
import truekeel.plan.DriftState;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.report.RunReport;
import truekeel.secret.FixtureSecrets;
import truekeel.simulator.Driver;
import truekeel.simulator.JwtSigner;

/** What becomes of identity providers over several runs, with people who act in between. */
class IdentityProviderRunsTest {
    private static final String VERIFIED = "{'result':'verified','promote':true}";
    private static final String WAITING = Lockouts.idp("okta", "");
    private static final String IN_FORCE = Lockouts.idp("okta", "skipVerify: true,");

    @TempDir
    Path folder;

    private List<Desired> desired(String yaml) {
        return Lockouts.desired(folder, yaml);
    }

    private static JsonNode provider(LawWorld world) {
        return world.state().at("/tables/identityProviders/0");
    }

    private static void tryOut(LawWorld world, String result) {
        Driver.anonymous(world.simulator(), GoldenCase.HOST)
                .post(
                        "/__sim/tenants/" + GoldenCase.HOST + "/identity-providers/"
                                + provider(world).path("id").asText() + "/login-test",
                        result);
    }

    private static int writesOf(LawWorld world, Runnable what) {
        long before = world.lastRequest();
        what.run();
        return world.writesSince(before).size();
    }

    @Test
    void waitForAPersonAndSendNothingMeanwhile() {
        // given
        try (LawWorld world = Lockouts.live("ada")) {
            List<Desired> desired = desired(WAITING);
            world.daemon().run(desired);

            // when
            RunReport waiting = world.daemon().run(desired);
            int writes = writesOf(world, () -> world.daemon().run(desired));
            tryOut(world, VERIFIED);
            RunReport done = world.daemon().run(desired);

            // then
            assertThat(waiting.admission().refusals())
                    .extracting(Refusal::code)
                    .containsExactly(RefusalCode.IDP_PENDING);
            assertThat(waiting.standing().isInSync()).isFalse();
            assertThat(writes).isZero();
            assertThat(done.standing().isInSync()).isTrue();
            assertThat(provider(world).path("active").asBoolean()).isTrue();
        }
    }

    @Test
    void sendWhatWasMendedWhileAPersonIsAwaited() {
        // given
        String waiting = Lockouts.idp("okta", "active: true,");
        try (LawWorld world = Lockouts.live("jane")) {
            world.daemon().run(desired(waiting));
            tryOut(world, "{'result':'error'}");
            List<Desired> mended = desired(waiting.replace("[/sub]", "[/upn]"));

            // when
            int writes = writesOf(world, () -> world.daemon().run(mended));
            RunReport after = world.daemon().run(mended);

            // then
            assertThat(writes).isEqualTo(1);
            assertThat(provider(world).at("/pendingOptions/claimsMapping/sub/0").asText())
                    .isEqualTo("/upn");
            assertThat(after.admission().refusals()).extracting(Refusal::code).containsExactly(RefusalCode.IDP_PENDING);
        }
    }

    @Test
    void sendASecretAgainWhenItsValueChanges() {
        // given
        try (LawWorld world = Lockouts.live("ada")) {
            LawDaemon daemon = world.daemon();
            daemon.run(desired(IN_FORCE));
            String first = provider(world).path("_optionsSecret").asText();
            world.secrets().rotate("okta", "another");

            // when
            RunReport report = daemon.run(desired(IN_FORCE));
            int writes = writesOf(world, () -> daemon.run(desired(IN_FORCE)));

            // then
            assertThat(first).isEqualTo(FixtureSecrets.value("okta"));
            assertThat(provider(world).path("_optionsSecret").asText()).isEqualTo(FixtureSecrets.PREFIX + "another");
            assertThat(report.standing().isInSync()).isTrue();
            assertThat(writes).isZero();
            assertThat(report.toString()).doesNotContain(FixtureSecrets.PREFIX);
        }
    }

    @Test
    void areNotGreenWhileAChangedSecretWaitsForAPerson() {
        // given
        try (LawWorld world = Lockouts.live("ada")) {
            List<Desired> desired = desired(WAITING);
            world.daemon().run(desired);
            tryOut(world, VERIFIED);
            world.daemon().run(desired);
            world.secrets().rotate("okta", "another");

            // when
            world.daemon().run(desired);
            int writes = writesOf(world, () -> world.daemon().run(desired));
            RunReport waiting = world.daemon().run(desired);
            tryOut(world, VERIFIED);
            RunReport done = world.daemon().run(desired);

            // then
            assertThat(writes).isZero();
            assertThat(waiting.standing().resources()).singleElement().satisfies(state -> assertThat(state.state())
                    .isEqualTo(DriftState.UNKNOWN));
            assertThat(done.standing().isInSync()).isTrue();
            assertThat(provider(world).path("_optionsSecret").asText()).isEqualTo(FixtureSecrets.PREFIX + "another");
        }
    }

    @Test
    void comeInTheRunAfterTheOneWhosePlaceTheyTake() {
        // given
        try (LawWorld world = Lockouts.live("ada okta")) {
            List<Desired> desired = desired(Lockouts.yaml("idp okta absent ;; idp auth0 skipVerify: true,"));
            LawDaemon daemon = world.daemon();

            // when
            RunReport first = daemon.runApproved(desired);
            RunReport second = daemon.run(desired);

            // then
            assertThat(first.admission().refusals())
                    .extracting(Refusal::code)
                    .containsExactly(RefusalCode.CANNOT_CREATE);
            assertThat(second.standing().isInSync()).isTrue();
            assertThat(world.state().at("/tables/identityProviders")).hasSize(1);
            assertThat(provider(world).at("/options/discoveryUrl").asText()).contains("auth0");
        }
    }

    @Test
    void letThoseInWhomTheDeclaredKeyVouchesFor() {
        // given
        JwtSigner portal = JwtSigner.rsa();
        String pem = "\"" + portal.pem().replace("\n", "\\n") + "\"";
        String commit = Lockouts.kind(
                        "IdentityProvider",
                        "portal",
                        "protocol: jwtAuth, provider: external, options: {issuer: portal, staticKeys: [{kid: one, pem: "
                                + pem + "}]}")
                + Lockouts.kind("Group", "finance", "description: null")
                + Lockouts.kind("Space", "Finance", "type: shared, members: [{group: finance, roles: [consumer]}]")
                + Lockouts.kind("Space", "Board", "type: shared");
        try (LawWorld world = LawWorld.fresh()) {
            RunReport report = world.daemon().run(desired(commit));
            world.advance(Duration.ofMinutes(1));
            ObjectNode claims = JwtSigner.claims(
                    "portal", "portal|jane", world.simulator().clock().instant());
            claims.putArray("groups").add("finance");
            Driver jane = Driver.anonymous(world.simulator(), GoldenCase.HOST);

            // when
            String cookie = jane.with("authorization", "Bearer " + portal.token("one", claims))
                    .post("/login/jwt-session", "")
                    .header("set-cookie")
                    .orElseThrow();
            JsonNode spaces = jane.with("cookie", cookie.split(";", 2)[0])
                    .get("/api/v1/spaces")
                    .json()
                    .path("data");

            // then
            assertThat(report.standing().isInSync()).isTrue();
            assertThat(spaces)
                    .singleElement()
                    .satisfies(space -> assertThat(space.path("name").asText()).isEqualTo("Finance"));
        }
    }
}
