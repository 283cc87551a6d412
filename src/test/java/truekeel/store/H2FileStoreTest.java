package truekeel.store;

import java.nio.file.Path;

class H2FileStoreTest extends StoreContract {
    @Override
    Store fresh(Path folder) {
        return Stores.open(DatabaseSettings.embedded(folder));
    }

    @Override
    Store reopened(Store gone, Path folder) {
        gone.close();
        return fresh(folder);
    }
}
