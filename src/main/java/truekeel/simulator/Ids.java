package truekeel.simulator;

import java.util.Random;
import java.util.UUID;

/** Makes ids in the shapes Qlik uses; the same seed gives the same ids in the same order. Thread-safe. */
public final class Ids {
    private static final String HEX = "0123456789abcdef";
    private static final String MIXED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String LABEL = "abcdefghijklmnopqrstuvwxyz0123456789";
    private final Random random;

    public Ids(long seed) {
        this.random = new Random(seed);
    }

    /** 24 lower-case hex characters: spaces, users, items, roles, temporary contents. */
    public String hex24() {
        return letters(HEX, 24);
    }

    /** 32 lower-case hex characters: OAuth clients, traces. */
    public String hex32() {
        return letters(HEX, 32);
    }

    /** 32 mixed alphanumerics: tenants. */
    public String tenant() {
        return letters(MIXED, 32);
    }

    /** Apps, connections, data files, events. */
    public String uuid() {
        byte[] bytes = new byte[16];
        synchronized (random) {
            random.nextBytes(bytes);
        }
        bytes[6] = (byte) ((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte) ((bytes[8] & 0x3f) | 0x80);
        long most = 0;
        long least = 0;
        for (int i = 0; i < 8; i++) {
            most = (most << 8) | (bytes[i] & 0xff);
            least = (least << 8) | (bytes[i + 8] & 0xff);
        }
        return new UUID(most, least).toString();
    }

    /** The random first label of a new tenant's hostname. */
    public String hostLabel() {
        return letters(LABEL, 15);
    }

    /** A bearer token: opaque to clients. */
    public String token() {
        return letters(MIXED, 64);
    }

    /**
     * Goes on with another sequence that depends on the given number: a state made by a simulator of the same seed
     * holds the very ids that would come next.
     */
    void stir(long number) {
        synchronized (random) {
            random.setSeed(random.nextLong() ^ number);
        }
    }

    private String letters(String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        synchronized (random) {
            for (int i = 0; i < length; i++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
        }
        return text.toString();
    }
}
