package truekeel.secret;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.regex.Pattern;
import truekeel.model.Secret;

/**
 * Takes the secrets that Qlik makes and never shows again: one JSON file each, {@code <tenant>/<name>.json} in a
 * folder, readable by the owner alone and replaced as a whole, so that a reader never sees half of one.
 */
public final class SecretSink {
    private static final String SCHEME = "dir:";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,126}[A-Za-z0-9])?");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    private SecretSink(Path folder) {
        this.folder = folder;
    }

    /** Reads {@code dir:<folder>}; throws {@link IllegalArgumentException} for anything else. */
    public static SecretSink parse(String text) {
        if (!text.startsWith(SCHEME) || text.length() == SCHEME.length()) {
            throw new IllegalArgumentException("A sink for new secrets is dir: and a folder, such as dir:/run/new");
        }
        return new SecretSink(Path.of(text.substring(SCHEME.length())));
    }

    /**
     * Whether a secret of that name could be taken now, by writing an empty file beside it.
     *
     * @throws SecretException when not
     */
    public void check(String tenant, String name) {
        Path file = file(tenant, name);
        try {
            Files.deleteIfExists(aside(file));
            if (Files.isDirectory(file)) {
                throw unusable(file, "is a folder");
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw unusable(file, e);
        }
    }

    /**
     * Puts a secret into its file, over an older one of that name.
     *
     * @param beside what else whoever uses the secret must know, by the field's name
     * @param field the name of the field that holds the secret
     * @throws SecretException when it could not be put there; the older file is then unchanged
     */
    public void put(String tenant, String name, Map<String, String> beside, String field, Secret secret) {
        Path file = file(tenant, name);
        ObjectNode content = JSON.createObjectNode();
        beside.forEach(content::put);
        content.put(field, secret.reveal());
        try {
            Path aside = aside(file);
            try {
                write(aside, content + "\n");
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw unusable(file, e);
        }
    }

    /** Whether the file of a secret is there and says this beside it; a file that cannot be read says nothing. */
    public boolean holds(String tenant, String name, String field, String text) {
        Path file = file(tenant, name);
        try {
            return Files.isRegularFile(file)
                    && JSON.readTree(Files.readString(file))
                            .path(field)
                            .asText()
                            .equals(text);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private Path file(String tenant, String name) {
        if (!NAME.matcher(tenant).matches() || !NAME.matcher(name).matches()) {
            throw new SecretException(
                    SecretCode.SECRET_NAME,
                    "No secret can be handed over under the name '" + name + "' of the tenant '" + tenant
                            + "'. Use letters, digits, dots, dashes and underscores.");
        }
        return folder.resolve(tenant).resolve(name + ".json");
    }

    private static Path aside(Path file) throws IOException {
        Path parent = Files.createDirectories(file.toAbsolutePath().getParent(), readableBy("rwx------"));
        return Files.createTempFile(parent, "." + file.getFileName(), ".new", readableBy("rw-------"));
    }

    private static FileAttribute<?>[] readableBy(String permissions) {
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }

    private static void write(Path file, String text) throws IOException {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
    }

    private static SecretException unusable(Path file, String why) {
        return new SecretException(
                SecretCode.SECRET_SINK_UNUSABLE,
                "A new secret cannot be put into " + file + ", because it " + why
                        + ". Make the folder of truekeel.secrets.sink writable for the user that runs Truekeel.");
    }

    private static SecretException unusable(Path file, Exception cause) {
        return new SecretException(
                SecretCode.SECRET_SINK_UNUSABLE,
                "A new secret cannot be put into " + file + " ("
                        + cause.getClass().getSimpleName()
                        + "). Make the folder of truekeel.secrets.sink writable for the user that runs Truekeel.",
                cause);
    }
}
