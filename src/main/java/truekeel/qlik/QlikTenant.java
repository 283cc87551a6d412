package truekeel.qlik;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One tenant's HTTP as seen by kinds; thread-safe. */
@SuppressWarnings("DoNotCallSuggester")
public final class QlikTenant {
    QlikTenant() {}

    public String hostname() {
        throw new UnsupportedOperationException();
    }

    public JsonNode get(QlikRequest request) {
        throw new UnsupportedOperationException();
    }

    public QlikReply send(QlikRequest request) {
        throw new UnsupportedOperationException();
    }

    public void list(QlikRequest request, Consumer<JsonNode> each) {
        throw new UnsupportedOperationException();
    }

    public List<JsonNode> list(QlikRequest request) {
        List<JsonNode> all = new ArrayList<>();
        list(request, all::add);
        return all;
    }

    public Identity identity() {
        throw new UnsupportedOperationException();
    }

    public InstantSource clock() {
        throw new UnsupportedOperationException();
    }

    public RateBudget budget() {
        throw new UnsupportedOperationException();
    }

    public void download(QlikRequest request, OutputStream to) {
        throw new UnsupportedOperationException();
    }
}
