package truekeel.manifest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import truekeel.model.Artefact;
import truekeel.model.SourceTree;
import truekeel.model.SourceTree.SourceFile;

/**
 * A folder of a tree as a zip whose bytes follow from the names and contents of its files alone: in the order of names,
 * of one time, with the same rights, and not compressed, since compressed bytes differ between versions of zlib. The
 * form is that of PKWARE's appnote 4.5, without extra fields.
 *
 * @param entries in the order of their names
 */
record FolderZip(SourceTree tree, List<Entry> entries) implements InTree {
    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final short STORED_SINCE = 10;
    /** By Unix, so that the rights below are understood. */
    private static final short MADE_BY = (3 << 8) | 20;

    private static final short NAMES_IN_UTF8 = 0x0800;
    /** The first day that a zip can tell: 1 January 1980. */
    private static final short DATE = (1 << 5) | 1;

    private static final int ORDINARY_FILE = 0100644 << 16;

    FolderZip {
        entries = List.copyOf(entries);
    }

    /**
     * One file.
     *
     * @param name within the zip
     * @param size in bytes, below 4 GiB as all of them together
     */
    record Entry(String name, SourceFile file, long crc, long size) {}

    @Override
    public InputStream open() {
        List<Artefact.Content> parts = new ArrayList<>();
        ByteArrayOutputStream central = new ByteArrayOutputStream();
        long offset = 0;
        for (Entry entry : entries) {
            byte[] head = head(entry);
            parts.add(bytes(head));
            parts.add(() -> tree.open(entry.file()));
            central.writeBytes(listed(entry, offset));
            offset += head.length + entry.size();
        }
        int listed = central.size();
        central.writeBytes(end(listed, offset));
        parts.add(bytes(central.toByteArray()));
        return new JoinedStream(parts);
    }

    private static Artefact.Content bytes(byte[] bytes) {
        return () -> new ByteArrayInputStream(bytes);
    }

    private static ByteBuffer into(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** What a file's two heads have in common: from the version that can read it to the length of its name. */
    private static void describe(Entry entry, byte[] name, ByteBuffer head) {
        short now = 0;
        short stored = 0;
        head.putShort(STORED_SINCE)
                .putShort(NAMES_IN_UTF8)
                .putShort(stored)
                .putShort(now)
                .putShort(DATE)
                .putInt((int) entry.crc())
                .putInt((int) entry.size())
                .putInt((int) entry.size())
                .putShort((short) name.length);
    }

    private static byte[] head(Entry entry) {
        byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[30 + name.length];
        ByteBuffer head = into(bytes).putInt(LOCAL);
        describe(entry, name, head);
        head.putShort((short) 0).put(name);
        return bytes;
    }

    private static byte[] listed(Entry entry, long offset) {
        byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[46 + name.length];
        ByteBuffer head = into(bytes).putInt(CENTRAL).putShort(MADE_BY);
        describe(entry, name, head);
        head.putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putInt(ORDINARY_FILE)
                .putInt((int) offset)
                .put(name);
        return bytes;
    }

    private byte[] end(int listed, long offset) {
        short number = (short) entries.size();
        byte[] bytes = new byte[22];
        into(bytes)
                .putInt(END)
                .putInt(0)
                .putShort(number)
                .putShort(number)
                .putInt(listed)
                .putInt((int) offset)
                .putShort((short) 0);
        return bytes;
    }

    @Override
    public Artefact.Content in(SourceTree other) {
        List<Entry> found = new ArrayList<>();
        for (Entry entry : entries) {
            SourceFile file = other.files().get(entry.file().path());
            if (file == null) {
                return this;
            }
            found.add(new Entry(entry.name(), file, entry.crc(), entry.size()));
        }
        return new FolderZip(other, found);
    }
}
