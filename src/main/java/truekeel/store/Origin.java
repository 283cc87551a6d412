package truekeel.store;

import java.util.Locale;

/** How an object came into the inventory. */
public enum Origin {
    CREATED,
    ADOPTED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Origin parse(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
