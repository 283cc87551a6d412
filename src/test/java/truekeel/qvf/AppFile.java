package truekeel.qvf;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;

/** Makes app files: a header, then page-aligned zlib streams of JSON ended by a NUL, with binary streams between. */
public final class AppFile {
    private static final int PAGE = 512;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<byte[]> streams = new ArrayList<>();
    private final List<String> userVariables = new ArrayList<>();
    private long seed = 7;

    /** A file of an app with that title. */
    public static AppFile of(String title) {
        ObjectNode app = JSON.createObjectNode()
                .put("qTitle", title)
                .put("qLastReloadTime", "2026-01-01T00:00:00.000Z")
                .put("description", "Made by a test")
                .put("_resourcetype", "app");
        return new AppFile().block(app.toString());
    }

    public AppFile script(String... lines) {
        ObjectNode script = JSON.createObjectNode().put("qScript", String.join("\r\n", lines) + "\r\n");
        script.putArray("qBreakpointList");
        return block(script.toString());
    }

    public AppFile measure(String id, String title, String expression) {
        return block("""
                {"qInfo":{"qId":"%s","qType":"measure"},"qMeasure":{"qLabel":"%s","qDef":"%s"},\
                "qMetaDef":{"title":"%s"}}""".formatted(id, title, expression, title));
    }

    public AppFile dimension(String id, String title, String field) {
        return block("""
                {"qInfo":{"qId":"%s","qType":"dimension"},"qDim":{"qFieldDefs":["%s"]},\
                "qMetaDef":{"title":"%s"},"allFields":["%s"]}""".formatted(id, field, title, ++seed));
    }

    /** The charts are given as {@code id:type:title}. */
    public AppFile sheet(String id, String title, String... charts) {
        List<String> children = new ArrayList<>();
        for (String chart : charts) {
            String[] part = chart.split(":", -1);
            children.add("""
                    {"qProperty":{"qInfo":{"qId":"%s","qType":"%s"},"qMetaDef":{},"title":"%s"},"qChildren":[]}""".formatted(part[0], part[1], part[2]));
        }
        return block("""
                {"qMetaData":{"qType":"sheet"},"qRoot":{"qProperty":{"qInfo":{"qId":"%s","qType":"sheet"},\
                "qMetaDef":{"title":"%s","description":""},"thumbnail":{"n":%d},"columns":24},"qChildren":[%s]}}""".formatted(id, title, ++seed, String.join(",", children)));
    }

    public AppFile variable(String id, String name, String definition) {
        userVariables.add("""
                {"qProperties":{"qInfo":{"qId":"%s","qType":"variable"},"qName":"%s","qDefinition":"%s"}}""".formatted(id, name, definition));
        return this;
    }

    /** A stream of the data model. */
    public AppFile data(int bytes) {
        byte[] content = new byte[bytes];
        new Random(++seed).nextBytes(content);
        content[0] = 0;
        streams.add(deflated(content));
        return this;
    }

    /** A stream of this JSON. */
    public AppFile block(String json) {
        streams.add(deflated((json + "\0").getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    /** Bytes between the streams. */
    public AppFile raw(byte[] bytes) {
        streams.add(bytes);
        return this;
    }

    public byte[] bytes() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0xff, (byte) 0xff, 1, 0});
        List<byte[]> all = new ArrayList<>(streams);
        all.add(deflated("""
                {"qId":"qvapp_variablelist","qEntryList":[{"qValue":%d,"qIsScriptCreated":true,"qProperties":\
                {"qInfo":{"qId":"sv","qType":"variable"},"qName":"ErrorMode"}}]}\0""".formatted(seed).getBytes(StandardCharsets.UTF_8)));
        all.add(deflated(("{\"qId\":\"user_variablelist\",\"qEntryList\":[" + String.join(",", userVariables) + "]}\0")
                .getBytes(StandardCharsets.UTF_8)));
        for (byte[] stream : all) {
            file.writeBytes(new byte[(PAGE - file.size() % PAGE) % PAGE]);
            file.writeBytes(stream);
        }
        return file.toByteArray();
    }

    static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(content);
            deflater.finish();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] buffer = new byte[1 << 16];
            while (!deflater.finished()) {
                bytes.write(buffer, 0, deflater.deflate(buffer));
            }
            return bytes.toByteArray();
        } finally {
            deflater.end();
        }
    }
}
