package truekeel;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the program begins: the daemon and the demo run in the container, every other command without it. */
@QuarkusMain
public final class Main {
    private static final int FAILED = 1;

    private Main() {}

    public static void main(String... args) {
        List<String> words = Configuration.takeProperties(args);
        String command =
                words.stream().filter(word -> !word.startsWith("-")).findFirst().orElse("run");
        boolean asksForHelp = Stream.of("-h", "--help", "-V", "--version").anyMatch(words::contains);
        boolean serves = !asksForHelp && (command.equals("run") || command.equals("demo"));
        try {
            Optional<Integer> ended = serves ? Commands.check(words) : Optional.of(Commands.execute(words));
            if (ended.isPresent()) {
                System.exit(ended.get());
            }
            if (command.equals("demo")) {
                Demo.begin(Configuration.load());
            }
            serve(Configuration.load());
        } catch (IOException | RuntimeException failed) {
            System.err.println("truekeel: " + failed.getMessage());
            System.exit(FAILED);
        }
    }

    private static void serve(TruekeelConfig config) throws IOException {
        String host = config.auth().mode() == TruekeelConfig.Auth.Mode.NONE ? "127.0.0.1" : "0.0.0.0";
        setDefault("quarkus.http.host", host);
        setDefault("quarkus.management.host", host);
        setDefault(
                "quarkus.oidc.tenant-enabled", Boolean.toString(config.auth().mode() == TruekeelConfig.Auth.Mode.OIDC));
        Daemon daemon = Daemon.prepare(config);
        Demo.running().ifPresent(demo -> {
            demo.introduce();
            daemon.events().add(demo);
        });
        Quarkus.run();
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
