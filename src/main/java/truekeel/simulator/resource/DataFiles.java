package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import truekeel.simulator.Answer;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Paging;
import truekeel.simulator.Problem;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;
import truekeel.simulator.Sort;

/**
 * {@code /api/v1/data-files}: files and folders of spaces and of people. A name holds the folders, which come into
 * being with the files in them. Nothing tells what a file holds. A file in a space needs a role there, an admin's too,
 * unless the tenant option {@code adminSeesFiles} says otherwise (unconfirmed).
 */
final class DataFiles implements Resource {
    static final String TABLE = "dataFiles";
    private static final String PATH = "/api/v1/data-files";
    private static final int PUTS_PER_MINUTE = 800;
    private static final Paging PAGING = Paging.by("page", 20, 1000);
    private static final List<String> SORTS = List.of("name", "size", "modifiedDate", "folder", "baseName");

    @Override
    public Dialect dialect() {
        return new Dialect(Dialect.Shape.COMMON, "");
    }

    @Override
    public void register(Routes routes) {
        routes.get(PATH, this::list);
        routes.post(PATH, FileUploads::create);
        routes.get(PATH + "/connections", FileConnections::list);
        routes.get(PATH + "/connections/{id}", FileConnections::read);
        routes.get(PATH + "/quotas", FileUploads::quotas);
        routes.get(PATH + "/{id}", exchange -> Answer.ok(view(exchange, row(exchange))));
        routes.put(PATH + "/{id}", FileUploads::replace).perMinute(PUTS_PER_MINUTE);
        routes.delete(PATH + "/{id}", this::delete);
        routes.post(PATH + "/{id}/actions/change-owner", FileMoves::changeOwner);
        routes.post(PATH + "/{id}/actions/change-space", FileMoves::changeSpace);
        routes.post(PATH + "/actions/delete", FileMoves::deleteAll);
        routes.post(PATH + "/actions/change-space", FileMoves::changeSpaces);
    }

    private Answer list(Exchange exchange) {
        Optional<String> connection = exchange.query("connectionId");
        boolean everywhere = exchange.flag("includeAllSpaces") && connection.isEmpty();
        String space = connection.map(id -> FileConnections.space(exchange, id)).orElse("");
        if (!everywhere) {
            requireSight(exchange, space);
        }
        String under = folder(exchange, space);
        boolean folders = exchange.flag("includeFolders") || exchange.flag("excludeFiles");
        Optional<Pattern> wildcard = exchange.query("baseNameWildcard").map(DataFiles::wildcard);
        List<ObjectNode> found = exchange.table(TABLE)
                .where(row -> (everywhere ? sees(exchange, row) : isIn(exchange, row, space))
                        && (folders || !isFolder(row))
                        && !(exchange.flag("excludeFiles") && !isFolder(row))
                        && name(row).startsWith(under)
                        && !(exchange.flag("excludeSubFolders")
                                && name(row).substring(under.length()).contains("/"))
                        && wildcard.map(pattern ->
                                        pattern.matcher(baseName(row)).matches())
                                .orElse(true)
                        && exchange.query("name").map(name(row)::equals).orElse(true)
                        && exchange.query("ownerId").map(owner(row)::equals).orElse(true)
                        && exchange.query("notOwnerId")
                                .map(id -> !id.equals(owner(row)))
                                .orElse(true));
        Sort sort = Sort.from(exchange, Sort.inserted(), SORTS);
        return Answer.ok(withLinks(PAGING.page(exchange, found, sort).envelope(row -> view(exchange, row))));
    }

    /** This service names both neighbours of a page, those that are not there without an address. */
    static ObjectNode withLinks(ObjectNode body) {
        ObjectNode links = body.withObject("/links");
        for (String link : List.of("next", "prev")) {
            if (!links.hasNonNull(link)) {
                links.putObject(link).putNull("href");
            }
        }
        return body;
    }

