package truekeel.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

final class MemoryOutlines implements Outlines {
    private static final Comparator<Kept> LAST_USED =
            Comparator.comparing((Kept kept) -> kept.used).reversed().thenComparing(kept -> kept.digest);

    private final Store store;
    private final MemoryState state;

    MemoryOutlines(Store store, MemoryState state) {
        this.store = store;
        this.state = state;
    }

    /** One outline. */
    static final class Kept {
        private final String digest;
        private final byte[] content;
        private final Instant used;

        private Kept(String digest, byte[] content, Instant used) {
            this.digest = digest;
            this.content = content;
            this.used = used;
        }
    }

    @Override
    public Optional<byte[]> find(String digest, Instant now) {
        return state.in(store, () -> {
            Kept kept = state.outlines.computeIfPresent(digest, (key, old) -> new Kept(key, old.content, now));
            return Optional.ofNullable(kept).map(found -> found.content.clone());
        });
    }

    @Override
    public void put(String digest, byte[] outline, Instant now) {
        byte[] copy = outline.clone();
        state.run(store, () -> state.outlines.put(digest, new Kept(digest, copy, now)));
    }

    @Override
    public int prune(int most) {
        return state.in(store, () -> {
            List<Kept> old = state.outlines.values().stream()
                    .sorted(LAST_USED)
                    .skip(most)
                    .toList();
            old.forEach(kept -> state.outlines.remove(kept.digest));
            return old.size();
        });
    }
}
