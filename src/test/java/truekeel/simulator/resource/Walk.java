package truekeel.simulator.resource;

import truekeel.simulator.Witness;

/** Calls the operations of some APIs as several callers would, well and badly. */
interface Walk extends AutoCloseable {
    /** Goes all the way; gives the one who has held every answer against the contract. */
    Witness go();

    @Override
    void close();
}
