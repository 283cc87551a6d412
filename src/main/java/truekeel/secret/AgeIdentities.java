package truekeel.secret;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.framework.armor.ArmoredDecryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The age identities ({@code AGE-SECRET-KEY-1…}) of a file, one per line, as {@code age-keygen} writes it. */
final class AgeIdentities {
    private static final String PREFIX = "AGE-SECRET-KEY-1";
    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_OPENED = 4096;

    private final List<RecipientStanzaReader> readers;

    private AgeIdentities(List<RecipientStanzaReader> readers) {
        this.readers = readers;
    }

    /** Reads the file as it is now. Throws {@link SecretException} {@code AGE_KEY_UNREADABLE}, which quotes no line. */
    static AgeIdentities in(Path file) {
        List<RecipientStanzaReader> readers = new ArrayList<>();
        int number = 0;
        for (String line : text(file).split("\n", -1)) {
            number++;
            String identity = line.strip();
            if (!identity.isEmpty() && !identity.startsWith("#")) {
                readers.add(reader(file, number, identity));
            }
        }
        if (readers.isEmpty()) {
            throw unreadable("The age key file " + file + " holds no identity. Make one with age-keygen.");
        }
        return new AgeIdentities(readers);
    }

    private static String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw unreadable("The age key file " + file + " is larger than 64 KiB, so it is no age key file.");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw unreadable("The age key file " + file + " cannot be read ("
                    + e.getClass().getSimpleName() + "). Check truekeel.secrets.age-key-file.");
        }
    }

    private static RecipientStanzaReader reader(Path file, int number, String identity) {
        if (identity.startsWith(PREFIX)) {
            try {
                return X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(identity);
            } catch (GeneralSecurityException | RuntimeException wrong) {
                // the cause may quote the key, so it goes no further
            }
        }
        throw unreadable("Line " + number + " of the age key file " + file + " is no age identity (" + PREFIX
                + "…). Identities for SSH keys and plugins are not supported.");
    }

    private static SecretException unreadable(String message) {
        return new SecretException(SecretCode.AGE_KEY_UNREADABLE, message);
    }

    /** What an armored age file holds, at most 4 KiB; empty when none of the identities opens it. */
    Optional<byte[]> open(String armored) {
        byte[] bytes = armored.getBytes(StandardCharsets.US_ASCII);
        for (RecipientStanzaReader reader : readers) {
            try (ReadableByteChannel sealed = Channels.newChannel(new ByteArrayInputStream(bytes));
                    ReadableByteChannel opened =
                            new ArmoredDecryptingChannelFactory().newDecryptingChannel(sealed, List.of(reader));
                    InputStream in = Channels.newInputStream(opened)) {
                return Optional.of(in.readNBytes(MOST_OPENED));
            } catch (GeneralSecurityException | IOException | RuntimeException other) {
                // made for another recipient, or damaged: the next identity may do
            }
        }
        return Optional.empty();
    }
}
