package truekeel.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresqlStoreTest extends StoreContract {
    private static Postgres postgres;
    private String url = "";

    @BeforeAll
    static void start() throws IOException {
        postgres = new Postgres();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Override
    Store fresh(Path folder) throws SQLException {
        url = postgres.newSchema();
        return open(folder);
    }

    @Override
    Store reopened(Store gone, Path folder) {
        gone.close();
        return open(folder);
    }

    private Store open(Path folder) {
        return Stores.open(DatabaseSettings.embedded(folder).withUrl(url));
    }
}
