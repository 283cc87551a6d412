package truekeel.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import truekeel.model.Artefact;
import truekeel.model.SourceTree;

/** Reads artefacts as streams, each content once. Thread-safe. */
final class FileContents {
    private static final int CACHED = 50_000;
    /** What a zip may hold when unpacked; Qlik's own limit for extensions is far below. */
    private static final long UNPACKED = 512L << 20;

    private static final int ENTRIES = 20_000;
    private static final int DEFINITION = 1 << 20;
    /** Of a script or style; libraries that are packed with an extension are smaller. */
    private static final int SCANNED = 4 << 20;

    private final BoundedCache<String, FileContent> cache = new BoundedCache<>(CACHED);
    private final BoundedCache<String, Sum> sums = new BoundedCache<>(CACHED);
    private final BoundedCache<String, Set<OutsideNeed>> outside = new BoundedCache<>(CACHED);
    private final ObjectMapper json = new ObjectMapper();

    FileContent of(SourceTree tree, SourceTree.SourceFile file) throws IOException {
        return of(file.contentId(), () -> tree.open(file));
    }

    /** What the content tells; equal ids mean equal contents. */
    FileContent of(String contentId, Artefact.Content content) throws IOException {
        Optional<FileContent> known = cache.find(contentId);
        if (known.isPresent()) {
            return known.get();
        }
        FileContent read = read(content);
        cache.put(contentId, read);
        read.zip().filter(zip -> !zip.outside().isEmpty()).ifPresent(zip -> outside.put(read.md5(), zip.outside()));
        return read;
    }

    /** What the files of a zip that was read load from elsewhere. */
    Set<OutsideNeed> outside(String md5) {
        return outside.find(md5).orElse(Set.of());
    }

    /** What a zip says of a file beforehand. */
    record Sum(long crc, long size) {}

    Sum sum(SourceTree tree, SourceTree.SourceFile file) throws IOException {
        Optional<Sum> known = sums.find(file.contentId());
        if (known.isPresent()) {
            return known.get();
        }
        CRC32 crc = new CRC32();
        long size = 0;
        try (InputStream in = tree.open(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                crc.update(buffer, 0, read);
                size += read;
            }
        }
        Sum sum = new Sum(crc.getValue(), size);
        sums.put(file.contentId(), sum);
        return sum;
    }

    private FileContent read(Artefact.Content content) throws IOException {
        MessageDigest sha256 = digest("SHA-256");
        MessageDigest md5 = digest("MD5");
        byte[] head = new byte[0];
        long size = 0;
        try (InputStream in = content.open()) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.readNBytes(buffer, 0, buffer.length);
                    read > 0;
                    read = in.readNBytes(buffer, 0, buffer.length)) {
                head = size == 0 ? Arrays.copyOf(buffer, Math.min(4, read)) : head;
                sha256.update(buffer, 0, read);
                md5.update(buffer, 0, read);
                size += read;
            }
        }
        HexFormat hex = HexFormat.of();
        String start = hex.formatHex(head);
        Optional<FileContent.Zip> zip = FileContent.isZip(start) ? Optional.of(zip(content)) : Optional.empty();
        return new FileContent(hex.formatHex(sha256.digest()), hex.formatHex(md5.digest()), size, start, zip);
    }

    private FileContent.Zip zip(Artefact.Content content) throws IOException {
        Set<OutsideNeed> needs = new LinkedHashSet<>();
        List<String> definitions = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<String> themeNames = new ArrayList<>();
        Optional<String> problem = Optional.empty();
        try (ZipInputStream in = new ZipInputStream(new BufferedInputStream(content.open()))) {
            long left = UNPACKED;
            int entries = 0;
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String path = entry.getName().toLowerCase(Locale.ROOT);
                if (path.endsWith(".qext")) {
                    definitions.add(entry.getName());
                    name(in).ifPresent(names::add);
                } else if (path.equals("theme.json") || path.endsWith("/theme.json")) {
                    name(in).ifPresent(themeNames::add);
                } else if (OutsideScan.looksInto(path)) {
                    byte[] text = in.readNBytes(SCANNED);
                    left -= text.length;
                    needs.addAll(OutsideScan.of(entry.getName(), new String(text, StandardCharsets.UTF_8)));
                }
                left -= drain(in, left);
                if (left <= 0 || ++entries > ENTRIES) {
                    problem = Optional.of("it unpacks to more than Truekeel is willing to look at");
                    break;
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            problem = Optional.of("it cannot be unpacked");
        }
        return new FileContent.Zip(problem, definitions, names.isEmpty() ? themeNames : names, needs);
    }

    private Optional<String> name(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(DEFINITION);
        try {
            JsonNode name = json.readTree(bytes).path("name");
            return name.isTextual() ? Optional.of(name.asText()) : Optional.empty();
        } catch (com.fasterxml.jackson.core.JacksonException notJson) {
            return Optional.empty();
        }
    }

    private static long drain(InputStream in, long left) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long drained = 0;
        for (int read = in.read(buffer); read >= 0 && drained < left; read = in.read(buffer)) {
            drained += read;
        }
        return drained;
    }

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has " + name + ". This is a bug in Truekeel.", e);
        }
    }
}
