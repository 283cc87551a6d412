package truekeel.store;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The database that the settings mean.
 *
 * @param url as the driver takes it; may hold a password, so it is never shown
 * @param shown for messages: without anything secret
 * @param file the path of a file database, without the driver's ending
 */
record Target(Engine engine, String url, String shown, Optional<Path> file) {
    /** The file database's name in the data folder. */
    static final String FILE_NAME = "truekeel";
    /** What the driver appends to the name. */
    static final String FILE_ENDING = ".mv.db";

    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final String H2_FILE = "jdbc:h2:file:";
    private static final String H2_MEMORY = "jdbc:h2:mem:";
    /** Without WRITE_DELAY=0 a killed process loses the commits of its last half second. */
    private static final String H2_OPTIONS =
            ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0";

    /** The database products we speak to. */
    enum Engine {
        H2_FILE("org.h2.Driver"),
        H2_MEMORY("org.h2.Driver"),
        POSTGRESQL("org.postgresql.Driver");

        private final String driver;

        Engine(String driver) {
            this.driver = driver;
        }

        String driver() {
            return driver;
        }

        boolean isH2() {
            return this != POSTGRESQL;
        }
    }

    /** Throws {@link StoreException} with {@link StoreCode#CONFIGURATION} for a URL of another product. */
    static Target of(DatabaseSettings settings) {
        String url = settings.url().orElse("");
        if (url.isEmpty()) {
            return file(settings.dataDir().resolve(FILE_NAME), "");
        }
        if (url.startsWith(POSTGRESQL)) {
            return new Target(Engine.POSTGRESQL, url, withoutSecrets(url), Optional.empty());
        }
        if (url.startsWith(H2_MEMORY)) {
            String name = beforeOptions(url.substring(H2_MEMORY.length()));
            String options = H2_OPTIONS + ";DB_CLOSE_DELAY=-1" + options(url);
            return new Target(Engine.H2_MEMORY, H2_MEMORY + name + options, "mem:" + name, Optional.empty());
        }
        if (url.startsWith(H2_FILE)) {
            return file(path(beforeOptions(url.substring(H2_FILE.length()))), options(url));
        }
        throw new StoreException(
                StoreCode.CONFIGURATION,
                "truekeel.database.url names a database that Truekeel does not know. Use jdbc:postgresql://host/name,"
                        + " jdbc:h2:file:/path, or leave it out for a file in truekeel.data.dir.");
    }

    /** The same file database under another name in the same folder. */
    Target besides(Path other) {
        return new Target(engine, fileUrl(other, options(url)), other.toString(), Optional.of(other));
    }

    private static Target file(Path path, String options) {
        Path absolute = path.toAbsolutePath().normalize();
        if (absolute.toString().contains(";")) {
            throw new StoreException(
                    StoreCode.CONFIGURATION,
                    "The database file " + absolute + " cannot be used: its path holds a semicolon. Set"
                            + " truekeel.data.dir to another folder.");
        }
        return new Target(
                Engine.H2_FILE,
                fileUrl(absolute, options.isEmpty() ? H2_OPTIONS : H2_OPTIONS + options),
                absolute + FILE_ENDING,
                Optional.of(absolute));
    }

    /**
     * With the prefix {@code retry:} the file is opened again when a thread is interrupted in the middle of a write;
     * with {@code file:} the first interrupt closes the database for good.
     */
    private static String fileUrl(Path path, String options) {
        return "jdbc:h2:retry:" + path + options;
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new StoreException(
                    StoreCode.CONFIGURATION, "truekeel.database.url holds no valid file path: " + e.getReason(), e);
        }
    }

    private static String beforeOptions(String rest) {
        int semicolon = rest.indexOf(';');
        return semicolon < 0 ? rest : rest.substring(0, semicolon);
    }

    private static String options(String url) {
        int semicolon = url.indexOf(';');
        return semicolon < 0 ? "" : url.substring(semicolon);
    }

    /** Host, port and name: without the parameters and without what stands before an at sign. */
    private static String withoutSecrets(String url) {
        String rest = url.substring("jdbc:".length());
        int question = rest.indexOf('?');
        String bare = question < 0 ? rest : rest.substring(0, question);
        return bare.replaceFirst("//.*@", "//");
    }
}
