package truekeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.model.Value;
import truekeel.secret.AgeKey;
import truekeel.secret.FixtureSecrets;
import truekeel.secret.SopsWriter;
import truekeel.simulator.Answer;
import truekeel.simulator.Driver;
import truekeel.store.MemoryStore;

class DoctorCommandTest {
    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void makeTenants() {
        bench = new Bench(folder).remembering(new MemoryStore()).tenant("acme", "");
    }

    private static Optional<String> line(Bench.Result result, String aspect) {
        return result.out()
                .lines()
                .filter(text -> text.contains(" " + aspect + " "))
                .findFirst();
    }

    private static String id(Answer created) {
        return created.json().path("id").asText();
    }

    @Test
    void findsEverythingInPlace() {
        // when
        Bench.Result result = bench.run("doctor");

        // then
        assertThat(result.exit()).as(result.out()).isZero();
        assertThat(result.out().lines().filter(line -> line.startsWith("OK "))).hasSize(12);
        assertThat(result.out()).endsWith("12 checks: 0 failed, 0 with a warning.\n");
        assertThat(line(result, "bot"))
                .hasValueSatisfying(bot -> assertThat(bot).contains("qlikbot\\sim-client"));
    }

    @Test
    void tellsTierAndScopesOfTheClientAndWhatItMayNotDo() {
        // given
        bench.withSecret("narrow", "narrow-secret");
        bench.tenant("acme", "credentials: {clientId: narrow, clientSecret: {secretRef: narrow}}")
                .space("acme", "Finance", "{type: shared}");

        // when
        Bench.Result result = bench.run("doctor");

        // then
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out())
                .contains("Client narrow is of the tenant and has admin.ip-policies.")
                .contains("Client narrow may not change a Space: it lacks admin.spaces or admin_classic");
    }

    @Test
    void looksAtTheRegisterHostForATenantThatIsToBe() {
        // given
        bench.file("acme/tenant.yaml", """
                apiVersion: truekeel/v1alpha1
                kind: Tenant
                metadata: {name: acme}
                spec: {create: true, region: us}
                """);

        // when
        Bench.Result result = bench.run("doctor");

        // then
        assertThat(result.out()).contains("gets into register.us.qlikcloud.com");
        assertThat(line(result, "organisation"))
                .hasValueSatisfying(text -> assertThat(text).startsWith("FAIL"));
    }

    @Test
    void failsWithoutTheSecret() {
        // given
        bench.withoutSecret("qlik-us");

        // when
        Bench.Result result = bench.run("doctor");

        // then
        assertThat(result.exit()).isEqualTo(1);
        assertThat(line(result, "secret"))
                .hasValueSatisfying(text -> assertThat(text).startsWith("FAIL"));
        assertThat(line(result, "token")).isEmpty();
    }

    @Test
    void tellsWhereEachSecretComesFromAndNeverWhatItIs() throws Exception {
        // given
        AgeKey key = AgeKey.make();
        Path secrets = Files.createDirectories(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("git-token"), FixtureSecrets.value("git-token"));
        bench.secretsFolder = Optional.of(secrets);
        bench.ageKeyFile = Optional.of(key.write(folder.resolve("age.txt")));
        bench.ownSecrets = new TreeMap<>(Map.of(
                "truekeel.git.auth.token-secret", new Value.SecretRef("git-token"),
                "truekeel.auth.tokens-secret", new Value.SecretRef("truekeel-tokens")));
        bench.tenant("acme", "credentials: {clientId: sim-client, clientSecret: {secretRef: acme}}");
        bench.file(
                "acme/secrets.sops.yaml",
                SopsWriter.of(key.recipient()).yaml(Map.of("acme", FixtureSecrets.value("acme"))));

        // when
        Bench.Result result = bench.run("doctor");

        // then
        assertThat(result.out().lines().filter(text -> text.matches("(OK|WARN|FAIL) .* secret .*")))
                .satisfiesExactly(
                        tokens -> assertThat(tokens).startsWith("WARN").contains("SECRET_MISSING"),
                        git -> assertThat(git)
                                .startsWith("OK")
                                .contains("git-token of truekeel.git.auth.token-secret comes from the file "),
                        own -> assertThat(own)
                                .startsWith("OK")
                                .contains("acme comes from the SOPS file tenants/acme/secrets.sops.yaml."));
        assertThat(result.out() + result.err()).doesNotContain(FixtureSecrets.PREFIX);
    }

    @Test
    void tellsTheTokenFromTheNetwork() {
        // given
        bench.driver().post("/__sim/faults", "{'path':'/oauth/token','effect':'401','times':50}");

        // when
        Bench.Result result = bench.run("doctor");

        // then
        assertThat(result.exit()).isEqualTo(1);
        assertThat(line(result, "egress"))
                .hasValueSatisfying(text -> assertThat(text).startsWith("OK"));
        assertThat(line(result, "token"))
                .hasValueSatisfying(text -> assertThat(text).startsWith("FAIL").contains("QLIK_DENIED"));
    }

    @Test
    void failsWhereTheHostDoesNotAnswer() {
        // given
        bench.driver().post("/__sim/faults", "{'path':'/oauth/token','effect':'reset','times':50}");

        // when
        Bench.Result result = bench.run("doctor");

        // then
        assertThat(result.exit()).isEqualTo(1);
        assertThat(line(result, "egress"))
                .hasValueSatisfying(text -> assertThat(text).startsWith("FAIL"));
        assertThat(line(result, "bot")).isEmpty();
    }

    @Test
    void warnsOfAClockThatIsOff() {
        // given
        bench.clockAhead = Duration.ofSeconds(90);

        // when
        Bench.Result result = bench.run("doctor");

        // then
        assertThat(result.exit()).isZero();
        assertThat(line(result, "clock"))
                .hasValueSatisfying(text -> assertThat(text).startsWith("WARN").contains("90 s ahead of Qlik's"));
    }

    @Test
    void warnsOfSpacesWhereTheBotHasNoRole() {
        // given
        Driver qlik = bench.driver();
        String jane = id(qlik.post("/api/v1/users", "{'subject':'jane','name':'Jane'}"));
        String space = id(qlik.post("/api/v1/spaces", "{'name':'Dev','type':'shared'}"));
        qlik.replace("/api/v1/spaces/" + space, "/ownerId", "'" + jane + "'");
        bench.file("acme/files/sales.qvf", "not opened");
        bench.file("acme/app.yaml", """
                apiVersion: truekeel/v1alpha1
                kind: App
                metadata: {name: Sales}
                spec: {source: {file: files/sales.qvf}, stage: {space: Dev}}
                """);
        bench.space("acme", "Dev", "{type: shared}");

        // when
        Bench.Result result = bench.run("doctor");

        // then
        assertThat(line(result, "spaces"))
                .hasValueSatisfying(text ->
                        assertThat(text).startsWith("WARN").contains("The bot lacks roles in 'Dev' (producer)."));
    }

    @Test
    void warnsThatPublicLinksCannotBeCheckedUntilTheScopeIsKnown() {
        // given
        bench.file("acme/files/sales.qvf", "not opened");
        bench.file("acme/app.yaml", """
                apiVersion: truekeel/v1alpha1
                kind: App
                metadata: {name: Sales}
                spec:
                  source: {file: files/sales.qvf}
                  stage: {space: Dev}
                  publish: {space: Open}
                  anonymousAccess: {enabled: true}
                """);
        bench.space("acme", "Dev", "{type: shared}").space("acme", "Open", "{type: managed}");

        // when
        Bench.Result unknown = bench.run("doctor");
        bench.publicLinkScope = Optional.of("some.scope");
        Bench.Result known = bench.run("doctor");

        // then
        assertThat(line(unknown, "public-links"))
                .hasValueSatisfying(text -> assertThat(text).startsWith("WARN").contains("cannot be checked"));
        assertThat(line(known, "public-links"))
                .hasValueSatisfying(text -> assertThat(text).startsWith("OK"));
    }

    @Test
    void failsForBrokenManifestsAndUnreadableRepositories() {
        // given
        bench.space("acme", "Odd", "{type: shard}");

        // when
        Bench.Result broken = bench.run("doctor");
        Bench.Result nowhere =
                bench.run("doctor", "--repo", folder.resolve("nowhere").toString());

        // then
        assertThat(broken.exit()).isEqualTo(1);
        assertThat(line(broken, "manifests"))
                .hasValueSatisfying(text -> assertThat(text).startsWith("FAIL"));
        assertThat(line(broken, "token")).as("access is looked at all the same").isPresent();
        assertThat(nowhere.exit()).isEqualTo(1);
        assertThat(line(nowhere, "git"))
                .hasValueSatisfying(text -> assertThat(text).startsWith("FAIL"));
    }

    @Test
    void failsWhenTheStoreIsHeld() {
        // given
        bench.storeFailure = Optional.of(Locked.failure(folder));

        // when
        Bench.Result result = bench.run("doctor", "-o", "json");

        // then
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).contains("\"status\" : \"FAIL\"").contains("LOCKED");
    }
}
