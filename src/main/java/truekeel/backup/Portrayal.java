package truekeel.backup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import truekeel.backup.Snapshot.Attachment;
import truekeel.backup.Snapshot.Document;
import truekeel.backup.Snapshot.Gap;
import truekeel.model.FieldPath;
import truekeel.model.Live;
import truekeel.model.Value;
import truekeel.qlik.Identity;
import truekeel.schema.FieldSchema;
import truekeel.schema.FieldSchema.ArtefactDigest;
import truekeel.schema.KindSchema;
import truekeel.schema.Reference;

/** Turns live objects of one kind into documents that ask for exactly what is there. */
final class Portrayal {
    private static final String USER = "User";

    private final KindSchema schema;
    private final Identity self;
    private final Downloads downloads;

    Portrayal(KindSchema schema, Identity self, Downloads downloads) {
        this.schema = schema;
        this.self = self;
        this.downloads = downloads;
    }

    /** Whether people could have made it: not what Qlik ships, unless it can be declared, and not our bot. */
    boolean isOurs(Live live) {
        boolean builtIn = live.isBuiltIn() || live.id().equals(self.userId());
        return !builtIn || schema.builtIn().contains(live.name());
    }

    /** Gives one document, or a gap. */
    void document(Live live, String name, Consumer<Document> documents, Consumer<Gap> gaps) {
        List<String> comments = new ArrayList<>();
        live.facts().text(Live.UNTOLD).ifPresent(comments::add);
        List<Attachment> files = new ArrayList<>();
        Value.Fields spec = live.spec();
        if (schema.builtIn().contains(live.name())) {
            spec = spec.without("description");
        }
        spec = withoutLooseEnds(spec, comments);
        spec = withoutUnlike(spec);
        for (FieldSchema field : schema.fields().values()) {
            if (field.artefact().isPresent() && field.path().in(spec).isPresent()) {
                int before = files.size();
                Optional<String> problem = attach(live, name, field, comments, files);
                if (problem.isPresent()) {
                    gaps.accept(new Gap(schema.name() + "/" + name, problem.get(), false));
                    return;
                }
                spec = placed(spec, field, files.subList(before, files.size()));
            }
        }
        documents.accept(new Document(schema.name(), name, tidy(spec, name), comments, files));
    }

    /** A reference that leads nowhere, or to our own bot, is nothing to declare. */
    private Value.Fields withoutLooseEnds(Value.Fields spec, List<String> comments) {
        Value.Fields clean = spec;
        for (Reference reference : schema.references(spec)) {
            boolean loose = reference.written() instanceof Value.Fields parts && parts.has("id");
            boolean own = reference.target().value().equals(USER)
                    && reference.written().equals(Value.text(self.subject()));
            if (loose || own) {
                clean = dropped(clean, reference.path());
            }
            if (loose) {
                comments.add("Left out: " + reference.path() + ", a " + reference.target()
                        + " that is not there or may not be seen.");
            }
        }
        return clean;
    }

    /** Without the field at a path; an element of a list goes as a whole, and what is left of the list binds nobody. */
    private Value.Fields dropped(Value.Fields spec, FieldPath path) {
        if (path.segments().size() == 1 || !(spec.get(path.first()).orElseThrow() instanceof Value.Items)) {
            return (Value.Fields) path.replacedIn(spec, Value.nothing());
        }
        String list = path.first();
        Optional<String> mode = modeOf(list);
        return mode.isPresent()
                ? ((Value.Fields) new FieldPath(path.segments().subList(0, 2)).replacedIn(spec, Value.nothing()))
                        .with(mode.get(), Value.text("atLeast"))
                : spec.with(list, Value.nothing());
    }

    private Optional<String> modeOf(String list) {
        return schema.field(FieldPath.ROOT.child(list))
                .flatMap(FieldSchema::set)
                .flatMap(FieldSchema.SetMark::modeField);
    }

