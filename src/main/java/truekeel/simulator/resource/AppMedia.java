package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import truekeel.simulator.Answer;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Problem;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;

/** {@code /api/v1/apps/{id}/media}: the images of an app. PUT never replaces: an existing file is a 409. */
final class AppMedia implements Resource {
    private static final String PATH = "/api/v1/apps/{appId}/media";

    @Override
    public Dialect dialect() {
        return Apps.DIALECT;
    }

    @Override
    public void register(Routes routes) {
        routes.get(PATH + "/files/{path...}", this::read);
        routes.put(PATH + "/files/{path...}", this::write);
        routes.delete(PATH + "/files/{path...}", this::delete);
        routes.get(PATH + "/list/{path...}", this::list);
        routes.get(PATH + "/list", this::list);
        routes.get(PATH + "/thumbnail", this::thumbnail);
    }

    private Answer read(Exchange exchange) {
        return bytes(exchange, file(exchange, AppStore.require(exchange)));
    }

    private Answer write(Exchange exchange) {
        ObjectNode app = editable(exchange);
        String path = exchange.param("path");
        String key = key(app, path);
        if (path.isEmpty() || path.endsWith("/") || List.of(path.split("/", -1)).contains("..")) {
            throw Problem.badRequest("This is no path of a file.");
        }
        if (exchange.table("appMedia").get(key).isPresent()) {
            throw Problem.conflict("The file exists already.");
        }
        ObjectNode row = Json.object();
        row.put("appId", app.path("id").asText());
        row.put("path", path);
        row.put("type", exchange.call().header("content-type").orElse("application/octet-stream"));
        row.put("_content", exchange.tenant().blobs().put(exchange.call().body()));
        exchange.table("appMedia").put(key, row);
        AppStore.changed(exchange, app);
        return Answer.empty(200);
    }

    private Answer delete(Exchange exchange) {
        ObjectNode app = editable(exchange);
        file(exchange, app);
        exchange.table("appMedia").remove(key(app, exchange.param("path")));
        AppStore.changed(exchange, app);
        return Answer.empty(200);
    }

    /** The files and folders right below a path. */
    private Answer list(Exchange exchange) {
        ObjectNode app = AppStore.require(exchange);
        String folder = exchange.call().path().contains("/media/list/") ? exchange.param("path") : "";
        String prefix = folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/";
        ObjectNode body = Json.object();
        body.put("library", "app");
        body.put("subpath", folder);
        ArrayNode data = body.putArray("data");
        Set<String> folders = new TreeSet<>();
        for (ObjectNode row :
                exchange.table("appMedia").where(row -> row.path("appId").equals(app.path("id")))) {
            String path = row.path("path").asText();
            if (!path.startsWith(prefix)) {
                continue;
            }
            String rest = path.substring(prefix.length());
            int slash = rest.indexOf('/');
            if (slash >= 0) {
                folders.add(rest.substring(0, slash));
                continue;
            }
            String link = "/api/v1/apps/" + app.path("id").asText() + "/media/files/" + path;
            data.addObject()
                    .put("id", path)
                    .put("name", rest)
                    .put("type", "media")
                    .put("link", link);
        }
        folders.forEach(name ->
                data.addObject().put("id", prefix + name).put("name", name).put("type", "directory"));
        return Answer.ok(body);
    }

    private Answer thumbnail(Exchange exchange) {
        ObjectNode app = AppStore.require(exchange);
        String path = app.path("thumbnail").asText();
        return exchange.table("appMedia")
                .get(key(app, path))
                .map(row -> bytes(exchange, row))
                .orElseThrow(() -> Problem.notFound("The app has no thumbnail."));
    }

    static void copy(Exchange exchange, String from, String to) {
        exchange.table("appMedia").removeIf(row -> row.path("appId").asText().equals(to));
        for (ObjectNode row : exchange.table("appMedia")
                .where(file -> file.path("appId").asText().equals(from))) {
            ObjectNode twin = row.deepCopy().put("appId", to);
            twin.remove("_n");
            exchange.table("appMedia").put(to + " " + row.path("path").asText(), twin);
        }
    }

    private static Answer bytes(Exchange exchange, ObjectNode row) {
        return exchange.tenant()
                .blobs()
                .get(row.path("_content").asText())
                .map(body -> Answer.bytes(200, row.path("type").asText(), body))
                .orElseThrow(() -> Problem.notFound("The file is gone."));
    }

    private static ObjectNode file(Exchange exchange, ObjectNode app) {
        return exchange.table("appMedia")
                .get(key(app, exchange.param("path")))
                .orElseThrow(() -> Problem.notFound("There is no file " + exchange.param("path") + "."));
    }

    private static ObjectNode editable(Exchange exchange) {
        ObjectNode app = AppStore.require(exchange);
        if (!Rights.of(exchange).editsApp(app)) {
            throw Problem.forbidden("The caller may not change the files of this app.");
        }
        return app;
    }

    private static String key(ObjectNode app, String path) {
        return app.path("id").asText() + " " + path;
    }
}
