package truekeel.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/** Brings the tables to the form this version needs. The files are listed, so that no class path is scanned. */
final class Migrations implements ResourceProvider {
    static final String FOLDER = "db/migration/";
    static final List<String> FILES = List.of(
            "V1__runs_journal_inventory_drift.sql",
            "V2__suspensions.sql",
            "V3__looks_causes_codes.sql",
            "V4__tenant_creations.sql",
            "V5__outlines.sql",
            "V6__steps_by_name.sql");
    /** Our own name: a schema may already hold the history of another program. */
    private static final String HISTORY = "truekeel_migration";

    private final Flyway flyway;

    Migrations(DataSource database) {
        flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database)
                .table(HISTORY)
                .locations(new String[0])
                .resourceProvider(this)
                .javaMigrationClassProvider(List::of)
                // A database that a newer version has changed is refused, not guessed at.
                .ignoreMigrationPatterns(new String[0])
                .loggers("slf4j")
                .load();
    }

    boolean areMissing() {
        MigrationInfo[] applied = flyway.info().applied();
        return applied.length == 0;
    }

    void apply() {
        flyway.migrate();
    }

    @Override
    public @Nullable LoadableResource getResource(String name) {
        return FILES.contains(name) ? new Script(name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return FILES.stream()
                .filter(file -> file.startsWith(prefix))
                .filter(file -> List.of(suffixes).stream().anyMatch(file::endsWith))
                .<LoadableResource>map(Script::new)
                .toList();
    }

    private static final class Script extends LoadableResource {
        private final String file;

        Script(String file) {
            this.file = file;
        }

        @Override
        public Reader read() {
            try (InputStream in = Migrations.class.getClassLoader().getResourceAsStream(FOLDER + file)) {
                if (in == null) {
                    throw new IllegalStateException(
                            "The migration " + file + " is not in the jar. This is a bug in Truekeel.");
                }
                return new StringReader(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String getAbsolutePath() {
            return FOLDER + file;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return FOLDER + file;
        }

        @Override
        public String getFilename() {
            return file;
        }

        @Override
        public String getRelativePath() {
            return file;
        }
    }
}
