package truekeel.qlik;

/**
 * The seam below which bytes are on a wire: one request, one answer, no retry, no redirect, no cookie. Thread-safe.
 * {@code HttpTransport} is the real one.
 */
public interface Transport extends AutoCloseable {
    /** Throws {@link TransportFailure} when there is no whole answer. */
    TransportReply exchange(TransportRequest request);

    @Override
    default void close() {}
}
