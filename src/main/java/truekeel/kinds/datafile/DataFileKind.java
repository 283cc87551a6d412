package truekeel.kinds.datafile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import truekeel.kinds.ArtefactBody;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Kind;
import truekeel.kinds.Look;
import truekeel.kinds.Seen;
import truekeel.kinds.SpaceAccess;
import truekeel.kinds.Step;
import truekeel.model.Artefact;
import truekeel.model.FieldPath;
import truekeel.model.KindName;
import truekeel.plan.Change;
import truekeel.plan.Refusal;
import truekeel.qlik.DataOperations;
import truekeel.qlik.Part;
import truekeel.qlik.Problem;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikReply;
import truekeel.qlik.QlikRequest;

/**
 * Files that apps load data from. Qlik makes the folders of a path by itself, and makes a new file of one in another
 * space without changing its id; whatever changes, the whole file is sent.
 */
public final class DataFileKind implements Kind {
    static final KindName NAME = KindName.of("DataFile");
    private static final KindName SPACE = KindName.of("Space");
    private static final String NOUN = "file";
    private static final Duration LOCKED = Duration.ofMinutes(1);
    private static final int STATUS_LOCKED = 423;

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public Set<String> needs() {
        return Set.of("admin_classic", "user_default");
    }

    @Override
    public void observe(Look look, Consumer<Seen> each) {
        new FileSurvey(look).each(each);
    }

    @Override
    public List<Step> steps(Change change) {
        return switch (change.action()) {
            case CREATE -> upload(change, create(change));
            case UPDATE -> upload(change, replace(change));
            case DELETE -> List.of(SpaceAccess.toChangeData(NOUN, change), delete());
            case RECREATE, ADOPT, RELEASE -> List.of();
        };
    }

    /** The file itself comes first where it is too large to go with the call. */
    private static List<Step> upload(Change change, Step last) {
        List<Step> steps = new ArrayList<>();
        if (change.live().isPresent()) {
            steps.add(SpaceAccess.toChangeData(NOUN, change));
        }
        steps.add(SpaceAccess.toBringData(change));
        file(change).filter(LargeUpload::isNeeded).map(LargeUpload::steps).ifPresent(steps::addAll);
        steps.add(last.settling(LOCKED, problem -> problem.status() == STATUS_LOCKED));
        return steps;
    }

    static Optional<Artefact> file(Change change) {
        return change.desired()
                .flatMap(
                        desired -> Optional.ofNullable(desired.artefacts().get(FieldPath.ROOT.child(FileView.SOURCE))));
    }

    private static Step create(Change change) {
        return Step.creates(
                        "create file",
                        binding -> form(
                                QlikRequest.of(DataOperations.UPLOAD_DATA_FILE),
                                change,
                                connection(change, binding),
                                binding),
                        binding -> FileSurvey.find(binding.qlik(), connection(change, binding), path(change))
                                .map(file -> file.path("id").asText()))
                .then((reply, binding) -> stored(change, reply, binding));
    }

    private static Step replace(Change change) {
        return Step.updates(
                        "replace file",
                        binding -> form(
                                QlikRequest.of(DataOperations.REUPLOAD_DATA_FILE)
                                        .path("id", binding.ownId()),
                                change,
                                connection(change, binding),
                                binding))
                .then((reply, binding) -> stored(change, reply, binding))
                .limitedBy(DataOperations.REUPLOAD_DATA_FILE);
    }

    private static Step delete() {
        return Step.deletes("delete file", binding -> QlikRequest.of(DataOperations.DELETE_DATA_FILE)
                        .path("id", binding.ownId()))
                .settling(LOCKED, problem -> problem.status() == STATUS_LOCKED);
    }

    private static String path(Change change) {
        return change.desired().orElseThrow().spec().text("path").orElseThrow();
    }

    /** Without a connection in the call Qlik would put the file into the bot's personal space. */
    private static String connection(Change change, Binding binding) {
        String space = binding.idOf(
                SPACE, change.desired().orElseThrow().spec().get("space").orElseThrow());
        return FileSurvey.connection(binding.qlik(), space)
                .orElseThrow(() -> new QlikException.Missing(
                        DataOperations.GET_DATA_FILES_CONNECTIONS.id(),
                        Problem.ofStatus(404),
                        "Qlik shows no place for the files of the space; a space that was just made gets one soon."));
    }

    private static QlikRequest form(QlikRequest call, Change change, String connection, Binding binding) {
        ObjectNode json = JsonValues.object().put("name", path(change)).put("connectionId", connection);
        Optional<String> content = LargeUpload.content(binding);
        content.ifPresent(id -> json.put("tempContentFileId", id));
        List<Part> parts = new ArrayList<>(List.of(Part.json("Json", json)));
        if (content.isEmpty()) {
            parts.add(Part.file(
                    "File",
                    "content",
                    "application/octet-stream",
                    new ArtefactBody(file(change).orElseThrow())));
        }
        return call.multipart(parts);
    }

    /** What Qlik tells of the file afterwards is by what it is known from now on. */
    private static void stored(Change change, QlikReply reply, Binding binding) {
        String id = reply.body().path("id").asText(binding.knownOwnId().orElse(""));
        binding.ownId(id);
        JsonNode told = reply.body().has("size")
                ? reply.body()
                : binding.qlik()
                        .get(QlikRequest.of(DataOperations.GET_DATA_FILE).path("id", id));
        new FileView(told)
                .remember(
                        binding,
                        file(change).orElseThrow().shortDigest(),
                        FileSurvey.spaceName(change.desired().orElseThrow().spec()));
    }

    @Override
    public Optional<Refusal> objection(Change change, List<Change> plan, Look look) {
        return Storing.objection(change, look);
    }
}
