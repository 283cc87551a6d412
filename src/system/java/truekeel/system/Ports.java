package truekeel.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

/** Ports of this machine's loopback. */
final class Ports {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Ports() {}

    static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /** Waits until somebody listens there; fails at once when the process that should has ended. */
    static void awaitListener(int port, Process process, String what) {
        Eventually.get(what, PATIENCE, () -> {
            if (!process.isAlive()) {
                throw new AssertionError("it ended with code " + process.exitValue());
            }
            return listens(port) ? Optional.of(true) : Optional.empty();
        });
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
