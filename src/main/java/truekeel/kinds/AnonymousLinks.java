package truekeel.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import truekeel.qlik.Operations;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;

/**
 * The anonymous links of a tenant's managed spaces, as one look sees them. Several kinds want them, Qlik lists them
 * space by space: each space is read once, by whichever kind comes first, and a failure is everybody's.
 */
public final class AnonymousLinks {
    private final QlikTenant qlik;
    private final Map<String, CompletableFuture<List<JsonNode>>> bySpace = new ConcurrentHashMap<>();

    AnonymousLinks(QlikTenant qlik) {
        this.qlik = qlik;
    }

    /** The shares of type {@code link} of one space, disabled ones too; throws {@link QlikException}. */
    public List<JsonNode> of(String spaceId) {
        CompletableFuture<List<JsonNode>> mine = new CompletableFuture<>();
        CompletableFuture<List<JsonNode>> links = bySpace.putIfAbsent(spaceId, mine);
        if (links == null) {
            links = mine;
            read(spaceId, mine);
        }
        try {
            return links.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof QlikException problem) {
                throw problem;
            }
            throw failed;
        }
    }

    private void read(String spaceId, CompletableFuture<List<JsonNode>> links) {
        try {
            links.complete(List.copyOf(qlik.list(QlikRequest.of(Operations.GET_SPACE_SHARES)
                    .path("spaceId", spaceId)
                    .query("type", "link"))));
        } catch (Throwable failed) {
            links.completeExceptionally(failed);
            throw failed;
        }
    }
}
