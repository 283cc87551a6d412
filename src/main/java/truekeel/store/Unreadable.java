package truekeel.store;

/** A column holds what this store never wrote there. */
final class Unreadable extends RuntimeException {
    Unreadable(String message) {
        super(message);
    }
}
