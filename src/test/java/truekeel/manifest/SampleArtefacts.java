package truekeel.manifest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes the artefacts of the sample repository: small files in the layouts that Qlik uses. Nothing is compressed, so
 * that the bytes are the same with every Java runtime.
 */
final class SampleArtefacts {
    private static final int PAGE = 512;

    private SampleArtefacts() {}

    /** An app file: its header, then one page-aligned zlib stream of JSON, ended by a NUL, for each part. */
    static byte[] app(String title, String measure) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0xff, (byte) 0xff, 1, 0});
        for (String part : parts(title, measure)) {
            file.writeBytes(new byte[(PAGE - file.size() % PAGE) % PAGE]);
            file.writeBytes(stored(part + "\0"));
        }
        return file.toByteArray();
    }

    private static List<String> parts(String title, String measure) {
        return List.of("""
                {"_resourcetype":"app","qTitle":"%s","description":"","qSavedInProductVersion":"12.1934.0",\
                "qUsage":"ANALYTICS","published":false,"hassectionaccess":false}""".formatted(title), """
                {"qScript":"///$tab Main\\r\\nSales:\\r\\nLOAD * INLINE [Region, Amount\\r\\nNorth, 120\\r\\nSouth, 80\\r\\n];\\r\\n",\
                "qBreakpointList":[],"qFavoriteVariables":[]}""", """
                {"qInfo":{"qId":"m-amount","qType":"measure"},"qMeasure":{"qLabel":"Amount","qDef":"%s"},\
                "qMetaDef":{"title":"Amount"}}""".formatted(measure), """
                {"qInfo":{"qId":"d-region","qType":"dimension"},"qDim":{"qFieldDefs":["Region"]},\
                "qMetaDef":{"title":"Region"}}""", """
                {"qMetaData":{},"qRoot":{"qProperty":{"qInfo":{"qId":"s-overview","qType":"sheet"},\
                "qMetaDef":{"title":"Overview"}},"qChildren":[{"qProperty":{"qInfo":{"qId":"c-amount","qType":"barchart"},\
                "qMetaDef":{"title":"Amount by region"}},"qChildren":[]}]}}""");
    }

    private static byte[] stored(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.NO_COMPRESSION);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    /** The files of an extension by their names. */
    static Map<String, String> extension(String name) {
        return Map.of(name + ".qext", """
                {"name":"%s","description":"Says hello","type":"visualization","version":"1.0.0","author":"Acme","icon":"extension"}
                """.formatted(name), name + ".js", """
                define([], function () {
                  return {
                    paint: function ($element) {
                      $element.text("Hello");
                    }
                  };
                });
                """);
    }

    static byte[] theme(String name) {
        return zip(Map.of(name + ".qext", """
                {"name":"%s","description":"Colours of the house","type":"theme","version":"1.0.0","author":"Acme"}
                """.formatted(name), "theme.json", """
                {"_inherit":true,"_variables":{"@primary":"#005b96"},"dataColors":{"primaryColor":"@primary"}}
                """));
    }

    static byte[] zip(Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
                byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
                CRC32 checksum = new CRC32();
                checksum.update(content);
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
                entry.setSize(content.length);
                entry.setCrc(checksum.getValue());
                zip.putNextEntry(entry);
                zip.write(content);
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
