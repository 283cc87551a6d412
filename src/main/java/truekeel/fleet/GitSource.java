package truekeel.fleet;

import java.util.Optional;
import truekeel.git.Checkout;
import truekeel.git.GitException;
import truekeel.git.GitRemote;
import truekeel.manifest.Manifests;

/** The desired state in a remote repository; a revision that did not move is not read again. */
public final class GitSource implements DesiredSource {
    private final GitRemote remote;
    private final Manifests manifests;
    private final String path;
    private Optional<Pull> latest = Optional.empty();

    /** @param path of the folder that holds {@code fleet.yaml}, from the repository's root */
    public GitSource(GitRemote remote, Manifests manifests, String path) {
        this.remote = remote;
        this.manifests = manifests;
        this.path = path;
    }

    @Override
    public synchronized Pull pull() throws GitException {
        return read(remote.refresh());
    }

    /** The revision that was in force when the daemon last ran, without asking the remote. */
    public synchronized Optional<Pull> lastGood() throws GitException {
        Optional<Checkout> checkout = remote.lastGood();
        return checkout.isPresent() ? Optional.of(read(checkout.get())) : Optional.empty();
    }

    private Pull read(Checkout checkout) {
        Optional<Pull> same = latest.filter(pull -> pull.catalogue().revision().equals(checkout.revision()));
        if (same.isPresent()) {
            return same.get();
        }
        Pull pull = new Pull(manifests.load(checkout, path), checkout.commit().time());
        latest = Optional.of(pull);
        return pull;
    }
}
