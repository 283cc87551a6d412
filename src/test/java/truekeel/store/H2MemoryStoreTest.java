package truekeel.store;

import java.nio.file.Path;
import java.util.UUID;

class H2MemoryStoreTest extends StoreContract {
    private final String url = "jdbc:h2:mem:" + UUID.randomUUID();

    @Override
    Store fresh(Path folder) {
        return Stores.open(DatabaseSettings.embedded(folder).withUrl(url));
    }

    @Override
    Store reopened(Store gone, Path folder) {
        gone.close();
        return fresh(folder);
    }
}