    /**
     * Members that may not be listed, such as a space's owner who has a role besides: they are left out, and the mode
     * that keeps unlisted members is set.
     */
    private Value.Fields withoutUnlike(Value.Fields spec) {
        Value.Fields clean = spec;
        for (FieldSchema field : schema.fields().values()) {
            Optional<Value> other = field.unlike().flatMap(path -> path.in(spec));
            if (other.isPresent() && field.path().segments().size() > 2) {
                clean = without(clean, field, other.get());
            }
        }
        return clean;
    }

    private Value.Fields without(Value.Fields spec, FieldSchema field, Value unwanted) {
        String list = field.path().first();
        List<Value> before = spec.items(list);
        List<Value> after = before.stream()
                .filter(item -> !(item instanceof Value.Fields member
                        && member.get(field.path().last())
                                .filter(unwanted::equals)
                                .isPresent()))
                .toList();
        if (after.size() == before.size()) {
            return spec;
        }
        Value.Fields clean = spec.with(list, new Value.Items(after));
        return modeOf(list).map(mode -> clean.with(mode, Value.text("atLeast"))).orElse(clean);
    }

    /** Files whose MD5 Qlik tells are fetched; of others, such as apps, Qlik gives back something else. */
    private Optional<String> attach(
            Live live, String name, FieldSchema field, List<String> comments, List<Attachment> files) {
        Optional<String> text =
                live.facts().fields(Live.CONTENT).text(field.path().last());
        if (text.isPresent()) {
            files.add(downloads.keep(Names.file(name) + ".json", text.get()));
            return Optional.empty();
        }
        if (field.artefact().orElseThrow() == ArtefactDigest.SHA256) {
            comments.add("The content is not managed. To deploy it from Git, add "
                    + field.path().last() + ": {file: files/...} and the file itself.");
            return Optional.empty();
        }
        String digest = field.path()
                .child("digest")
                .in(live.spec())
                .map(Value::toString)
                .orElse("");
        String own = field.path().last();
        String path = field.content()
                .map(content -> Names.file(name) + "-" + own + "."
                        + content.types().get(0).ending())
                .orElse(Names.file(name) + ".zip");
        Downloads.Result result = downloads.fetch(live, own, path, digest);
        result.file().ifPresent(files::add);
        return result.file().isPresent() ? Optional.empty() : Optional.of(result.problem());
    }

    private static Value.Fields placed(Value.Fields spec, FieldSchema field, List<Attachment> files) {
        Value source = files.isEmpty()
                ? Value.nothing()
                : Value.Fields.EMPTY.with("file", Value.text(files.get(0).path()));
        return (Value.Fields) field.path().replacedIn(spec, source);
    }

    /** Only fields that manifests have, in the schema's words; what is empty is left to Qlik. */
    private Value.Fields tidy(Value.Fields spec, String name) {
        Map<String, Value> kept = new LinkedHashMap<>();
        spec.values().forEach((field, value) -> {
            boolean known = schema.field(FieldPath.ROOT.child(field)).isPresent();
            boolean repeats = field.equals("name") && Names.isNamedByDocument(schema) && value.equals(Value.text(name));
            if (known && !repeats) {
                tidy(value).ifPresent(rest -> kept.put(field, rest));
            }
        });
        return new Value.Fields(kept);
    }

    private static Optional<Value> tidy(Value value) {
        if (value instanceof Value.Fields fields) {
            Map<String, Value> kept = new LinkedHashMap<>();
            fields.values().forEach((name, part) -> tidy(part).ifPresent(rest -> kept.put(name, rest)));
            return kept.isEmpty() ? Optional.empty() : Optional.of(new Value.Fields(kept));
        }
        if (value instanceof Value.Items items) {
            List<Value> kept =
                    items.values().stream().flatMap(item -> tidy(item).stream()).toList();
            return kept.isEmpty() ? Optional.empty() : Optional.of(new Value.Items(kept));
        }
        boolean empty = value.isNull()
                || (value instanceof Value.Text text && text.value().isEmpty());
        return empty ? Optional.empty() : Optional.of(value);
    }
}
