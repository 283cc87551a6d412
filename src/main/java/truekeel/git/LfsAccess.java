package truekeel.git;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.QuotedString;
import truekeel.model.Secret;

/**
 * Finds the LFS server of a remote and what to show it, as the Git LFS specification has it: the settings, else the URL
 * with {@code info/lfs}, and over SSH what {@code git-lfs-authenticate} answers. A {@code .lfsconfig} in the repository
 * is ignored: whoever may commit shall not choose where credentials go.
 */
final class LfsAccess {
    private static final int MAX_ANSWER_BYTES = 1 << 16;

    private final GitSettings settings;
    private final RemoteLink link;
    private final ObjectMapper json = new ObjectMapper();

    LfsAccess(GitSettings settings, RemoteLink link) {
        this.settings = settings;
        this.link = link;
    }

    /** The server's address without a slash at its end, and headers for it, none of them for anybody else. */
    record Endpoint(URI uri, Map<String, Secret> headers) {
        Endpoint {
            headers = Collections.unmodifiableMap(new TreeMap<>(headers));
        }
    }

    Endpoint endpoint() throws IOException {
        URIish uri = link.uri();
        Map<String, Secret> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        link.credentials().header().ifPresent(value -> headers.put("Authorization", value));
        if (settings.network().lfsUrl().isPresent()) {
            return new Endpoint(withoutSlash(settings.network().lfsUrl().get().toString()), headers);
        }
        if (RemoteLink.isSsh(uri)) {
            return authenticate(uri);
        }
        return new Endpoint(conventional(uri.setUser(null).setPass(null).toString()), headers);
    }

    private Endpoint authenticate(URIish uri) throws IOException {
        int timeout = (int) settings.deadlines().idle().toMillis();
        SshLink ssh = link.ssh().orElseThrow();
        RemoteSession session = ssh.sessions().getSession(uri, link.credentials(), FS.DETECTED, timeout);
        try {
            String path = uri.getPath().startsWith("/~") ? uri.getPath().substring(1) : uri.getPath();
            Process process =
                    session.exec("git-lfs-authenticate " + QuotedString.BOURNE.quote(path) + " download", timeout);
            try (InputStream answer = process.getInputStream()) {
                return parse(answer.readNBytes(MAX_ANSWER_BYTES), uri);
            } finally {
                process.destroy();
            }
        } finally {
            session.disconnect();
        }
    }

    private Endpoint parse(byte[] answer, URIish uri) throws IOException {
        JsonNode tree = Optional.ofNullable(json.readTree(answer)).orElseGet(json::createObjectNode);
        String href = tree.path("href").asText();
        if (href.isEmpty()) {
            // Some hosts serve LFS on the web without the command.
            String path = uri.getPath().startsWith("/") ? uri.getPath() : "/" + uri.getPath();
            return new Endpoint(conventional("https://" + uri.getHost() + path), Map.of());
        }
        return new Endpoint(withoutSlash(href), headers(tree.path("header")));
    }

    static Map<String, Secret> headers(JsonNode header) {
        Map<String, Secret> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        header.properties()
                .forEach(field ->
                        headers.put(field.getKey(), Secret.of(field.getValue().asText())));
        return headers;
    }

    private static URI conventional(String url) {
        URI repository = withoutSlash(url);
        String suffix = repository.toString().endsWith(".git") ? "/info/lfs" : ".git/info/lfs";
        return URI.create(repository + suffix);
    }

    private static URI withoutSlash(String url) {
        return URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    }
}
