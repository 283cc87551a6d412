package truekeel.git;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.jspecify.annotations.Nullable;

/** The host keys that the settings pin; every other key is refused and remembered for the message. */
final class PinnedHosts implements ServerKeyDatabase {
    private static final int SSH_PORT = 22;

    private final List<Pin> pins;
    private volatile Optional<String> refused = Optional.empty();

    private record Pin(KnownHostEntry host, PublicKey key) {}

    private PinnedHosts(List<Pin> pins) {
        this.pins = List.copyOf(pins);
    }

    /** Throws {@link GitException} {@code CONFIGURATION} for a line that is not of a {@code known_hosts} file. */
    static PinnedHosts parse(List<String> knownHosts) throws GitException {
        List<Pin> pins = new ArrayList<>();
        for (String line : knownHosts) {
            try {
                KnownHostEntry host = KnownHostEntry.parseKnownHostEntry(line);
                pins.add(new Pin(host, host.getKeyEntry().resolvePublicKey(null, PublicKeyEntryResolver.FAILING)));
            } catch (IOException | GeneralSecurityException | RuntimeException e) {
                throw new GitException(
                        GitCode.CONFIGURATION,
                        "Line " + (pins.size() + 1) + " of Git's known hosts cannot be read. Take lines from"
                                + " ssh-keyscan, and compare their fingerprints with those the host publishes.",
                        e);
            }
        }
        return new PinnedHosts(pins);
    }

    @Override
    public List<PublicKey> lookup(String address, InetSocketAddress remote, Configuration config) {
        return pins.stream()
                .filter(pin -> isOf(pin, address, remote))
                .map(Pin::key)
                .toList();
    }

    @Override
    public boolean accept(
            String address,
            InetSocketAddress remote,
            PublicKey key,
            Configuration config,
            @Nullable CredentialsProvider provider) {
        boolean pinned = lookup(address, remote, config).stream().anyMatch(known -> KeyUtils.compareKeys(known, key));
        refused =
                pinned ? Optional.empty() : Optional.of(KeyUtils.getKeyType(key) + " " + KeyUtils.getFingerPrint(key));
        return pinned;
    }

    /** Type and fingerprint of the key that was refused last. */
    Optional<String> refused() {
        return refused;
    }

    void forgetRefused() {
        refused = Optional.empty();
    }

    private static boolean isOf(Pin pin, String address, InetSocketAddress remote) {
        // The address reads "host" or "[host]:port", as in a known_hosts file.
        String host = address;
        int port = remote.getPort();
        if (address.startsWith("[")) {
            int end = address.indexOf(']');
            host = address.substring(1, end);
            port = address.length() > end + 2 ? Integer.parseInt(address.substring(end + 2)) : SSH_PORT;
        }
        return pin.host().isHostMatch(host, port);
    }
}
