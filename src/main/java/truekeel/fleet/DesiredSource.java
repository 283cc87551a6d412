package truekeel.fleet;

import java.time.Instant;
import truekeel.git.GitException;
import truekeel.manifest.Catalogue;

/** Where the desired state comes from: a remote repository that is asked again and again, or a folder. */
public interface DesiredSource {

    /**
     * Reads the desired state as it is now. Throws {@link GitException} when it cannot be had; what was read before
     * stays in force then.
     */
    Pull pull() throws GitException;

    /** The desired state and when its revision was committed. */
    record Pull(Catalogue catalogue, Instant committed) {}
}
