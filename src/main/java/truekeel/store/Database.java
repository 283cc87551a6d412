package truekeel.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import truekeel.model.Secret;

/** A pool of connections to one database whose tables are up to date. */
final class Database implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int OLDEST_POSTGRESQL = 15;
    private static final String H2_USER = "truekeel";

    private final Target target;
    private final Caller caller;
    private final Diagnosis diagnosis;
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    /** The transaction that the calls of this thread belong to; of this database, so not static. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Handle> joined = new ThreadLocal<>();

    private final SharedFlush flush = new SharedFlush(this::checkpoint);
    private volatile boolean closed;

    /** What a write is to outlive when the call returns. */
    private enum Lasts {
        /** Nothing yet. */
        SOON,
        /** The end of the process. */
        DEATH,
        /** The loss of power. */
        POWER_LOSS
    }

    /** On which thread statements run. */
    interface Caller {
        <T> T call(Supplier<T> statements);
    }

    private Database(Target target, HikariDataSource pool, Caller caller) {
        this.target = target;
        this.caller = caller;
        this.pool = pool;
        diagnosis = Diagnosis.of(target.shown());
        jdbi = Jdbi.create(pool);
    }

    static Database open(Target target, DatabaseSettings settings, Caller caller) {
        HikariDataSource pool = connect(target, settings);
        try {
            refuseUnfitServer(target, pool);
            migrate(target, pool, target.engine() == Target.Engine.H2_FILE);
            return new Database(target, pool, caller);
        } catch (RuntimeException | Error e) {
            pool.close();
            throw e;
        }
    }

    /** Makes a new file database with all tables and closes it again. */
    static void create(Target target, DatabaseSettings settings) {
        // No pool: its threads would be interrupted in the middle of opening the file when it is closed so soon.
        JdbcDataSource single = new JdbcDataSource();
        single.setURL(target.url());
        single.setUser(settings.user().orElse(H2_USER));
        single.setPassword(settings.password().map(Secret::reveal).orElse(""));
        try (Connection open = single.getConnection()) {
            migrate(target, single, false);
            open.clearWarnings();
        } catch (SQLException e) {
            throw Diagnosis.of(target.shown()).of(e);
        }
    }

    /** Runs statements that belong together and only read. */
    <T> T read(Function<Handle, T> statements) {
        Handle outer = joined.get();
        return outer != null ? statements.apply(outer) : guarded(() -> jdbi.withHandle(statements::apply));
    }

    /** Runs statements in one transaction; what they did survives the end of the process when it returns. */
    <T> T write(Function<Handle, T> statements) {
        return written(statements, Lasts.DEATH);
    }

    /** As {@link #write}, for statements without a result. */
    void change(Consumer<Handle> statements) {
        write(handle -> {
            statements.accept(handle);
            return true;
        });
    }

    /**
     * As {@link #change}, and comes to the file later: with the next write that does not wait, or within
     * {@link Target#WRITE_DELAY}. Whoever is killed before has not done it.
     */
    void changeSoon(Consumer<Handle> statements) {
        written(
                handle -> {
                    statements.accept(handle);
                    return true;
                },
                Lasts.SOON);
    }

    /** As {@link #write}, and on the disk when it returns: it survives the loss of power too. */
    <T> T writeThrough(Function<Handle, T> statements) {
        return written(statements, Lasts.POWER_LOSS);
    }

    /** Runs calls of this class in one transaction, as {@link #changeSoon} does. None may {@link #writeThrough}. */
    void together(Runnable calls) {
        changeSoon(handle -> {
            joined.set(handle);
            try {
                calls.run();
            } finally {
                joined.remove();
            }
        });
    }

    /** A commit of H2 is in memory first. PostgreSQL's is on its disk. */
    private <T> T written(Function<Handle, T> statements, Lasts lasts) {
        Handle outer = joined.get();
        if (outer != null) {
            if (lasts == Lasts.POWER_LOSS) {
                throw new IllegalStateException(
                        "What goes through to the disk stands alone. This is a bug in Truekeel.");
            }
            return statements.apply(outer);
        }
        T result = guarded(() -> jdbi.inTransaction(statements::apply));
        if (target.engine() == Target.Engine.H2_FILE && lasts != Lasts.SOON) {
            flush.flush(lasts == Lasts.POWER_LOSS);
        }
        return result;
    }

    private void checkpoint(boolean disk) {
        guarded(() -> jdbi.withHandle(handle -> handle.execute(disk ? "checkpoint sync" : "checkpoint")));
    }

    @Override
    public void close() {
        closed = true;
        caller.call(() -> {
            pool.close();
            return true;
        });
    }

    private <T> T guarded(Supplier<T> statements) {
        if (closed) {
            throw new StoreException(StoreCode.CLOSED, "The store was closed. Open it again to use it.");
        }
        try {
            return caller.call(statements);
        } catch (JdbiException e) {
            throw diagnosis.of(e);
        } catch (Unreadable e) {
            throw diagnosis.exception(StoreCode.CORRUPT, e);
        }
    }

    private static HikariDataSource connect(Target target, DatabaseSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("truekeel-store");
        config.setDriverClassName(target.engine().driver());
        config.setJdbcUrl(target.url());
        config.setMaximumPoolSize(settings.connections());
        config.setConnectionTimeout(CONNECT.toMillis());
        config.setInitializationFailTimeout(1);
        if (target.engine().isH2()) {
            config.setUsername(settings.user().orElse(H2_USER));
            config.setPassword(settings.password().map(Secret::reveal).orElse(""));
            // The database closes with its last connection, so one always stays.
            config.setMaxLifetime(0);
            config.setMinimumIdle(1);
        } else {
            settings.user().ifPresent(config::setUsername);
            settings.password().map(Secret::reveal).ifPresent(config::setPassword);
            target.secrets().forEach((name, secret) -> config.addDataSourceProperty(name, secret.reveal()));
            postgresql(config);
        }
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw Diagnosis.of(target.shown()).opening(e);
        }
    }

    private static void postgresql(HikariConfig config) {
        config.setMinimumIdle(1);
        config.addDataSourceProperty("connectTimeout", Long.toString(CONNECT.toSeconds()));
        config.addDataSourceProperty("socketTimeout", Long.toString(ANSWER.toSeconds()));
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("ApplicationName", "truekeel");
        // Details quote the values of rows.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        // The journal is only worth something when its commits last; a stricter setting is left alone.
        config.setConnectionInitSql("select set_config('synchronous_commit', 'on', false)"
                + " where current_setting('synchronous_commit') = 'off'");
    }

    /** Old and read-only servers are told before the migration, which would try again for ten seconds. */
    private static void refuseUnfitServer(Target target, DataSource pool) {
        if (target.engine() != Target.Engine.POSTGRESQL) {
            return;
        }
        Diagnosis diagnosis = Diagnosis.of(target.shown());
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show transaction_read_only")) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST_POSTGRESQL) {
                throw new StoreException(
                        StoreCode.CONFIGURATION,
                        "The database " + target.shown() + " is PostgreSQL " + version + ". Truekeel needs PostgreSQL "
                                + OLDEST_POSTGRESQL + " or newer.");
            }
            if (row.next() && row.getString(1).equals("on")) {
                throw diagnosis.exception(
                        StoreCode.READ_ONLY, new IllegalStateException("the server only takes read-only transactions"));
            }
        } catch (SQLException e) {
            throw diagnosis.of(e);
        }
    }

    private static void migrate(Target target, DataSource pool, boolean mustHoldTables) {
        Diagnosis diagnosis = Diagnosis.of(target.shown());
        try {
            Migrations migrations = new Migrations(pool);
            if (mustHoldTables && migrations.areMissing()) {
                throw diagnosis.exception(
                        StoreCode.CORRUPT, new IllegalStateException("the file holds none of Truekeel's tables"));
            }
            migrations.apply();
        } catch (FlywayException e) {
            throw diagnosis.migrating(e);
        }
    }
}
