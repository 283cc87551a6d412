package truekeel.kinds.brand;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import truekeel.kinds.ArtefactBody;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Reads;
import truekeel.kinds.Step;
import truekeel.model.Artefact;
import truekeel.model.Live;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.FieldDiff;
import truekeel.qlik.Operation;
import truekeel.qlik.Operations;
import truekeel.qlik.Part;
import truekeel.qlik.QlikReply;
import truekeel.qlik.QlikRequest;

/** The calls that change a brand: texts, each file by itself, and which brand is active. */
final class BrandSteps {
    private static final String ID = "brand-id";
    private static final String FILE = "brand-file-id";

    private BrandSteps() {}

    static List<Step> create(Change change) {
        Value.Fields spec = change.desired().orElseThrow().spec();
        String name = spec.text("name").orElseThrow();
        List<Step> steps = new ArrayList<>();
        steps.add(Step.creates(
                        "create brand",
                        binding -> QlikRequest.of(Operations.CREATE_BRAND).multipart(parts(spec, binding)),
                        binding -> Reads.idOf(binding.qlik(), QlikRequest.of(Operations.GET_BRANDS), "name", name))
                .then(BrandSteps::created));
        if (spec.flag(BrandKind.ACTIVE).orElse(false)) {
            steps.add(activation(true));
        }
        return steps;
    }

    private static List<Part> parts(Value.Fields spec, Binding binding) {
        List<Part> parts = new ArrayList<>();
        for (String field : List.of("name", "description")) {
            spec.text(field).ifPresent(text -> parts.add(Part.text(field, text)));
        }
        for (String field : BrandKind.FILES) {
            binding.artefact("/" + field).ifPresent(artefact -> parts.add(part(field, artefact)));
        }
        return parts;
    }

    private static Part part(String name, Artefact artefact) {
        ArtefactBody body = new ArtefactBody(artefact);
        return Part.file(name, body.filename(), "application/octet-stream", body);
    }

    private static void created(QlikReply reply, Binding binding) {
        binding.ownId(reply.body().path("id").asText());
        for (JsonNode file : reply.body().path("files")) {
            remember(file.path("id").asText(), file, binding);
        }
    }

    /** Which tag a file got, for the case that it is not the MD5 of what was sent. */
    private static void remember(String field, JsonNode told, Binding binding) {
        String tag = told.path("eTag").asText("");
        Optional<Artefact> sent = binding.artefact("/" + field);
        if (sent.isPresent() && !tag.isEmpty()) {
            Value.Fields tags = binding.remembered(BrandKind.TAGS)
                    .filter(Value.Fields.class::isInstance)
                    .map(Value.Fields.class::cast)
                    .orElse(Value.Fields.EMPTY);
            binding.remember(
                    BrandKind.TAGS,
                    tags.with(
                            field,
                            Value.Fields.EMPTY
                                    .with("eTag", Value.text(tag))
                                    .with("md5", Value.text(sent.get().md5()))));
        }
    }

    static List<Step> update(Change change) {
        List<Step> steps = new ArrayList<>();
        ArrayNode texts = JsonValues.array();
        Map<String, Function<FieldDiff, Step>> others = Map.of(
                "logo",
                field -> file("logo", field, change),
                "favIcon",
                field -> file("favIcon", field, change),
                "styles",
                field -> file("styles", field, change),
                BrandKind.ACTIVE,
                field -> activation(field.desired().equals(Value.flag(true))));
        List<Step> later = new ArrayList<>();
        for (FieldDiff field : change.fields()) {
            Function<FieldDiff, Step> other = others.get(field.path().first());
            if (other == null) {
                texts.add(JsonValues.replace(field.path().toString(), JsonValues.textOrEmpty(field.desired())));
            } else {
                later.add(other.apply(field));
            }
        }
        if (!texts.isEmpty()) {
            steps.add(Step.updates("update brand", binding -> QlikRequest.of(Operations.PATCH_BRAND)
                    .path(ID, binding.ownId())
                    .json(texts)));
        }
        steps.addAll(later);
        return steps;
    }

    /** One call by what there is: put over a file, post where there is none, or take it away. */
    private static Step file(String field, FieldDiff diff, Change change) {
        boolean gone = diff.path().segments().size() == 1 && diff.desired().isNull();
        boolean there = change.live().map(Live::spec).orElse(Value.Fields.EMPTY).has(field);
        if (gone) {
            return Step.deletes("delete " + field, binding -> call(Operations.DELETE_BRAND_FILE, field, binding));
        }
        if (there) {
            return Step.updates("replace " + field, binding -> upload(Operations.UPDATE_BRAND_FILE, field, binding))
                    .then((reply, binding) -> remember(field, reply.body(), binding));
        }
        return Step.creates(
                        "add " + field,
                        binding -> upload(Operations.CREATE_BRAND_FILE, field, binding),
                        binding -> held(field, binding))
                .then((reply, binding) -> remember(field, reply.body(), binding));
    }

    private static QlikRequest call(Operation operation, String field, Binding binding) {
        return QlikRequest.of(operation).path(ID, binding.ownId()).path(FILE, field);
    }

    private static QlikRequest upload(Operation operation, String field, Binding binding) {
        return call(operation, field, binding).multipart(List.of(part("file", binding.artefactOf("/" + field))));
    }

    private static Optional<String> held(String field, Binding binding) {
        for (JsonNode file : binding.qlik()
                .get(QlikRequest.of(Operations.GET_BRAND).path(ID, binding.ownId()))
                .path("files")) {
            if (file.path("id").asText().equals(field)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    /** Sent again it changes nothing; the brand that was active before goes out with it. */
    private static Step activation(boolean on) {
        Operation operation = on ? Operations.ACTIVATE_BRAND : Operations.DEACTIVATE_BRAND;
        return Step.updates(
                on ? "activate brand" : "deactivate brand",
                binding -> QlikRequest.of(operation).path(ID, binding.ownId()).json(JsonValues.object()));
    }

    static Step delete() {
        return Step.deletes("delete brand", binding -> QlikRequest.of(Operations.DELETE_BRAND)
                .path(ID, binding.ownId()));
    }
}
