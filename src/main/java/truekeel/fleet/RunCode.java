package truekeel.fleet;

/** Why a run came to no end of its own, beside the codes of the store, of secrets and of Qlik. */
public enum RunCode {
    /** Something went wrong that Truekeel has no word for. */
    RUN_BROKE,
    /** The process ended before the run did. */
    RUN_INTERRUPTED
}