    private static Pattern wildcard(String text) {
        return Pattern.compile(
                "\\Q" + text.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E", Pattern.CASE_INSENSITIVE);
    }

    /** What the names begin with: that of a folder, or nothing. */
    private static String folder(Exchange exchange, String space) {
        Optional<String> id = exchange.query("folderId");
        Optional<String> path = exchange.query("folderPath");
        if (id.isPresent() && path.isPresent()) {
            throw Problem.badParameter("folderPath", "folderId and folderPath cannot be used together.")
                    .code("DF-003");
        }
        if (id.isEmpty() && path.isEmpty()) {
            return "";
        }
        ObjectNode folder = exchange.table(TABLE)
                .first(row -> isFolder(row)
                        && isIn(exchange, row, space)
                        && id.map(row.path("id").asText()::equals)
                                .orElseGet(() -> path.orElse("").equals(name(row))))
                .orElseThrow(() -> Problem.badParameter("folderPath", "There is no such folder.")
                        .code("DF-005"));
        return name(folder) + "/";
    }

    static String name(ObjectNode row) {
        return row.path("name").asText();
    }

    static String owner(ObjectNode row) {
        return row.path("ownerId").asText();
    }

    static boolean isFolder(ObjectNode row) {
        return row.path("folder").asBoolean();
    }

    private static String baseName(ObjectNode row) {
        return name(row).substring(name(row).lastIndexOf('/') + 1);
    }

    /** In a space, or among the caller's own. */
    static boolean isIn(Exchange exchange, ObjectNode row, String space) {
        return row.path("spaceId").asText().equals(space)
                && (!space.isEmpty() || owner(row).equals(exchange.caller().userId()));
    }

    static boolean seesSpace(Exchange exchange, String space) {
        Rights rights = Rights.of(exchange);
        return space.isEmpty()
                || exchange.table("spaces")
                        .get(space)
                        .filter(found -> rights.owns(found)
                                || !rights.roles(found).isEmpty()
                                || (exchange.caller().isAdmin()
                                        && exchange.tenant().options().flag("adminSeesFiles", false)))
                        .isPresent();
    }

    static void requireSight(Exchange exchange, String space) {
        if (!seesSpace(exchange, space)) {
            throw Problem.forbidden("The caller may not see the files of the space.")
                    .code("DF-013");
        }
    }

    private static boolean sees(Exchange exchange, ObjectNode row) {
        String space = row.path("spaceId").asText();
        return space.isEmpty() ? owner(row).equals(exchange.caller().userId()) : seesSpace(exchange, space);
    }

    static ObjectNode row(Exchange exchange) {
        return exchange.table(TABLE)
                .get(exchange.param("id"))
                .filter(row -> sees(exchange, row))
                .orElseThrow(() -> Problem.notFound("There is no file " + exchange.param("id") + "."));
    }

    static boolean mayWrite(Exchange exchange, String space) {
        return space.isEmpty()
                || exchange.table("spaces")
                        .get(space)
                        .filter(Rights.of(exchange)::keepsData)
                        .isPresent();
    }

    static void requireWriting(Exchange exchange, String space) {
        if (!mayWrite(exchange, space)) {
            throw Problem.forbidden("The caller may not change files in the space.")
                    .code("DF-013");
        }
    }

    static ObjectNode view(Exchange exchange, ObjectNode row) {
        ObjectNode view = Json.served(row);
        String space = row.path("spaceId").asText();
        if (space.isEmpty()) {
            view.putNull("spaceId");
        }
        view.put("baseName", baseName(row));
        int slash = name(row).lastIndexOf('/');
        if (slash > 0) {
            String path = name(row).substring(0, slash);
            view.put("folderPath", path);
            exchange.table(TABLE)
                    .first(other -> isFolder(other)
                            && other.path("spaceId").asText().equals(space)
                            && name(other).equals(path))
                    .ifPresent(folder -> view.put("folderId", folder.path("id").asText()));
        }
        view.set("folderStats", stats(exchange, row));
        view.set(
                "actions",
                Json.texts(
                        mayWrite(exchange, space)
                                ? List.of("read", "update", "delete", "list")
                                : List.of("read", "list")));
        return view;
    }

    private static ObjectNode stats(Exchange exchange, ObjectNode row) {
        return stats(exchange, row.path("spaceId").asText(), name(row) + "/");
    }

    /** Sums over all whose name begins so; zeros for a file. Files of apps and internal ones are not simulated. */
    static ObjectNode stats(Exchange exchange, String space, String inside) {
        ObjectNode stats = Json.object();
        for (String zero : List.of(
                "aggregateAppScopedFileSize",
                "aggregateInternalFileSize",
                "directAppScopedFileCount",
                "directInternalFileCount",
                "totalAppScopedFileCount",
                "totalInternalFileCount")) {
            stats.put(zero, 0);
        }
        List<ObjectNode> below = exchange.table(TABLE)
                .where(row ->
                        row.path("spaceId").asText().equals(space) && name(row).startsWith(inside));
        List<ObjectNode> direct = below.stream()
                .filter(row -> !name(row).substring(inside.length()).contains("/"))
                .toList();
        stats.put(
                "aggregateFileSize",
                below.stream().mapToLong(row -> row.path("size").asLong()).sum());
        stats.put("totalFileCount", below.stream().filter(row -> !isFolder(row)).count());
        stats.put("totalFolderCount", below.stream().filter(DataFiles::isFolder).count());
        stats.put(
                "directFileCount", direct.stream().filter(row -> !isFolder(row)).count());
        stats.put(
                "directFolderCount", direct.stream().filter(DataFiles::isFolder).count());
        return stats;
    }

    private Answer delete(Exchange exchange) {
        ObjectNode row = row(exchange);
        requireWriting(exchange, row.path("spaceId").asText());
        remove(exchange, row);
        return Answer.noContent();
    }

    /** A folder goes with all that is in it. */
    static void remove(Exchange exchange, ObjectNode row) {
        String space = row.path("spaceId").asText();
        String inside = name(row) + "/";
        exchange.table(TABLE).remove(row.path("id").asText());
        if (isFolder(row)) {
            exchange.table(TABLE)
                    .removeIf(
                            other -> isIn(exchange, other, space) && name(other).startsWith(inside));
        }
    }
}
