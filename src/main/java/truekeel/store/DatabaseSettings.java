package truekeel.store;

import java.nio.file.Path;
import java.util.Optional;
import truekeel.model.Secret;

/**
 * Which database the store lives in.
 *
 * @param url {@code jdbc:postgresql:…}, {@code jdbc:h2:file:…} or {@code jdbc:h2:mem:…}; without it a file in the data
 *     folder
 * @param dataDir made when it is not there; used only by the file database
 * @param connections the most that are open at once, at least 1
 */
public record DatabaseSettings(
        Optional<String> url, Optional<String> user, Optional<Secret> password, Path dataDir, int connections) {
    /** Enough for the branches of a few tenants that write at once. */
    public static final int DEFAULT_CONNECTIONS = 10;

    public DatabaseSettings {
        if (connections < 1) {
            throw new IllegalArgumentException("A store needs at least one connection, not " + connections);
        }
    }

    /** The file database in a folder. */
    public static DatabaseSettings embedded(Path dataDir) {
        return new DatabaseSettings(Optional.empty(), Optional.empty(), Optional.empty(), dataDir, DEFAULT_CONNECTIONS);
    }

    public DatabaseSettings withUrl(String changed) {
        return new DatabaseSettings(Optional.of(changed), user, password, dataDir, connections);
    }

    public DatabaseSettings withLogin(String changedUser, Secret changedPassword) {
        return new DatabaseSettings(url, Optional.of(changedUser), Optional.of(changedPassword), dataDir, connections);
    }
}
