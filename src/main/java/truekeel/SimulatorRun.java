package truekeel;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import truekeel.cli.SimulatorLauncher;
import truekeel.simulator.RateLimits;
import truekeel.simulator.SimClock;
import truekeel.simulator.SimTenant;
import truekeel.simulator.Simulator;
import truekeel.simulator.SimulatorOptions;
import truekeel.simulator.SimulatorServer;

/** A simulator that serves until the process ends. */
final class SimulatorRun implements SimulatorLauncher.Running {
    private final Simulator simulator;
    private final SimulatorServer server;
    private final CountDownLatch ended = new CountDownLatch(1);

    private SimulatorRun(Simulator simulator, SimulatorServer server) {
        this.simulator = simulator;
        this.server = server;
    }

    static SimulatorRun start(SimulatorLauncher.Wish wish) {
        SimulatorOptions options = SimulatorOptions.of(SimClock.following(Clocks.system()))
                .withLatency(wish.latency())
                .withRateLimits(wish.rateLimits() ? RateLimits.on() : RateLimits.off());
        Simulator simulator = new Simulator(wish.seed().map(options::withSeed).orElse(options));
        SimulatorServer server = wish.tlsPort().isPresent()
                ? SimulatorServer.start(simulator, wish.port(), wish.tlsPort().getAsInt())
                : SimulatorServer.start(simulator, wish.port());
        SimulatorRun run = new SimulatorRun(simulator, server);
        Runtime.getRuntime().addShutdownHook(new Thread(run::close, "simulator-end"));
        return run;
    }

    private void close() {
        server.close();
        simulator.close();
        ended.countDown();
    }

    @Override
    public String url() {
        return server.url();
    }

    @Override
    public Optional<String> tlsUrl() {
        return server.tlsPort().isPresent()
                ? Optional.of("https://127.0.0.1:" + server.tlsPort().getAsInt())
                : Optional.empty();
    }

    @Override
    public List<String> tenants() {
        return simulator.fleet().all().stream()
                .map(SimTenant::hostname)
                .sorted()
                .toList();
    }

    @Override
    public void await() throws InterruptedException {
        ended.await();
    }
}
