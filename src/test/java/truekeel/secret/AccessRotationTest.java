package truekeel.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.fleet.DesiredSource;
import truekeel.fleet.Tasks;
import truekeel.fleet.Trigger;
import truekeel.fleet.Vault;
import truekeel.kinds.SimulatorTransport;
import truekeel.manifest.TenantManifest;
import truekeel.model.TenantName;
import truekeel.qlik.Clockwork;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikFleet;
import truekeel.qlik.QlikMetrics;
import truekeel.qlik.QlikSettings;
import truekeel.qlik.QlikTenant;
import truekeel.simulator.ClientCredential;
import truekeel.simulator.Simulator;
import truekeel.simulator.SimulatorOptions;
import truekeel.simulator.TenantSpec;

/** A client secret that was changed is taken at the next login, by the process that runs. */
class AccessRotationTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final AgeKey KEY = AgeKey.make();
    private static final String NEW = FixtureSecrets.value("new");
    private static final String OLD = FixtureSecrets.value("old");

    @TempDir
    Path folder;

    private SopsRepository repository;
    private Tasks tasks;

    @BeforeEach
    void makeAProcess() throws Exception {
        repository = new SopsRepository(folder);
        repository.write("fleet.yaml", """
                apiVersion: truekeel/v1alpha1
                kind: Fleet
                metadata: {name: fleet}
                spec:
                  regions:
                    us: {clientId: keel, clientSecret: {secretRef: qlik-us}}
                """);
        Simulator simulator = new Simulator(
                SimulatorOptions.frozen(START).withCredential(ClientCredential.region("keel", NEW, "us")));
        simulator.createTenant(TenantSpec.of("globex.us.qlikcloud.com"));
        Clockwork clockwork = new Clockwork(simulator.clock(), () -> Duration.ZERO, pause -> {});
        Secrets secrets = new Secrets(
                Optional.of(Files.createDirectories(folder.resolve("secrets"))),
                Map.of(),
                Optional.of(KEY.write(folder.resolve("age.txt"))));
        tasks = new Tasks(
                new QlikFleet(QlikSettings.DEFAULT, new SimulatorTransport(simulator), clockwork, QlikMetrics.NONE),
                new Vault(secrets, FixtureSecrets::digester));
    }

    private QlikTenant client() {
        DesiredSource.Pull pull = new DesiredSource.Pull(repository.load(), START);
        TenantManifest tenant = pull.catalogue().tenant(TenantName.of("globex")).orElseThrow();
        return tasks.of(pull, (TenantManifest.Sound) tenant, Trigger.INTERVAL)
                .orElseThrow()
                .qlik();
    }

    private void put(String value) {
        repository.write("secrets.sops.yaml", SopsWriter.of(KEY.recipient()).yaml(Map.of("qlik-us", value)));
    }

    @Test
    void ofAFile() throws Exception {
        // given
        Path file = folder.resolve("secrets/qlik-us");
        Files.writeString(file, OLD);
        QlikTenant client = client();
        assertThatThrownBy(client::identity).isInstanceOf(QlikException.Denied.class);

        // when
        Files.writeString(file, NEW);

        // then
        assertThat(client.identity().userId()).isNotEmpty();
    }

    @Test
    void ofACommit() {
        // given
        put(OLD);
        QlikTenant client = client();
        assertThatThrownBy(client::identity).isInstanceOf(QlikException.Denied.class);

        // when
        put(NEW);
        QlikTenant later = client();

        // then
        assertThat(later).isSameAs(client);
        assertThat(later.identity().userId()).isNotEmpty();
    }
}
