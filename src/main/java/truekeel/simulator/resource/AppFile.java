package truekeel.simulator.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * What the service reads out of an app file on import: title, description, time of the last reload and load script. Any
 * bytes are an app file; one in which no block of text is found has empty values.
 */
record AppFile(String title, String description, String lastReload, String script) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Blocks lie near the start of real files; reading on would cost seconds per import and find data only. */
    private static final long SCANNED = 32L << 20;

    private static final int BLOCK = 1 << 20;
    private static final int TEXT = 4 << 20;

    static final AppFile UNREADABLE = new AppFile("", "", "", "");

    /** Reads at most 32 MiB of {@code content} and closes it. */
    static AppFile read(InputStream content) throws IOException {
        AppFile found = UNREADABLE;
        try (InputStream in = new BufferedInputStream(content, 1 << 16)) {
            long at = 0;
            int previous = in.read();
            while (previous >= 0 && at < SCANNED) {
                at++;
                if (previous != 0x78) {
                    previous = in.read();
                    continue;
                }
                in.mark(BLOCK + 2);
                int flags = in.read();
                Optional<Block> block = isZlib(flags) ? inflate(in, flags) : Optional.empty();
                in.reset();
                if (block.isPresent()) {
                    in.skipNBytes(block.get().length() - 1);
                    at += block.get().length() - 1;
                    found = found.with(block.get().text());
                }
                previous = in.read();
            }
        }
        return found;
    }

    /** The bytes of an app made inside the service, with nothing in it but its name; equal for equal names. */
    static byte[] empty(String name, String description) {
        ObjectNode app = JSON.createObjectNode();
        app.put("_resourcetype", "app").put("qTitle", name).put("description", description);
        byte[] text = (app + "\0").getBytes(StandardCharsets.UTF_8);
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(text);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(0xff);
            out.write(0xff);
            out.write(1);
            out.write(0);
            byte[] buffer = new byte[4096];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static boolean isZlib(int flags) {
        return flags == 0x01 || flags == 0x5e || flags == 0x9c || flags == 0xda;
    }

    private record Block(int length, String text) {}

    private static Optional<Block> inflate(InputStream in, int flags) throws IOException {
        Inflater inflater = new Inflater();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        byte[] input = new byte[4096];
        byte[] output = new byte[8192];
        try {
            input[0] = 0x78;
            input[1] = (byte) flags;
            inflater.setInput(input, 0, 2);
            int fed = 2;
            while (!inflater.finished()) {
                int count = inflater.inflate(output);
                text.write(output, 0, count);
                if (text.size() > TEXT || inflater.needsDictionary()) {
                    return Optional.empty();
                }
                if (count == 0 && inflater.needsInput()) {
                    int read = fed >= BLOCK ? -1 : in.read(input, 0, Math.min(input.length, BLOCK - fed));
                    if (read < 0) {
                        return Optional.empty();
                    }
                    fed += read;
                    inflater.setInput(input, 0, read);
                }
            }
            return Optional.of(new Block((int) inflater.getBytesRead(), text.toString(StandardCharsets.UTF_8)));
        } catch (DataFormatException notAStream) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }

    private AppFile with(String text) {
        if (!text.startsWith("{")) {
            return this;
        }
        try {
            JsonNode block = JSON.readTree(text.endsWith("\0") ? text.substring(0, text.length() - 1) : text);
            if (block.has("qTitle") && title.isEmpty()) {
                return new AppFile(
                        block.path("qTitle").asText(),
                        block.path("description").asText(),
                        block.path("qLastReloadTime").asText(),
                        script);
            }
            if (block.has("qScript") && script.isEmpty()) {
                return new AppFile(
                        title, description, lastReload, block.path("qScript").asText());
            }
            return this;
        } catch (JsonProcessingException notJson) {
            return this;
        }
    }
}
