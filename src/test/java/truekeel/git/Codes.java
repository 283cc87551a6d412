package truekeel.git;

import org.junit.jupiter.api.function.Executable;

/** Reads the code of the failure that an action must end in. */
final class Codes {
    private Codes() {}

    static GitCode of(Executable action) {
        return failure(action).code();
    }

    static GitException failure(Executable action) {
        try {
            action.execute();
        } catch (GitException e) {
            return e;
        } catch (Throwable e) {
            throw new AssertionError("Expected a GitException, not " + e, e);
        }
        throw new AssertionError("Expected a GitException, but nothing was thrown");
    }
}
