package truekeel.kinds.brand;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Kind;
import truekeel.kinds.Look;
import truekeel.kinds.Reads;
import truekeel.kinds.Seen;
import truekeel.kinds.Step;
import truekeel.model.Desired;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.Owned;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.qlik.Operations;
import truekeel.qlik.QlikRequest;

/**
 * Brands: how a tenant looks. Files are known again by their entity tags, which are their MD5 unless Qlik adjusts what
 * it is given: then the inventory remembers which tag belongs to which file.
 */
public final class BrandKind implements Kind {
    static final KindName NAME = KindName.of("Brand");
    static final String ACTIVE = "active";
    static final List<String> FILES = List.of("logo", "favIcon", "styles");
    /** The fact that holds, for each file, the tag that it got and the MD5 of what was sent. */
    static final String TAGS = "eTags";

    private static final Pattern MD5 = Pattern.compile("(?:W/)?\"?([0-9a-fA-F]{32})\"?");

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public void observe(Look look, Consumer<Seen> each) {
        Set<String> wanted = active(look)
                .map(desired -> desired.spec().text("name").orElse(""))
                .collect(Collectors.toSet());
        Reads.each(
                look,
                QlikRequest.of(Operations.GET_BRANDS),
                id -> QlikRequest.of(Operations.GET_BRAND).path("brand-id", id),
                brand -> each.accept(seen(look, brand, wanted)));
    }

    /** The declared brands of which one shall be active. */
    private static Stream<Desired> active(Look look) {
        return look.declared(NAME).stream()
                .filter(desired -> !desired.isAbsent())
                .filter(desired -> desired.spec().flag(ACTIVE).orElse(false));
    }

    /**
     * Activating one brand deactivates the other: where another one is declared active, that this one is active still
     * is part of the same difference and not told a second time.
     */
    private static Seen seen(Look look, JsonNode brand, Set<String> wanted) {
        String id = brand.path("id").asText();
        String name = brand.path("name").asText();
        boolean replaced = !wanted.isEmpty() && !wanted.contains(name);
        Value.Fields spec = JsonValues.fields(brand, "name", "description")
                .with(ACTIVE, Value.flag(brand.path(ACTIVE).asBoolean(false) && !replaced));
        Value.Fields tags =
                look.line(NAME, id).map(Owned::facts).orElse(Value.Fields.EMPTY).fields(TAGS);
        boolean untold = false;
        for (JsonNode file : brand.path("files")) {
            String field = file.path("id").asText();
            Optional<String> digest =
                    digest(tags.fields(field), file.path("eTag").asText());
            untold |= digest.isEmpty();
            spec = spec.with(field, Value.Fields.EMPTY.with("digest", Value.text(digest.orElse(""))));
        }
        Optional<String> unknown = untold ? Optional.of("Qlik gives no entity tag of a file.") : Optional.empty();
        return new Seen(id, spec, Value.Fields.EMPTY, unknown);
    }

    /** What is known of a tag that we were given before, else the MD5 that it is; other tags stand for themselves. */
    private static Optional<String> digest(Value.Fields remembered, String tag) {
        if (tag.isBlank()) {
            return Optional.empty();
        }
        if (remembered.text("eTag").equals(Optional.of(tag))) {
            return remembered.text("md5");
        }
        Matcher md5 = MD5.matcher(tag);
        return Optional.of(md5.matches() ? md5.group(1).toLowerCase(Locale.ROOT) : tag);
    }

    @Override
    public List<Step> steps(Change change) {
        return switch (change.action()) {
            case CREATE -> BrandSteps.create(change);
            case UPDATE -> BrandSteps.update(change);
            case DELETE -> List.of(BrandSteps.delete());
            case RECREATE, ADOPT, RELEASE -> List.of();
        };
    }

    @Override
    public Optional<QlikRequest> content(Live live, String field) {
        return Optional.of(QlikRequest.of(Operations.GET_BRAND_FILE)
                .path("brand-id", live.id())
                .path("brand-file-id", field));
    }
}
