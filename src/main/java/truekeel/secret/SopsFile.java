package truekeel.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import truekeel.model.SealedFile;
import truekeel.model.SealedFile.Leaf;
import truekeel.model.SealedFile.WrappedKey;

/**
 * Opens a SOPS file: an age-wrapped data key, AES-256-GCM for each value bound to the keys that lead to it, and a seal
 * over all values. No value is handed out before the seal was checked. Source: the file format of SOPS 3 (getsops.io,
 * "Encryption Protocol").
 */
final class SopsFile {
    private static final Pattern VALUE =
            Pattern.compile("ENC\\[AES256_GCM,data:([^,\\]]*),iv:([^,\\]]+),tag:([^,\\]]+),type:([a-z]+)]");
    private static final int KEY_BYTES = 32;
    private static final int TAG_BYTES = 16;

    private final SealedFile file;
    private final SecretKeySpec key;

    private SopsFile(SealedFile file, byte[] dataKey) {
        this.file = file;
        this.key = new SecretKeySpec(dataKey, "AES");
    }

    /**
     * The value of a key at the top.
     *
     * @throws SecretException {@code SOPS_KEY_WRONG} when no identity opens the file, {@code SOPS_TAMPERED} when it was
     *     changed by other means than SOPS
     */
    static String open(SealedFile file, AgeIdentities identities, String name) {
        byte[] dataKey = file.envelope().keys().stream()
                .map(WrappedKey::armored)
                .map(identities::open)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> wrongKey(file));
        if (dataKey.length != KEY_BYTES) {
            throw tampered(file, "its data key has the wrong length");
        }
        return new SopsFile(file, dataKey).read(name);
    }

    private static SecretException wrongKey(SealedFile file) {
        List<String> recipients =
                file.envelope().keys().stream().map(WrappedKey::recipient).toList();
        return new SecretException(
                SecretCode.SOPS_KEY_WRONG,
                "No identity of truekeel.secrets.age-key-file opens " + file.path() + ". It is encrypted for "
                        + String.join(", ", recipients)
                        + ". Add an identity of one of them, or encrypt it for another recipient with 'sops"
                        + " updatekeys'.");
    }

    private static SecretException tampered(SealedFile file, String how) {
        return new SecretException(
                SecretCode.SOPS_TAMPERED,
                "The SOPS file " + file.path() + " was changed by other means than sops: " + how
                        + ". No secret of it is used. Find out who changed it, and write it anew with sops.");
    }

    private String read(String name) {
        MessageDigest seal = digest("SHA-512");
        if (file.envelope().onlyEncrypted()) {
            seal.update(digest("SHA-256").digest("sops".getBytes(StandardCharsets.US_ASCII)));
        }
        Optional<byte[]> wanted = Optional.empty();
        for (Leaf leaf : file.leaves()) {
            Opened opened = leaf.encrypted() ? decrypt(leaf) : new Opened(bytes(leaf.text()), false);
            if (!opened.comment && (leaf.encrypted() || !file.envelope().onlyEncrypted())) {
                seal.update(opened.bytes);
            }
            if (leaf.named() && leaf.path().get(0).equals(name)) {
                wanted = Optional.of(opened.bytes);
            }
        }
        check(HexFormat.of().withUpperCase().formatHex(seal.digest()));
        return new String(wanted.orElseThrow(), StandardCharsets.UTF_8);
    }

    private void check(String computed) {
        byte[] recorded = decrypt(file.envelope().mac(), file.envelope().time())
                .orElseThrow(() -> tampered(file, "its seal (mac) cannot be opened"))
                .bytes;
        if (!MessageDigest.isEqual(recorded, bytes(computed))) {
            throw tampered(file, "its seal (mac) is not that of its values");
        }
    }

    /** A value's bytes; comments are not part of the seal. */
    private static final class Opened {
        private final byte[] bytes;
        private final boolean comment;

        private Opened(byte[] bytes, boolean comment) {
            this.bytes = bytes;
            this.comment = comment;
        }
    }

    private Opened decrypt(Leaf leaf) {
        if (leaf.text().isEmpty()) {
            return new Opened(new byte[0], false);
        }
        return decrypt(leaf.text(), String.join(":", leaf.path()) + ":")
                .orElseThrow(() -> tampered(
                        file, "the value of '" + String.join(".", leaf.path()) + "' does not belong to its place"));
    }

    private Optional<Opened> decrypt(String text, String place) {
        Matcher value = VALUE.matcher(text);
        if (!value.matches()) {
            return Optional.empty();
        }
        try {
            Base64.Decoder base64 = Base64.getDecoder();
            byte[] tag = base64.decode(value.group(3));
            if (tag.length != TAG_BYTES) {
                return Optional.empty();
            }
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * 8, base64.decode(value.group(2))));
            cipher.updateAAD(bytes(place));
            byte[] data = base64.decode(value.group(1));
            byte[] sealed = Arrays.copyOf(data, data.length + TAG_BYTES);
            System.arraycopy(tag, 0, sealed, data.length, TAG_BYTES);
            byte[] clear = cipher.doFinal(sealed);
            return Optional.of(new Opened(clear, value.group(4).equals("comment")));
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has " + algorithm + ". This is a bug in Truekeel.", impossible);
        }
    }
}
