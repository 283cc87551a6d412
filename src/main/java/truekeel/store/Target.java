package truekeel.store;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import truekeel.model.Secret;

/**
 * The database that the settings mean.
 *
 * @param url as the driver takes it, without anything secret: the tools below us log it
 * @param shown for messages
 * @param secrets the URL's parameters that are passwords, by name
 * @param file the path of a file database, without the driver's ending
 */
record Target(Engine engine, String url, String shown, Map<String, Secret> secrets, Optional<Path> file) {
    /** The file database's name in the data folder. */
    static final String FILE_NAME = "truekeel";
    /** What the driver appends to the name. */
    static final String FILE_ENDING = ".mv.db";

    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final String H2_FILE = "jdbc:h2:file:";
    private static final String H2_MEMORY = "jdbc:h2:mem:";
    /** After how many milliseconds H2 brings to the file what nobody waits for. */
    static final int WRITE_DELAY = 500;

    /**
     * Commits are brought to the file by {@link SharedFlush}, not one by one as WRITE_DELAY=0 would; the delay is only
     * for what nobody waits for. With MAX_COMPACT_TIME=0 and AUTO_COMPACT_FILL_RATE=0 nothing is moved inside the file,
     * neither at closing nor in idle moments: in H2 2.4.240 that fails an assertion of its own now and then, and
     * earlier versions lost data there. Freed space is used again all the same. Without DB_CLOSE_ON_EXIT=FALSE H2
     * closes the database as soon as the process is told to stop, under the runs that are still coming to their end. A
     * connection keeps as many parsed statements as we have.
     */
    private static final String H2_OPTIONS =
            ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=" + WRITE_DELAY
                    + ";MAX_COMPACT_TIME=0;AUTO_COMPACT_FILL_RATE=0;DB_CLOSE_ON_EXIT=FALSE;QUERY_CACHE_SIZE=64";

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
            return postgresql(url);
        }
        if (url.startsWith(H2_MEMORY)) {
            String name = beforeOptions(url.substring(H2_MEMORY.length()));
            String options = H2_OPTIONS + ";DB_CLOSE_DELAY=-1" + options(url);
            return new Target(Engine.H2_MEMORY, H2_MEMORY + name + options, "mem:" + name, Map.of(), Optional.empty());
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
        return new Target(engine, fileUrl(other, options(url)), other.toString(), Map.of(), Optional.of(other));
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
                Map.of(),
                Optional.of(absolute));
    }

    /** With the prefix {@code retry:} an interrupt of one of the pool's own threads does not close the database. */
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

    private static Target postgresql(String url) {
        int question = url.indexOf('?');
        String place = question < 0 ? url : url.substring(0, question);
        if (place.contains("@")) {
            throw new StoreException(
                    StoreCode.CONFIGURATION,
                    "truekeel.database.url holds a user before the host, which PostgreSQL's driver does not read. Set"
                            + " truekeel.database.user and truekeel.database.password instead.");
        }
        Map<String, Secret> secrets = new TreeMap<>();
        StringJoiner kept = new StringJoiner("&", "?", "").setEmptyValue("");
        for (String parameter :
                question < 0 ? new String[0] : url.substring(question + 1).split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0
                    && parameter.substring(0, equals).toLowerCase(Locale.ROOT).contains("password")) {
                secrets.put(parameter.substring(0, equals), Secret.of(decoded(parameter.substring(equals + 1))));
            } else {
                kept.add(parameter);
            }
        }
        String shown = place.substring("jdbc:".length());
        return new Target(Engine.POSTGRESQL, place + kept, shown, secrets, Optional.empty());
    }

    private static String decoded(String parameter) {
        try {
            return URLDecoder.decode(parameter, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // The cause would quote a part of the password.
            throw new StoreException(
                    StoreCode.CONFIGURATION,
                    "The password in truekeel.database.url is not URL-encoded. Write % as %25, or set"
                            + " truekeel.database.password instead.");
        }
    }
}
