package truekeel.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import truekeel.model.FieldPath;
import truekeel.model.KindName;
import truekeel.model.Value;

/** What a kind's schema says of one field. Immutable; two of them are equal when they are the same. */
public final class FieldSchema {
    private static final String MARK = "x-truekeel-";

    private final FieldPath path;
    private final boolean required;
    private final JsonNode node;
    // read once: these are asked for every document of every tenant
    private final Set<String> types;
    private final Optional<KindName> reference;
    private final boolean softReference;
    private final boolean caseInsensitive;
    private final Value.Fields referenceDefaults;
    private final Value.Fields referenceExpects;
    private final Map<String, String> aliases;
    private final Optional<FieldPath> unlike;
    private final Map<FieldPath, Map<String, List<String>>> wordsBy;

    FieldSchema(FieldPath path, boolean required, JsonNode node) {
        this.path = path;
        this.required = required;
        this.node = node;
        Set<String> known = new TreeSet<>(rawTypes());
        known.remove("null");
        this.types = Collections.unmodifiableSet(known);
        this.reference = text("ref").map(KindName::of);
        this.softReference = flag("ref-soft");
        this.caseInsensitive = text("case").filter("insensitive"::equals).isPresent();
        this.referenceDefaults = JsonValues.fields(mark("ref-defaults"));
        this.referenceExpects = JsonValues.fields(mark("ref-expects"));
        this.aliases = Collections.unmodifiableMap(readAliases());
        this.unlike = text("unlike").map(FieldPath::parse);
        this.wordsBy = Collections.unmodifiableMap(readWordsBy());
    }

    /** How the members of a list are told apart. */
    public record SetMark(List<String> identity, Optional<String> modeField) {
        public SetMark {
            identity = List.copyOf(identity);
        }
    }

    /**
     * What a named file must be.
     *
     * @param types one of which it is
     * @param mostBytes how large it may be
     */
    public record ContentMark(List<FileType> types, long mostBytes) {
        public ContentMark {
            types = List.copyOf(types);
        }
    }

    /** Which digest of a named file stands for its content. */
    public enum ArtefactDigest {
        /** The first twelve hex digits of the SHA-256. */
        SHA256,
        /** All 32 hex digits of the MD5. */
        MD5
    }

    /** Within the spec; {@code *} stands for every element of a list or map. */
    public FieldPath path() {
        return path;
    }

    /** Whether what holds the field must have it. */
    public boolean isRequired() {
        return required;
    }

    /** The JSON types that the field takes, without null: {@code string}, {@code object}, … in alphabetical order. */
    public Set<String> types() {
        return types;
    }

    /** Whether null clears the field in Qlik. */
    public boolean isClearable() {
        return rawTypes().contains("null");
    }

    public String description() {
        return node.path("description").asText();
    }

    public List<Value> examples() {
        return values(node.path("examples"));
    }

    /** The words that the field takes; empty when it takes any. */
    public List<String> words() {
        return texts(node.path("enum"));
    }

    /** The kind that the field refers to. */
    public Optional<KindName> reference() {
        return reference;
    }

    /** Whether the target of the reference is used by name and never looked up. */
    public boolean isSoftReference() {
        return softReference;
    }

    /** What narrows a reference that is written as a mere text. */
    public Value.Fields referenceDefaults() {
        return referenceDefaults;
    }

    /** What the target of the reference must hold, field by field. */
    public Value.Fields referenceExpects() {
        return referenceExpects;
    }

    /** Present on lists that are compared without order. Without identity the members are compared as a whole. */
    public Optional<SetMark> set() {
        JsonNode mark = mark("set");
        if (mark.isMissingNode()) {
            return Optional.empty();
        }
        return Optional.of(new SetMark(texts(mark), text("set-mode")));
    }

    /** Whether Qlik never tells the field's value and it is written by a secret's name. */
    public boolean isWriteOnly() {
        return flag("write-only");
    }

    /** Whether the value may be written by a secret's name, and is never told by Qlik where it is. */
    public boolean mayBeSecret() {
        return flag("may-be-secret");
    }

    /** Kinds whose documents in the same space come before one that has the field. */
    public List<KindName> after() {
        return texts(mark("after")).stream().map(KindName::of).toList();
    }

