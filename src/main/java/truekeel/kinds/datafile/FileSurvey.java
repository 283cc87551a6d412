package truekeel.kinds.datafile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import truekeel.kinds.Look;
import truekeel.kinds.Reads;
import truekeel.kinds.Seen;
import truekeel.model.Desired;
import truekeel.model.Owned;
import truekeel.model.Value;
import truekeel.qlik.DataOperations;
import truekeel.qlik.Problem;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;
import truekeel.schema.Reference;

/**
 * One look at a tenant's data files: the list of each space that a manifest or the inventory names, and of no other.
 * Files that reload scripts store for themselves are not told, unless all is asked for.
 */
final class FileSurvey {
    private static final String STORED_BY_SCRIPTS = ".qvd";

    private final Look look;
    private final Map<String, Owned> lines = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Set<String> paths = new HashSet<>();

    FileSurvey(Look look) {
        this.look = look;
        look.declared(DataFileKind.NAME)
                .forEach(desired -> desired.spec().text("path").ifPresent(paths::add));
        look.owned(DataFileKind.NAME).forEach(line -> lines.put(line.liveId(), line));
    }

    void each(Consumer<Seen> each) {
        if (!look.only().isEmpty()) {
            look.only().stream()
                    .sorted()
                    .flatMap(id ->
                            Reads.one(
                                    look.qlik(),
                                    QlikRequest.of(DataOperations.GET_DATA_FILE).path("id", id))
                                    .stream())
                    .map(FileView::new)
                    .filter(FileView::isResource)
                    .forEach(file -> each.accept(seen(file)));
            return;
        }
        Map<String, String> connections = connections();
        Set<String> spaces = look.whole() ? connections.keySet() : wanted();
        List<String> visible = connections.entrySet().stream()
                .filter(connection -> spaces.contains(connection.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        look.branches()
                .map(visible, this::files)
                .forEach(files -> files.stream().filter(this::isTold).forEach(file -> each.accept(seen(file))));
        spaces.stream().filter(space -> !connections.containsKey(space)).forEach(space -> unseen(space, each));
    }

    /** The built-in connection of each space whose files we may see, by the id of the space. */
    private Map<String, String> connections() {
        Map<String, String> connections = new LinkedHashMap<>();
        look.qlik().list(QlikRequest.of(DataOperations.GET_DATA_FILES_CONNECTIONS), connection -> {
            String space = connection.path("spaceId").asText("");
            if (!space.isEmpty()) {
                connections.put(space, connection.path("id").asText());
            }
        });
        return connections;
    }

    /** The ids of the spaces that manifests name, and of those that the inventory knows files in. */
    private Set<String> wanted() {
        Set<String> ids = new TreeSet<>();
        Set<String> unknown = new TreeSet<>();
        Map<String, String> known = new HashMap<>();
        lines.values().forEach(line -> line.facts().text(FileView.SPACE_ID).ifPresent(id -> {
            ids.add(id);
            line.facts().text(FileView.SPACE_NAME).ifPresent(name -> {
                known.put(line.ref() + " " + name, id);
                names.put(id, name);
            });
        }));
        for (Desired desired : look.declared(DataFileKind.NAME)) {
            String name = spaceName(desired.spec());
            if (!known.containsKey(desired.ref() + " " + name)) {
                unknown.add(name);
            }
        }
        if (!unknown.isEmpty()) {
            look.spaces().all().forEach(space -> {
                if (unknown.contains(space.path("name").asText())) {
                    ids.add(space.path("id").asText());
                    names.put(space.path("id").asText(), space.path("name").asText());
                }
            });
        }
        return ids;
    }

    static String spaceName(Value.Fields spec) {
        return Reference.nameIn(spec.get("space").orElseGet(Value::nothing));
    }

    private List<FileView> files(String connection) {
        List<FileView> files = new ArrayList<>();
        look.qlik().list(list(connection), node -> files.add(new FileView(node)));
        return files.stream().filter(FileView::isResource).toList();
    }

    static QlikRequest list(String connection) {
        return QlikRequest.of(DataOperations.GET_DATA_FILES).query("connectionId", connection);
    }

    private boolean isTold(FileView file) {
        return look.whole()
                || !file.path().toLowerCase(Locale.ROOT).endsWith(STORED_BY_SCRIPTS)
                || lines.containsKey(file.id())
                || paths.contains(file.path());
    }

    private Seen seen(FileView file) {
        return file.seen(Optional.ofNullable(lines.get(file.id())));
    }

    /**
     * A space whose files we may not see, for want of a role there. What shall be there is made after the role was
     * taken; of what shall go, or was ours, nothing is known.
     */
    private void unseen(String space, Consumer<Seen> each) {
        String cause = "The files of its space cannot be seen; the bot needs a role there.";
        QlikException.Denied denied =
                new QlikException.Denied(DataOperations.GET_DATA_FILES_CONNECTIONS.id(), Problem.ofStatus(403), cause);
        Set<String> wantedHere = new TreeSet<>();
        for (Desired desired : look.declared(DataFileKind.NAME)) {
            if (!desired.isAbsent()) {
                wantedHere.add(desired.ref().toString());
            }
        }
        lines.values().stream()
                .filter(line -> line.facts().text(FileView.SPACE_ID).equals(Optional.of(space)))
                .filter(line -> !wantedHere.contains(line.ref().toString()))
                .forEach(line ->
                        each.accept(Seen.of(line.liveId(), Value.Fields.EMPTY).unknownBecause(denied)));
        boolean mayHoldUnwanted = look.declared(DataFileKind.NAME).stream()
                .filter(Desired::isAbsent)
                .filter(desired -> spaceName(desired.spec()).equals(names.get(space)))
                .anyMatch(desired ->
                        lines.values().stream().noneMatch(line -> line.ref().equals(desired.ref())));
        if (mayHoldUnwanted) {
            throw denied;
        }
    }

    /** The built-in connection of a space, from the time that we may see it. */
    static Optional<String> connection(QlikTenant qlik, String space) {
        return qlik
                .list(QlikRequest.of(DataOperations.GET_DATA_FILES_CONNECTIONS).query("spaceId", space))
                .stream()
                .filter(connection -> connection.path("spaceId").asText().equals(space))
                .map(connection -> connection.path("id").asText())
                .findFirst();
    }

    /** A file of a space by its path. */
    static Optional<JsonNode> find(QlikTenant qlik, String connection, String path) {
        return qlik.list(list(connection).query("name", path)).stream()
                .filter(file -> file.path("name").asText().equals(path))
                .findFirst();
    }
}
