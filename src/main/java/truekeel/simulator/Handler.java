package truekeel.simulator;

/** Answers one matched request; throws {@link Problem} to refuse it. Runs under the lock of the request's tenant. */
@FunctionalInterface
public interface Handler {
    Answer handle(Exchange exchange);
}