    /** What else a change of the field brings about, a full sentence for the plan; empty where nothing does. */
    public String note() {
        return text("note").orElse("");
    }

    /** Whether a change needs the object to be deleted and made anew, always or {@link #recreateWhere} only. */
    public boolean needsRecreate() {
        return flag("recreate") || mark("recreate").isObject();
    }

    /** When a change needs that; without conditions always. */
    public Conditions recreateWhere() {
        return Conditions.of(mark("recreate"));
    }

    /** Where alone the field is possible. */
    public Optional<Conditions> where() {
        return conditions("where");
    }

    /** Where the field must be there. */
    public Optional<Conditions> requiredWhere() {
        return conditions("required-where");
    }

    /** Whether the text is a public key in PEM form, in which line breaks do not matter. */
    public boolean isPublicKey() {
        return text("form").filter("public-key"::equals).isPresent();
    }

    /** What the text must be beyond a pattern. */
    public Optional<TextForm> form() {
        return text("form").flatMap(TextForm::of);
    }

    /** Whether the field steers Truekeel and is never compared with live state. */
    public boolean isLocal() {
        return flag("local");
    }

    /** Present on maps that name a file of the repository in their field {@code file}. */
    public Optional<ArtefactDigest> artefact() {
        return text("artefact").map(word -> word.equals("md5") ? ArtefactDigest.MD5 : ArtefactDigest.SHA256);
    }

    /** Present on maps that name, in their field {@code file}, a file that stands for other fields of the spec. */
    public Optional<InclusionFormat> inclusion() {
        return text("includes").map(InclusionFormat::of);
    }

    /** Whether no two documents of a tenant may hold the same value; of a flag that is true. */
    public boolean isHeldOnce() {
        return flag("once");
    }

    /** What the named file must be; empty for files that are looked into. */
    public Optional<ContentMark> content() {
        JsonNode mark = mark("content");
        if (mark.isMissingNode()) {
            return Optional.empty();
        }
        List<FileType> types =
                texts(mark.path("types")).stream().map(FileType::of).toList();
        return Optional.of(new ContentMark(types, mark.path("mostBytes").asLong(Long.MAX_VALUE)));
    }

    /** Other spellings of words, to the word that Qlik knows. */
    public Map<String, String> aliases() {
        return aliases;
    }

    public boolean isCaseInsensitive() {
        return caseInsensitive;
    }

    /** The field, within the spec, that this one must not equal. */
    public Optional<FieldPath> unlike() {
        return unlike;
    }

    /** For words that depend on another field: that field's path to its words to the words allowed here. */
    Map<FieldPath, Map<String, List<String>>> wordsBy() {
        return wordsBy;
    }

    private Map<String, String> readAliases() {
        Map<String, String> read = new LinkedHashMap<>();
        mark("alias")
                .properties()
                .forEach(alias -> read.put(alias.getKey(), alias.getValue().asText()));
        return read;
    }

    private Map<FieldPath, Map<String, List<String>>> readWordsBy() {
        Map<FieldPath, Map<String, List<String>>> by = new LinkedHashMap<>();
        mark("enum-by").properties().forEach(field -> {
            Map<String, List<String>> allowed = new LinkedHashMap<>();
            field.getValue().properties().forEach(word -> allowed.put(word.getKey(), texts(word.getValue())));
            by.put(FieldPath.parse(field.getKey()), allowed);
        });
        return by;
    }

    private List<String> rawTypes() {
        JsonNode type = node.path("type");
        return type.isTextual() ? List.of(type.asText()) : texts(type);
    }

    private JsonNode mark(String name) {
        return node.hasNonNull(MARK + name) ? node.path(MARK + name) : MissingNode.getInstance();
    }

    private Optional<String> text(String name) {
        return Optional.of(mark(name)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    private Optional<Conditions> conditions(String name) {
        return Optional.of(mark(name)).filter(JsonNode::isObject).map(Conditions::of);
    }

    private boolean flag(String name) {
        return mark(name).asBoolean(false);
    }

    private static List<Value> values(JsonNode array) {
        List<Value> values = new ArrayList<>();
        array.forEach(item -> values.add(JsonValues.fromJson(item)));
        return values;
    }

    private static List<String> texts(JsonNode array) {
        return values(array).stream().map(Value::toString).toList();
    }
}
