package truekeel.manifest;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import truekeel.model.FieldPath;
import truekeel.model.Finding;
import truekeel.model.FindingCode;
import truekeel.model.Position;
import truekeel.model.SealedFile;
import truekeel.model.SealedFile.Envelope;
import truekeel.model.SealedFile.Leaf;
import truekeel.model.SealedFile.WrappedKey;
import truekeel.model.Value;

/**
 * What a SOPS file says without a key: its metadata, and each value with whether it is encrypted. Values never get into
 * a message. Source: the file format of SOPS 3 (getsops.io, "Encryption Protocol").
 */
final class SealedDocument {
    private static final String METADATA = "sops";
    private static final Pattern ENCRYPTED =
            Pattern.compile("ENC\\[AES256_GCM,data:[^,\\]]*,iv:[^,\\]]+,tag:[^,\\]]+,type:[a-z]+]");
    /** Of Go's time format RFC3339, in which SOPS binds the seal to the time: no fraction, Z for UTC. */
    private static final DateTimeFormatter GO_RFC3339 = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX");

    private static final List<String> OTHERS = List.of("kms", "gcp_kms", "azure_kv", "hc_vault", "hckms", "pgp");

    private final SealedRule rule;
    private final List<Leaf> leaves = new ArrayList<>();

    private SealedDocument(SealedRule rule) {
        this.rule = rule;
    }

    /** Ends the reading with a finding. */
    static final class Invalid extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Finding finding;

        Invalid(FindingCode code, Position position, String message, String hint) {
            super(code.name());
            this.finding = Finding.error(code, position, message, hint);
        }
    }

    static SealedFile read(String path, Position start, Node root) {
        try {
            if (!(root instanceof Node.Entries document)) {
                throw new Invalid(FindingCode.SOPS_INVALID, start, "A SOPS file holds names and their values.", "");
            }
            if (!(document.get(METADATA).orElse(null) instanceof Node.Entries metadata)) {
                throw new Invalid(
                        FindingCode.SOPS_NOT_ENCRYPTED,
                        start,
                        "The file has no block 'sops', so nothing in it is encrypted.",
                        "Encrypt it with 'sops --encrypt --in-place', and change every secret that was in it: whoever"
                                + " can read the repository has them.");
            }
            Envelope envelope = envelope(metadata);
            SealedDocument reading = new SealedDocument(SealedRule.of(metadata));
            for (var entry : document.entries().entrySet()) {
                if (!entry.getKey().equals(METADATA)) {
                    reading.walk(List.of(entry.getKey()), entry.getValue().node(), true);
                }
            }
            return new SealedFile(path, Optional.empty(), envelope, reading.leaves);
        } catch (Invalid invalid) {
            return SealedFile.broken(path, invalid.finding);
        }
    }

    private static Envelope envelope(Node.Entries metadata) throws Invalid {
        if (isFilled(metadata, "key_groups") || isSet(metadata, "shamir_threshold")) {
            throw new Invalid(
                    FindingCode.SOPS_RECIPIENTS,
                    metadata.valueAt(FieldPath.parse("/key_groups")),
                    "The file splits its data key over key groups, which Truekeel cannot put together.",
                    "Use one group with age recipients.");
        }
        List<WrappedKey> keys = keys(metadata);
        String mac = metadata.text("mac").orElse("");
        if (mac.isEmpty()) {
            throw new Invalid(
                    FindingCode.SOPS_MAC_MISSING,
                    metadata.position(),
                    "The file has no seal (mac), so nobody can tell whether values were swapped or removed.",
                    "Write the file anew with sops.");
        }
        if (!ENCRYPTED.matcher(mac).matches()) {
            throw new Invalid(
                    FindingCode.SOPS_INVALID,
                    metadata.position(),
                    "The seal (mac) of the file is not in the form that SOPS writes.",
                    "Write the file anew with sops.");
        }
        boolean onlyEncrypted = metadata.get("mac_only_encrypted")
                .map(Node::value)
                .filter(Value.flag(true)::equals)
                .isPresent();
        return new Envelope(keys, mac, time(metadata), onlyEncrypted);
    }

    private static List<WrappedKey> keys(Node.Entries metadata) throws Invalid {
        List<WrappedKey> keys = new ArrayList<>();
        if (metadata.get("age").orElse(null) instanceof Node.Many list) {
            for (Node item : list.items()) {
                if (item instanceof Node.Entries key && key.text("enc").isPresent()) {
                    keys.add(new WrappedKey(
                            key.text("recipient").orElse("?"), key.text("enc").get()));
                }
            }
        }
        if (keys.isEmpty()) {
            List<String> others =
                    OTHERS.stream().filter(other -> isFilled(metadata, other)).toList();
            throw new Invalid(
                    FindingCode.SOPS_RECIPIENTS,
                    metadata.position(),
                    "The file has no age recipient"
                            + (others.isEmpty() ? "." : ", only " + String.join(", ", others) + "."),
                    "Add the age recipient of the daemon: 'sops rotate --add-age age1… --in-place'.");
        }
        return keys;
    }

    private static String time(Node.Entries metadata) throws Invalid {
        try {
            return GO_RFC3339.format(
                    OffsetDateTime.parse(metadata.text("lastmodified").orElse("")));
        } catch (DateTimeException wrong) {
            throw new Invalid(
                    FindingCode.SOPS_INVALID,
                    metadata.position(),
                    "The time of the last change (lastmodified) is not in the form that SOPS writes.",
                    "Write the file anew with sops.");
        }
    }

    private static boolean isFilled(Node.Entries metadata, String key) {
        return metadata.get(key).orElse(null) instanceof Node.Many list
                && !list.items().isEmpty();
    }

    private static boolean isSet(Node.Entries metadata, String key) {
        return metadata.get(key)
                .map(Node::value)
                .filter(value -> !value.isNull() && !value.equals(Value.number(0)))
                .isPresent();
    }

    private void walk(List<String> path, Node node, boolean named) throws Invalid {
        if (node instanceof Node.Entries map) {
            for (var entry : map.entries().entrySet()) {
                List<String> longer = new ArrayList<>(path);
                longer.add(entry.getKey());
                walk(longer, entry.getValue().node(), false);
            }
        } else if (node instanceof Node.Many list) {
            for (Node item : list.items()) {
                walk(path, item, false);
            }
        } else if (!node.value().isNull()) {
            leaves.add(leaf(path, node, named));
        }
    }

    private Leaf leaf(List<String> path, Node node, boolean named) throws Invalid {
        Value value = node.value();
        String text = value instanceof Value.Flag flag ? (flag.value() ? "True" : "False") : value.toString();
        boolean encrypted = rule.encrypts(path);
        if (encrypted
                && !text.isEmpty()
                && !(value instanceof Value.Text && ENCRYPTED.matcher(text).matches())) {
            throw new Invalid(
                    FindingCode.SOPS_NOT_ENCRYPTED,
                    node.position(),
                    "The value of '" + String.join(".", path) + "' stands in clear, or is not in the form that SOPS"
                            + " writes.",
                    "Edit the file with sops. Change the secret if it was in clear: whoever can read the repository has"
                            + " it.");
        }
        return new Leaf(path, text, encrypted, named);
    }
}
