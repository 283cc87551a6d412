package truekeel.git;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.transport.http.HttpConnection;
import truekeel.model.Secret;

/** LFS objects from a server, by the batch API of Git LFS (basic transfers). */
final class LfsHttp implements LfsObjects {
    private static final String MEDIA_TYPE = "application/vnd.git-lfs+json";
    private static final int MAX_ANSWER_BYTES = 1 << 20;
    private static final int MAX_REDIRECTS = 5;

    private final GitSettings settings;
    private final RemoteLink link;
    private final LfsAccess access;
    private final ObjectMapper json = new ObjectMapper();

    LfsHttp(GitSettings settings, RemoteLink link, LfsAccess access) {
        this.settings = settings;
        this.link = link;
        this.access = access;
    }

    @Override
    public InputStream open(String path, LfsPointer pointer) throws IOException {
        try {
            LfsAccess.Endpoint endpoint = access.endpoint();
            JsonNode object = batch(endpoint, pointer);
            JsonNode download = object.path("actions").path("download");
            if (object.hasNonNull("error") || download.isMissingNode()) {
                throw missing(path, pointer, object.path("error").path("code").asInt(404));
            }
            URI href = URI.create(download.path("href").asText());
            Map<String, Secret> headers = LfsAccess.headers(download.path("header"));
            if (isSameOrigin(href, endpoint.uri())) {
                endpoint.headers().forEach(headers::putIfAbsent);
            }
            InputStream content = new DeadlineStream(
                    get(path, pointer, href, headers), settings.deadlines().whole(), link::explain);
            return new VerifiedStream(content, path, pointer);
        } catch (IOException | IllegalArgumentException e) {
            throw link.explain(e);
        }
    }

    private JsonNode batch(LfsAccess.Endpoint endpoint, LfsPointer pointer) throws IOException {
        ObjectNode request = json.createObjectNode();
        request.put("operation", "download");
        request.put("hash_algo", "sha256");
        request.putArray("transfers").add("basic");
        request.putArray("objects").addObject().put("oid", pointer.oid()).put("size", pointer.size());
        byte[] body = json.writeValueAsBytes(request);
        HttpConnection connection = connect(URI.create(endpoint.uri() + "/objects/batch"), endpoint.headers());
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Accept", MEDIA_TYPE);
        connection.setRequestProperty("Content-Type", MEDIA_TYPE);
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(body.length);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
        int status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            throw new IOException("the LFS server answered HTTP " + status);
        }
        try (InputStream answer = connection.getInputStream()) {
            return json.readTree(answer.readNBytes(MAX_ANSWER_BYTES))
                    .path("objects")
                    .path(0);
        } catch (JsonProcessingException e) {
            // Its message would repeat the answer, which may hold signed links.
            throw new IOException("the LFS server's answer is not JSON");
        }
    }

    private InputStream get(String path, LfsPointer pointer, URI href, Map<String, Secret> headers) throws IOException {
        URI from = href;
        Map<String, Secret> shown = headers;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            HttpConnection connection = connect(from, shown);
            int status = connection.getResponseCode();
            if (status == HttpURLConnection.HTTP_OK) {
                return connection.getInputStream();
            }
            if (status == HttpURLConnection.HTTP_NOT_FOUND || status == HttpURLConnection.HTTP_GONE) {
                throw missing(path, pointer, status);
            }
            String location = connection.getHeaderField("Location");
            if (status / 100 != 3 || location == null) {
                throw new IOException("the LFS storage answered HTTP " + status);
            }
            URI next = from.resolve(location);
            shown = isSameOrigin(next, from) ? shown : Map.of();
            from = next;
        }
        throw new IOException("the LFS storage redirects in a circle");
    }

    private HttpConnection connect(URI uri, Map<String, Secret> headers) throws IOException {
        if (!"https".equals(uri.getScheme()) && !"http".equals(uri.getScheme())) {
            throw new IOException("the LFS server is not on http or https");
        }
        int idle = (int) settings.deadlines().idle().toMillis();
        HttpConnection connection = link.http().create(uri.toURL());
        connection.setConnectTimeout(idle);
        connection.setReadTimeout(idle);
        connection.setUseCaches(false);
        connection.setInstanceFollowRedirects(false);
        new TreeMap<>(headers).forEach((name, value) -> connection.setRequestProperty(name, value.reveal()));
        return connection;
    }

    private static boolean isSameOrigin(URI one, URI other) {
        return String.valueOf(one.getScheme()).equals(other.getScheme())
                && String.valueOf(one.getHost()).equalsIgnoreCase(other.getHost())
                && one.getPort() == other.getPort();
    }

    private static GitException missing(String path, LfsPointer pointer, int status) {
        return new GitException(
                GitCode.LFS_OBJECT_MISSING,
                "The file " + path + " is a Git LFS pointer, but the LFS server does not hand out its object "
                        + pointer.oid() + " (" + status + "). Push it with: git lfs push --all");
    }
}
