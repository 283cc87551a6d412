package truekeel.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code truekeel simulator}. */
@Command(
        name = "simulator",
        description = {
            "Serves a simulated Qlik Cloud on loopback until Ctrl-C: many tenants, chosen by the Host header.",
            "Its control API is below /__sim on any host: tenants, state, requests, faults, clock, ca.pem."
        },
        footer = {
            "  truekeel simulator --port 8090",
            "  truekeel simulator --port 8090 --tls-port 8453 --seed seeds --latency 80ms --rate-limits on",
            "  curl -X POST http://127.0.0.1:8090/__sim/tenants -H 'content-type: application/json' \\",
            "       -d '{\"hostname\": \"acme.us.qlikcloud.com\", \"region\": \"us\"}'"
        })
final class SimulatorCommand implements Callable<Integer> {
    private final Toolbox toolbox;
    private final Screen screen;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8090",
            description = "The port of HTTP, 0 for a free one; ${DEFAULT-VALUE} unless given.")
    private int port;

    @Option(
            names = "--tls-port",
            paramLabel = "PORT",
            description = "The port of HTTPS, 0 for a free one; without it there is no TLS.")
    private Optional<Integer> tlsPort = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "DIR",
            description = "A folder with one <hostname>.json per tenant and an optional credentials.json.")
    private Optional<Path> seed = Optional.empty();

    @Option(
            names = "--latency",
            paramLabel = "TIME",
            defaultValue = "0ms",
            converter = Millis.class,
            description = "Added to every answer, such as 80ms.")
    private Duration latency = Duration.ZERO;

    @Option(
            names = "--rate-limits",
            paramLabel = "on|off",
            arity = "1",
            defaultValue = "off",
            converter = OnOff.class,
            description = "Whether Qlik's rate limits hold; ${DEFAULT-VALUE} unless given.")
    private boolean rateLimits;

    SimulatorCommand(Toolbox toolbox, Screen screen) {
        this.toolbox = toolbox;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        OptionalInt tls = tlsPort.isPresent() ? OptionalInt.of(tlsPort.get()) : OptionalInt.empty();
        checkPort("--port", OptionalInt.of(port));
        checkPort("--tls-port", tls);
        SimulatorLauncher.Running running;
        try {
            running = toolbox.simulator().start(new SimulatorLauncher.Wish(port, tls, seed, latency, rateLimits));
        } catch (IllegalStateException taken) {
            throw new IllegalArgumentException(taken.getMessage() + " Choose another one.", taken);
        }
        introduce(running);
        try {
            running.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.OK.number();
    }

    private static void checkPort(String option, OptionalInt port) {
        if (port.isPresent() && (port.getAsInt() < 0 || port.getAsInt() > 65_535)) {
            throw new UsageException(option + " is a number from 0 to 65535.");
        }
    }

    private void introduce(SimulatorLauncher.Running running) {
        StringBuilder text = new StringBuilder();
        text.append("Simulated Qlik Cloud at ").append(running.url()).append('\n');
        running.tlsUrl().ifPresent(url -> text.append("with TLS at ")
                .append(url)
                .append(", signed by the CA at ")
                .append(running.url())
                .append("/__sim/ca.pem\n"));
        text.append("client      sim-client with secret sim-secret; more in the seed's credentials.json\n");
        text.append("tenants     ")
                .append(running.tenants().isEmpty() ? "none yet" : String.join(", ", running.tenants()))
                .append("; POST ")
                .append(running.url())
                .append("/__sim/tenants makes one\n");
        text.append("requests    ").append(running.url()).append("/__sim/requests\n");
        text.append("truekeel    --truekeel.qlik.route=").append(running.url()).append('\n');
        text.append("Ctrl-C ends it.\n");
        Printer.text(screen, text.toString());
    }

    /** Reads {@code 80ms}, {@code 2s} or an ISO 8601 duration. */
    static final class Millis implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            String plain = text.strip().toLowerCase(Locale.ROOT);
            try {
                Duration read = plain.endsWith("ms")
                        ? Duration.ofMillis(Long.parseLong(plain.substring(0, plain.length() - 2)))
                        : Duration.parse(plain.startsWith("p") ? plain : "pt" + plain);
                if (!read.isNegative()) {
                    return read;
                }
            } catch (DateTimeParseException | NumberFormatException malformed) {
                throw new TypeConversionException("'" + text + "' is no time; write 80ms or 2s.");
            }
            throw new TypeConversionException("'" + text + "' is negative; write 80ms or 2s.");
        }
    }

    /** Reads {@code on} or {@code off}. */
    static final class OnOff implements ITypeConverter<Boolean> {
        @Override
        public Boolean convert(String text) {
            return switch (text) {
                case "on", "true" -> true;
                case "off", "false" -> false;
                default -> throw new TypeConversionException("'" + text + "' is neither on nor off.");
            };
        }
    }
}
