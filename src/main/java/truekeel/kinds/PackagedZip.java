package truekeel.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import truekeel.model.Live;
import truekeel.model.Value;
import truekeel.plan.Action;
import truekeel.plan.Change;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.Operation;
import truekeel.qlik.Part;
import truekeel.qlik.Problem;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikReply;
import truekeel.qlik.QlikRequest;

/**
 * What extensions and themes have in common: one zip with a name inside, uploaded as a part of a form beside its tags,
 * and known again by the MD5 that Qlik keeps of it.
 *
 * @param noun what people call one, such as {@code theme}
 */
public record PackagedZip(
        String noun,
        Operation list,
        Operation get,
        Operation upload,
        Operation patch,
        Operation delete,
        Operation download) {
    private static final int GONE = 410;
    /** Enough for one more attempt, after which a conflict is what it says. */
    private static final Duration NAME_FREED = Duration.ofSeconds(1);

    private static final String SENT = "sent";

    /** Gives all live objects; the service has one list without pages. */
    public void observe(Look look, Consumer<Seen> each) {
        Reads.each(
                look, QlikRequest.of(list), id -> QlikRequest.of(get).path("id", id), node -> each.accept(seen(node)));
    }

    /** Without its MD5 nobody can tell whether the content is the declared one, so such an object counts as unknown. */
    private static Seen seen(JsonNode node) {
        String md5 = node.path("file").path("md5").asText();
        boolean bundled =
                node.path("bundled").asBoolean(false) || node.path("bundle").isObject();
        Value.Fields spec = JsonValues.fields(node, "name")
                .with("source", Value.Fields.EMPTY.with("digest", Value.text(md5)))
                .with("tags", JsonValues.value(node.path("tags")));
        return new Seen(
                node.path("id").asText(),
                spec,
                Value.Fields.EMPTY.with(Live.BUILT_IN, Value.flag(bundled)),
                md5.isEmpty() && !bundled ? Optional.of("Qlik gives no MD5 of its file.") : Optional.empty());
    }

    /** The zip of a live object, which only admins may download. */
    public QlikRequest content(Live live) {
        return QlikRequest.of(download).path("id", live.id());
    }

    /** The calls of one change. */
    public List<Step> steps(Change change) {
        return Step.oneEach(change, this::create, this::update, this::remove);
    }

    private Step create(Change change) {
        Value.Fields spec = change.desired().orElseThrow().spec();
        String name = spec.text("name").orElseThrow();
        return Step.creates(
                        "upload " + noun, binding -> arrival(binding, spec, name), binding -> idByName(binding, name))
                .then((reply, binding) -> binding.ownId(id(reply)
                        .or(() -> idByName(binding, name))
                        .orElseThrow(() -> new QlikException.Malformed(
                                upload.id(),
                                Problem.ofStatus(reply.status()),
                                "The answer to an upload names no " + noun + ".",
                                null))))
                .settling(NAME_FREED, QlikException.Conflict.class::isInstance);
    }

    /**
     * An upload; where Qlik refuses a name that only a deleted object has, that object is brought back by a patch. It
     * is not published which of the two a deleted name needs.
     */
    private QlikRequest arrival(Binding binding, Value.Fields spec, String name) {
        boolean again = binding.value(SENT).isPresent();
        binding.value(SENT, name);
        if (again && isDeleted(binding, name)) {
            return QlikRequest.of(patch).path("id", name).multipart(parts(binding, JsonValues.present(spec, "tags")));
        }
        return QlikRequest.of(upload).multipart(parts(binding, JsonValues.present(spec, "name", "tags")));
    }

    private boolean isDeleted(Binding binding, String name) {
        try {
            binding.qlik().get(QlikRequest.of(get).path("id", name));
            return false;
        } catch (QlikException.Missing missing) {
            return missing.status() == GONE;
        }
    }

    private Step update(Change change) {
        boolean content = change.differing().contains("source");
        ObjectNode data = JsonValues.object();
        change.fields().stream()
                .filter(field -> !field.path().first().equals("source"))
                .forEach(field -> data.set(field.path().last(), JsonValues.listOrEmpty(field.desired())));
        return Step.updates("update " + noun, binding -> QlikRequest.of(patch)
                .path("id", binding.ownId())
                .multipart(content ? parts(binding, data) : data(data)));
    }

    private Step remove() {
        return Step.deletes("delete " + noun, binding -> QlikRequest.of(delete).path("id", binding.ownId()));
    }

    /** The file, then the data beside it when there is any. */
    private List<Part> parts(Binding binding, ObjectNode data) {
        List<Part> parts = new ArrayList<>();
        ArtefactBody body = new ArtefactBody(binding.artefactOf("/source"));
        parts.add(Part.file("file", zipName(body), "application/zip", body));
        parts.addAll(data(data));
        return parts;
    }

    private static List<Part> data(ObjectNode data) {
        return data.isEmpty() ? List.of() : List.of(Part.json("data", data));
    }

    /** A folder of the repository is sent as a zip as well. */
    private static String zipName(ArtefactBody body) {
        String name = body.filename();
        return name.endsWith(".zip") ? name : name + ".zip";
    }

    /** One service answers with the object, the other may with a list of one. */
    private static Optional<String> id(QlikReply reply) {
        JsonNode body = reply.body();
        String id = body.path("id").asText(body.path("data").path(0).path("id").asText());
        return id.isEmpty() ? Optional.empty() : Optional.of(id);
    }

    private Optional<String> idByName(Binding binding, String name) {
        return Reads.idOf(binding.qlik(), QlikRequest.of(list), "name", name);
    }

    /** What Qlik ships is not ours to delete or to replace. */
    public Optional<Refusal> objection(Change change) {
        if (change.live().filter(Live::isBuiltIn).isEmpty() || change.action() == Action.CREATE) {
            return Optional.empty();
        }
        return Optional.of(Refusal.of(
                RefusalCode.NEVER_DELETED,
                change.ref(),
                change.ref() + " is a " + noun + " that Qlik ships; it is neither replaced nor deleted.",
                "Give yours another name.",
                false));
    }
}
