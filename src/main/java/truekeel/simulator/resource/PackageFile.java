package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import truekeel.simulator.Json;
import truekeel.simulator.Payload;

/**
 * The archive of an extension or a theme.
 *
 * @param qext the description in the one {@code .qext} file
 * @param qextFilename that file's name without folder and ending
 * @param paths every file's path, in the archive's order
 */
record PackageFile(ObjectNode qext, String qextFilename, List<String> paths) {
    private static final int QEXT_LIMIT = 1 << 20;
    private static final int FILES_LIMIT = 10_000;

    PackageFile {
        paths = List.copyOf(paths);
    }

    /** Why an archive was refused. */
    enum Fault {
        NOT_A_ZIP,
        NO_QEXT,
        SEVERAL_QEXT,
        BAD_QEXT,
        TOO_LARGE
    }

    /** Either the archive or the reason against it. */
    record Reading(Optional<PackageFile> file, Optional<Fault> fault) {
        static Reading refused(Fault fault) {
            return new Reading(Optional.empty(), Optional.of(fault));
        }
    }

    static Reading read(Payload payload) {
        List<String> paths = new ArrayList<>();
        List<String> qextPaths = new ArrayList<>();
        byte[] qext = new byte[0];
        try (ZipInputStream zip = new ZipInputStream(payload.open(), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.isDirectory()) {
                    continue;
                }
                paths.add(entry.getName());
                if (entry.getName().toLowerCase(Locale.ROOT).endsWith(".qext")) {
                    qextPaths.add(entry.getName());
                    qext = zip.readNBytes(QEXT_LIMIT + 1);
                }
                if (qext.length > QEXT_LIMIT || paths.size() > FILES_LIMIT) {
                    return Reading.refused(Fault.TOO_LARGE);
                }
            }
        } catch (ZipException | IllegalArgumentException broken) {
            return Reading.refused(Fault.NOT_A_ZIP);
        } catch (IOException e) {
            return Reading.refused(Fault.NOT_A_ZIP);
        }
        return described(paths, qextPaths, qext);
    }

    private static Reading described(List<String> paths, List<String> qextPaths, byte[] qext) {
        if (paths.isEmpty()) {
            return Reading.refused(Fault.NOT_A_ZIP);
        }
        if (qextPaths.size() != 1) {
            return Reading.refused(qextPaths.isEmpty() ? Fault.NO_QEXT : Fault.SEVERAL_QEXT);
        }
        String path = qextPaths.get(0);
        String filename = path.substring(path.lastIndexOf('/') + 1, path.length() - ".qext".length());
        try {
            JsonNode json = Json.parse(new String(qext, StandardCharsets.UTF_8).replace("\uFEFF", ""));
            if (!(json instanceof ObjectNode description)
                    || description.path("name").asText().isBlank()) {
                return Reading.refused(Fault.BAD_QEXT);
            }
            return new Reading(Optional.of(new PackageFile(description, filename, paths)), Optional.empty());
        } catch (UncheckedIOException notJson) {
            return Reading.refused(Fault.BAD_QEXT);
        }
    }

    /** One file out of an archive that was read before, or empty when it has no such path. */
    static Optional<Payload> entry(Payload archive, String path) {
        try (ZipInputStream zip = new ZipInputStream(archive.open(), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory() && entry.getName().equals(path)) {
                    return Optional.of(Payload.of(read(zip)));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(InputStream in) throws IOException {
        return in.readAllBytes();
    }
}
