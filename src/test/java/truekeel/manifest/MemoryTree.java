package truekeel.manifest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import truekeel.model.Revision;
import truekeel.model.SourceTree;

/** A tree of files that a test makes up, and a record of what was opened. */
final class MemoryTree implements SourceTree {
    private final SortedMap<String, SourceFile> files = new TreeMap<>();
    private final SortedMap<String, byte[]> contents = new TreeMap<>();
    final List<String> opened = new ArrayList<>();

    MemoryTree with(String path, String text) {
        return with(path, text.getBytes(StandardCharsets.UTF_8));
    }

    MemoryTree with(String path, byte[] bytes) {
        contents.put(path, bytes);
        String id = Integer.toHexString(Arrays.hashCode(bytes)) + "-" + bytes.length;
        files.put(path, new SourceFile(path, id, bytes.length, Nature.REGULAR));
        return this;
    }

    MemoryTree withLink(String path, Nature nature) {
        contents.put(path, new byte[0]);
        files.put(path, new SourceFile(path, "link", 0, nature));
        return this;
    }

    /** Claims a size that the bytes do not have. */
    MemoryTree withSize(String path, long size) {
        files.put(path, new SourceFile(path, "huge", size, Nature.REGULAR));
        return this;
    }

    /** The file stays listed, but opening it fails. */
    void lose(String path) {
        contents.remove(path);
    }

    byte[] bytes(String path) {
        return contents.getOrDefault(path, new byte[0]);
    }

    /** Lays the files of another tree over these. */
    MemoryTree with(MemoryTree above) {
        above.files.forEach((path, file) -> {
            files.put(path, file);
            contents.put(path, above.bytes(path));
        });
        return this;
    }

    MemoryTree without(String path) {
        files.remove(path);
        return this;
    }

    /** Every file below a folder, by its path from there. */
    static MemoryTree of(Path folder) {
        MemoryTree tree = new MemoryTree();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                tree.with(folder.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tree;
    }

    @Override
    public Revision revision() {
        return new Revision("folder-test");
    }

    @Override
    public SortedMap<String, SourceFile> files() {
        return files;
    }

    @Override
    public InputStream open(SourceFile file) throws IOException {
        opened.add(file.path());
        byte[] bytes = contents.get(file.path());
        if (bytes == null) {
            throw new IOException("There is no content for " + file.path());
        }
        return new ByteArrayInputStream(bytes);
    }
}
