package truekeel.git;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.FetchResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.Transport;

/**
 * One look at the remote: which commit it has, and its objects if they are not here yet. Moves no ref, so that it may
 * be abandoned at any moment.
 */
final class RemoteFetch {
    private static final String HEADS = "refs/heads/";

    private final RemoteLink link;
    private final Repository mirror;
    private final GitTarget target;
    private volatile boolean abandoned;

    RemoteFetch(RemoteLink link, Repository mirror, GitTarget target) {
        this.link = link;
        this.mirror = mirror;
        this.target = target;
    }

    /** Lets a running fetch end at its next step; called from another thread. */
    void abandon() {
        abandoned = true;
    }

    /**
     * The commit that the remote has now; its tree is in the mirror when this returns. With an earlier commit known,
     * the commits since then come along, so that more can be told about how the latest came to be.
     */
    ObjectId latest(Optional<RevCommit> known) throws IOException {
        if (target instanceof GitTarget.Commit pinned) {
            ObjectId id = ObjectId.fromString(pinned.id());
            return known.filter(id::equals).isPresent() ? id : fetchPinned(id);
        }
        Ref advertised = advertised();
        ObjectId peeled = Objects.requireNonNullElse(advertised.getPeeledObjectId(), advertised.getObjectId());
        if (known.filter(peeled::equals).isPresent()) {
            return peeled;
        }
        return known.isPresent()
                ? fetchSince(
                        advertised.getName(), Instant.ofEpochSecond(known.get().getCommitTime() - 1L))
                : fetch(advertised.getName(), transport -> transport.setDepth(1));
    }

    private ObjectId fetchSince(String name, Instant since) throws IOException {
        try {
            return fetch(name, transport -> transport.setDeepenSince(since));
        } catch (IOException e) {
            if (link.explain(e).code() != GitCode.REMOTE_REFUSED) {
                throw e;
            }
            // The tip is older than what was there before, or the server does not know this request.
            return fetch(name, transport -> transport.setDepth(1));
        }
    }

    private ObjectId fetchPinned(ObjectId id) throws IOException {
        try (Transport transport = link.open(mirror)) {
            transport.setDepth(1);
            transport.fetch(monitor(), List.of(new RefSpec(id.name())));
        } catch (IOException e) {
            GitException explained = link.explain(e);
            if (explained.code() != GitCode.REMOTE_REFUSED) {
                throw explained;
            }
            throw new GitException(
                    GitCode.REF_NOT_FOUND,
                    "The remote does not hand out commit " + id.name()
                            + ". It may be gone, or the server hands out tips only"
                            + " (uploadpack.allowReachableSHA1InWant); follow a branch or tag instead.",
                    e);
        }
        return commitOf(id);
    }

    private ObjectId fetch(String name, Consumer<Transport> depth) throws IOException {
        try (Transport transport = link.open(mirror)) {
            depth.accept(transport);
            FetchResult result = transport.fetch(monitor(), List.of(new RefSpec(name)));
            Ref fetched = result.getAdvertisedRef(name);
            if (fetched == null || fetched.getObjectId() == null) {
                throw missing(List.of());
            }
            return commitOf(fetched.getObjectId());
        }
    }

    private ObjectId commitOf(ObjectId id) throws IOException {
        try (RevWalk walk = new RevWalk(mirror)) {
            return walk.parseCommit(id).copy();
        }
    }

    private Ref advertised() throws IOException {
        List<RefSpec> wanted = target.wanted().stream().map(RefSpec::new).toList();
        try (Transport transport = link.open(mirror);
                FetchConnection connection = transport.openFetch(wanted)) {
            for (RefSpec candidate : wanted) {
                Ref ref = connection.getRef(candidate.getSource());
                if (ref != null && ref.getObjectId() != null) {
                    return ref;
                }
            }
        }
        throw missing(branches());
    }

    private List<String> branches() throws IOException {
        try (Transport transport = link.open(mirror);
                FetchConnection connection = transport.openFetch()) {
            Collection<Ref> refs = connection.getRefs();
            if (refs.isEmpty()) {
                throw new GitException(
                        GitCode.REPOSITORY_EMPTY,
                        "The repository at " + link.uri().setUser(null).setPass(null)
                                + " has no commit yet. Push the desired state; the last good revision, if there was one,"
                                + " stays in force.");
            }
            List<String> names = new ArrayList<>();
            for (Ref ref : refs) {
                if (ref.getName().startsWith(HEADS)) {
                    names.add(ref.getName().substring(HEADS.length()));
                }
            }
            return names;
        }
    }

    private GitException missing(List<String> branches) {
        String known = branches.isEmpty()
                ? ""
                : " It has: " + String.join(", ", branches.subList(0, Math.min(branches.size(), 10)))
                        + (branches.size() > 10 ? ", …" : "") + ".";
        return new GitException(
                GitCode.REF_NOT_FOUND,
                "The remote does not have " + target.describe() + "." + known
                        + " Correct the setting, or push it; the last good revision, if there was one, stays in force.");
    }

    private ProgressMonitor monitor() {
        return new EmptyProgressMonitor() {
            @Override
            public boolean isCancelled() {
                return abandoned;
            }
        };
    }
}
