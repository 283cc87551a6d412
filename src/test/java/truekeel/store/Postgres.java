package truekeel.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL for as long as it is open; every caller gets a schema of its own. */
final class Postgres implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private final EmbeddedPostgres server;

    Postgres() throws IOException {
        // The C locale is the one every machine has.
        server = EmbeddedPostgres.builder()
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("encoding", "UTF8")
                .start();
    }

    /** The URL of a new, empty schema. */
    String newSchema() throws SQLException {
        String name = String.format(Locale.ROOT, "schema_%d", NUMBER.incrementAndGet());
        execute("create schema " + name);
        return url() + "&currentSchema=" + name;
    }

    String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    /** Makes a role that only gets in with its password. */
    void createRole(String role, String password) throws SQLException, IOException {
        execute("create role " + role + " login password '" + password + "'");
        Path rules;
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("show hba_file")) {
            row.next();
            rules = Path.of(row.getString(1));
        }
        Files.writeString(rules, "host all " + role + " all scram-sha-256\n" + Files.readString(rules));
        execute("select pg_reload_conf()");
    }

    void execute(String statement) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
