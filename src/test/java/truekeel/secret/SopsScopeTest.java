package truekeel.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who sees which secret, and which comes first. */
class SopsScopeTest {
    private static final AgeKey KEY = AgeKey.make();

    @TempDir
    Path folder;

    private SopsRepository repository;
    private Path keys;

    @BeforeEach
    void makeRepository() {
        repository = new SopsRepository(folder);
        keys = KEY.write(folder.resolve("age.txt"));
    }

    private void put(String place, String name, String value) {
        String path = (place.isEmpty() ? "" : place + "/") + "secrets.sops.yaml";
        repository.write(path, SopsWriter.of(KEY.recipient()).yaml(Map.of(name, FixtureSecrets.PREFIX + value)));
    }

    private String seen(String tenant, String name) {
        return repository.value(tenant, name, keys).substring(FixtureSecrets.PREFIX.length());
    }

    @Test
    void looksInTheTenantsFolderThenInItsTemplatesLastToFirstThenAtTheTop() {
        // when / then
        put("", "smtp", "top");
        assertThat(seen("acme", "smtp")).isEqualTo("top");
        put("templates/first", "smtp", "first");
        assertThat(seen("acme", "smtp")).isEqualTo("first");
        put("templates/second", "smtp", "second");
        assertThat(seen("acme", "smtp")).isEqualTo("second");
        put("acme", "smtp", "own");
        assertThat(seen("acme", "smtp")).isEqualTo("own");
        assertThat(seen("globex", "smtp")).isEqualTo("top");
    }

    @Test
    void showsATenantNeitherAnotherTenantsSecretsNorThoseOfATemplateThatItDoesNotUse() {
        // given
        put("acme", "own", "acme");
        put("templates/first", "shared", "first");

        // when / then
        for (String name : new String[] {"own", "shared"}) {
            SecretException failure =
                    catchThrowableOfType(SecretException.class, () -> repository.value("globex", name, keys));
            assertThat(failure.code()).isEqualTo(SecretCode.SECRET_MISSING);
        }
    }

    @Test
    void letsNoTenantStandInForASecretOfTheFleet() {
        // given
        put("", "qlik-us", "fleet");
        put("acme", "qlik-us", "acme");
        put("templates/first", "qlik-us", "first");

        // when
        String fleet = repository.fleetValue("qlik-us", keys);

        // then
        assertThat(fleet).isEqualTo(FixtureSecrets.PREFIX + "fleet");
    }

    @Test
    void prefersTheMachineToTheRepository() throws Exception {
        // given
        put("acme", "smtp", "git");
        Path secrets = Files.createDirectories(folder.resolve("secrets"));
        Map<String, String> environment = Map.of("TRUEKEEL_SECRET_SMTP", FixtureSecrets.PREFIX + "variable");

        // when
        String fromVariable =
                repository.value("acme", "smtp", new Secrets(Optional.of(secrets), environment, Optional.of(keys)));
        Files.writeString(secrets.resolve("smtp"), FixtureSecrets.PREFIX + "file");
        String fromFile =
                repository.value("acme", "smtp", new Secrets(Optional.of(secrets), environment, Optional.of(keys)));

        // then
        assertThat(fromVariable).endsWith("variable");
        assertThat(fromFile).endsWith("file");
    }
}
