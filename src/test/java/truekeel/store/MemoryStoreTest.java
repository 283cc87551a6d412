package truekeel.store;

import java.nio.file.Path;

class MemoryStoreTest extends StoreContract {
    @Override
    Store fresh(Path folder) {
        return new MemoryStore();
    }

    @Override
    Store reopened(Store gone, Path folder) {
        return ((MemoryStore) gone).successor();
    }
}
