package truekeel.secret;

import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.armor.ArmoredEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes SOPS files as SOPS does: a second reading of the format, which shares nothing with the one under test. A
 * system test lets a third party open what it writes.
 */
public final class SopsWriter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TIME = "2026-11-20T08:00:00Z";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final List<String> recipients;
    private final Function<byte[], List<String>> wrapper;
    private final byte[] dataKey = random(32);
    private final Map<String, Object> more = new LinkedHashMap<>();
    private Predicate<String> leftClear = key -> key.endsWith("_unencrypted");
    private boolean onlyEncrypted;
    private MessageDigest seal = digest("SHA-512");

    /** @param wrapper gives the data key as an armored age file for each recipient */
    public SopsWriter(List<String> recipients, Function<byte[], List<String>> wrapper) {
        this.recipients = recipients;
        this.wrapper = wrapper;
        more.put("unencrypted_suffix", "_unencrypted");
    }

    /** For these recipients ({@code age1…}). */
    public static SopsWriter of(String... recipients) {
        return new SopsWriter(List.of(recipients), key -> Arrays.stream(recipients)
                .map(recipient -> wrapped(key, recipient))
                .toList());
    }

    /** Chooses by another rule of the metadata, {@code leftClear} being what the rule says of a single key. */
    SopsWriter ruled(String rule, String text, Predicate<String> leftAsItIs) {
        more.remove("unencrypted_suffix");
        more.put(rule, text);
        leftClear = leftAsItIs;
        return this;
    }

    SopsWriter sealingOnlyEncrypted() {
        onlyEncrypted = true;
        more.put("mac_only_encrypted", true);
        return this;
    }

    /** With a comment in clear and an encrypted one at the head. */
    public String yaml(Map<String, Object> tree) {
        try {
            return "# written by a test\n#" + encrypted("a comment", "comment", "") + "\n"
                    + new YAMLMapper().writeValueAsString(document(tree));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Indented by tabs. */
    public String json(Map<String, Object> tree) {
        DefaultIndenter tabs = new DefaultIndenter("\t", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(tabs);
        printer.indentArraysWith(tabs);
        try {
            return JSON.writer(printer).with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(document(tree));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> document(Map<String, Object> tree) {
        seal = digest("SHA-512");
        if (onlyEncrypted) {
            seal.update(HexFormat.of().parseHex("8a3fd2ad54ce66527b1034f3d147be0b0b975b3bf44f72c6fdadec8176f27d69"));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        tree.forEach((key, value) -> document.put(key, sealed(value, List.of(key))));
        Map<String, Object> metadata = new LinkedHashMap<>();
        List<Map<String, String>> keys = new ArrayList<>();
        List<String> wrapped = wrapper.apply(dataKey);
        for (int i = 0; i < recipients.size(); i++) {
            keys.add(Map.of("recipient", recipients.get(i), "enc", wrapped.get(i)));
        }
        metadata.put("kms", List.of());
        metadata.put("age", keys);
        metadata.put("lastmodified", TIME);
        metadata.put("mac", encrypted(HexFormat.of().withUpperCase().formatHex(seal.digest()), "str", TIME));
        metadata.putAll(more);
        metadata.put("version", "3.9.4");
        document.put("sops", metadata);
        return document;
    }

    private Object sealed(Object value, List<String> path) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> inner = new LinkedHashMap<>();
            map.forEach((key, part) -> {
                List<String> longer = new ArrayList<>(path);
                longer.add((String) key);
                inner.put((String) key, part == NOTHING ? null : sealed(part, longer));
            });
            return inner;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(part -> sealed(part, path)).toList();
        }
        boolean clear = path.stream().anyMatch(leftClear);
        String text = value instanceof Boolean flag ? (flag ? "True" : "False") : value.toString();
        if (!clear || !onlyEncrypted) {
            seal.update(text.getBytes(StandardCharsets.UTF_8));
        }
        return clear || text.isEmpty() ? value : encrypted(text, type(value), String.join(":", path) + ":");
    }

    /** A null inside of a map, which SOPS leaves as it is. */
    static final Object NOTHING = new Object();

    private static String type(Object value) {
        return value instanceof Integer
                ? "int"
                : value instanceof Double ? "float" : value instanceof Boolean ? "bool" : "str";
    }

    private String encrypted(String text, String type, String place) {
        try {
            byte[] iv = random(32);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(dataKey, "AES"), new GCMParameterSpec(128, iv));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            byte[] both = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
            int end = both.length - 16;
            return "ENC[AES256_GCM,data:" + base64(Arrays.copyOf(both, end)) + ",iv:" + base64(iv) + ",tag:"
                    + base64(Arrays.copyOfRange(both, end, both.length)) + ",type:" + type + "]";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String wrapped(byte[] key, String recipient) {
        try {
            RecipientStanzaWriter stanza = X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (WritableByteChannel channel = new ArmoredEncryptingChannelFactory()
                    .newEncryptingChannel(Channels.newChannel(out), List.of(stanza))) {
                channel.write(ByteBuffer.wrap(key));
            }
            return out.toString(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
