package truekeel.cli;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import truekeel.store.DatabaseSettings;
import truekeel.store.Store;
import truekeel.store.StoreException;
import truekeel.store.Stores;

/** A real file database that somebody holds. */
final class Locked {
    private Locked() {}

    /** What opening it a second time says. */
    static StoreException failure(Path folder) {
        DatabaseSettings settings = DatabaseSettings.embedded(folder.resolve("data"));
        try (Store held = Stores.open(settings)) {
            held.runs();
            return catchThrowableOfType(StoreException.class, () -> Stores.open(settings));
        }
    }
}
