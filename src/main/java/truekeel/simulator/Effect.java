package truekeel.simulator;

/** What the transport does with the connection once the core has decided. */
public enum Effect {
    /** The answer is sent. */
    NORMAL,
    /** The connection is reset without a byte of the answer. */
    RESET,
    /** Nothing is ever sent; the client's own deadline ends it. */
    TIMEOUT,
    /** Status, headers and half of the body are sent, then the connection is closed. */
    TRUNCATE
}
