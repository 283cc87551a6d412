package truekeel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static truekeel.store.Samples.ACME;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.model.Secret;

/** Opening PostgreSQL, in good order and in bad. */
class PostgresqlOpeningTest {
    private static final String PASSWORD = "s3cr3t-of-the-database";
    private static final DatabaseSettings SETTINGS = DatabaseSettings.embedded(Path.of("unused"));
    private static Postgres postgres;

    @BeforeAll
    static void start() throws IOException {
        postgres = new Postgres();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void serverThatIsNotThereIsUnreachable() throws Exception {
        // given
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        // when
        StoreException failure = refusal(SETTINGS.withUrl("jdbc:postgresql://localhost:" + port + "/truekeel")
                .withLogin("truekeel", Secret.of(PASSWORD)));

        // then
        assertThat(failure.code()).isEqualTo(StoreCode.UNREACHABLE);
        assertThat(failure).hasMessageContaining("postgresql://localhost:" + port + "/truekeel does not answer");
        assertThat(everythingPrintedOf(failure)).doesNotContain(PASSWORD);
    }

    @Test
    void databaseThatIsNotThereIsAMistakeInTheSettings() {
        // given
        String url = postgres.url().replace("/postgres?", "/nowhere?");

        // when
        StoreException failure = refusal(SETTINGS.withUrl(url));

        // then
        assertThat(failure.code()).isEqualTo(StoreCode.CONFIGURATION);
        assertThat(failure).hasMessageContaining("truekeel.database.url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"login", "url"})
    void wrongPasswordIsAMistakeInTheSettingsAndIsNotShown(String where) throws Exception {
        // given
        String role = "keeper_" + where;
        postgres.createRole(role, "right");
        String url = postgres.url().replace("user=postgres", "user=" + role);
        DatabaseSettings settings = where.equals("url")
                ? SETTINGS.withUrl(url + "&password=" + PASSWORD)
                : SETTINGS.withUrl(url).withLogin(role, Secret.of(PASSWORD));

        // when
        StoreException failure = refusal(settings);

        // then
        assertThat(failure.code()).isEqualTo(StoreCode.CONFIGURATION);
        assertThat(everythingPrintedOf(failure)).doesNotContain(PASSWORD);
    }

    @Test
    void passwordInTheUrlOpensTheDatabase() throws Exception {
        // given
        postgres.createRole("opener", "p%s word");
        String url = postgres.newSchema().replace("user=postgres", "user=opener") + "&password=p%25s+word";
        postgres.execute("grant all on schema " + url.replaceAll(".*currentSchema=(\\w+).*", "$1") + " to opener");

        // when
        try (Store store = Stores.open(SETTINGS.withUrl(url))) {
            // then
            assertThat(store.inventory().of(ACME)).isEmpty();
        }
    }

    @Test
    void serverThatOnlyReadsIsReadOnly() throws SQLException {
        // given
        String url = postgres.newSchema() + "&options=-c%20default_transaction_read_only=on";

        // when
        StoreException failure = refusal(SETTINGS.withUrl(url));

        // then
        assertThat(failure.code()).isEqualTo(StoreCode.READ_ONLY);
        assertThat(failure).hasMessageContaining("name the primary server");
    }

    @Test
    void schemaOfAnotherProgramIsLeftAlone() throws SQLException {
        // given
        String url = postgres.newSchema();
        String schema = url.substring(url.lastIndexOf('=') + 1);
        postgres.execute("create table " + schema + ".run (theirs int)");

        // when
        StoreException failure = refusal(SETTINGS.withUrl(url));

        // then
        assertThat(failure.code()).isEqualTo(StoreCode.MIGRATION_FAILED);
        assertThat(failure).hasMessageContaining("a schema of its own");
    }

    @Test
    void commitsLastEvenWhereTheServerIsSetToForgetThem() throws SQLException {
        // given
        String url = postgres.newSchema() + "&options=-c%20synchronous_commit=off";
        Target target = Target.of(SETTINGS.withUrl(url));

        // when
        try (Database database = Database.open(target, SETTINGS.withUrl(url), Supplier::get)) {
            String setting = database.read(handle -> handle.createQuery("show synchronous_commit")
                    .mapTo(String.class)
                    .one());

            // then
            assertThat(setting).isEqualTo("on");
        }
    }

    @Test
    void serverThatGoesAwayIsUnreachableUntilItIsBack() throws Exception {
        // given
        String url = postgres.newSchema();
        try (Store store = Stores.open(SETTINGS.withUrl(url))) {
            store.inventory().put(ACME, Samples.owned(Samples.SALES, "live"));

            // when
            postgres.execute("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
                    + " and application_name = 'truekeel'");

            List<StoreCode> failures = new ArrayList<>();
            while (failures.size() < SETTINGS.connections() && !answers(store, failures)) {
                Thread.onSpinWait();
            }

            // then: at the most every pooled connection fails once
            assertThat(failures).containsOnly(StoreCode.UNREACHABLE);
            assertThat(store.inventory().of(ACME)).hasSize(1);
        }
    }

    private static boolean answers(Store store, List<StoreCode> failures) {
        try {
            store.inventory().of(ACME);
            return true;
        } catch (StoreException e) {
            failures.add(e.code());
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://localhost/x?password=" + PASSWORD,
                "postgres://u:" + PASSWORD + "@localhost/x",
                "jdbc:postgresql://u:" + PASSWORD + "@localhost/x",
                "jdbc:postgresql://localhost/x?password=%zz" + PASSWORD,
                "jdbc:postgresql://local host:port/x?password=" + PASSWORD,
                "jdbc:h2:tcp://localhost/x;PASSWORD=" + PASSWORD
            })
    void urlThatCannotBeUsedIsRefusedWithoutShowingItsPassword(String url) {
        // given
        DatabaseSettings settings = SETTINGS.withUrl(url);

        // when
        StoreException failure = refusal(settings);

        // then
        assertThat(failure.code()).isEqualTo(StoreCode.CONFIGURATION);
        assertThat(everythingPrintedOf(failure)).doesNotContain(PASSWORD);
    }

    private static StoreException refusal(DatabaseSettings settings) {
        return catchThrowableOfType(
                StoreException.class, () -> Stores.open(settings).close());
    }

    private static String everythingPrintedOf(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
