package truekeel.git;

import java.nio.file.Path;
import org.eclipse.jgit.transport.URIish;

/** Decides where a remote's LFS objects are. */
final class LfsOrigin {
    private LfsOrigin() {}

    /** A folder's own store where the remote is on this machine, else the LFS server that belongs to the URL. */
    static LfsObjects of(GitSettings settings, RemoteLink link) {
        URIish uri = link.uri();
        boolean local = uri.getHost() == null;
        if (local && settings.network().lfsUrl().isEmpty()) {
            return new LfsFolder(GitFolders.lfsStores(Path.of(uri.getPath())));
        }
        return new LfsHttp(settings, link, new LfsAccess(settings, link));
    }
}
