package truekeel.manifest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps the most recently used entries up to a number. Thread-safe. */
public final class BoundedCache<K, V> {
    private final Map<K, V> entries;

    public BoundedCache(int most) {
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    public synchronized Optional<V> find(K key) {
        return Optional.ofNullable(entries.get(key));
    }

    public synchronized void put(K key, V value) {
        entries.put(key, value);
    }

    /** Keeps the value unless there is one already, which it gives. */
    public synchronized Optional<V> putIfAbsent(K key, V value) {
        Optional<V> known = find(key);
        if (known.isEmpty()) {
            put(key, value);
        }
        return known;
    }

    public synchronized void remove(K key) {
        entries.remove(key);
    }
}
