package truekeel.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder a simulator starts from: one {@code <hostname>.json} state document per tenant, and
 * {@code credentials.json}.
 */
final class Seed {
    private static final String CREDENTIALS = "credentials.json";

    private Seed() {}

    /** Throws {@link IllegalArgumentException} naming the file that cannot be used. */
    static void load(Path folder, Fleet fleet, OAuth oauth) {
        for (Path file : files(folder)) {
            String name = file.getFileName().toString();
            try {
                if (name.equals(CREDENTIALS)) {
                    credentials(file, oauth);
                } else {
                    tenant(file, name.substring(0, name.length() - ".json".length()), fleet);
                }
            } catch (Problem | UncheckedIOException | IllegalArgumentException e) {
                throw new IllegalArgumentException("The seed file " + file + " cannot be used: " + e.getMessage(), e);
            }
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalArgumentException("The seed folder " + folder + " cannot be read.", e);
        }
    }

    private static void tenant(Path file, String hostname, Fleet fleet) {
        if (!Hosts.isTenantName(hostname)) {
            throw new IllegalArgumentException("its name is no tenant's hostname.");
        }
        StateDocument.read(fleet, hostname, Payload.of(file));
    }

    private static void credentials(Path file, OAuth oauth) {
        JsonNode list = Json.parse(Payload.of(file).bytes());
        if (!list.isArray()) {
            throw new IllegalArgumentException("it must be an array of clients.");
        }
        list.forEach(client -> oauth.add(ClientCredential.parse(client)));
    }
}
