package truekeel.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import truekeel.model.Artefact;
import truekeel.model.Desired;
import truekeel.model.FieldPath;
import truekeel.model.Metadata;
import truekeel.model.NaturalKey;
import truekeel.model.Position;
import truekeel.model.ResourceRef;
import truekeel.model.Value;
import truekeel.plan.Change;

class ContentChangeTest {
    private static final Metadata ACME = Metadata.named("acme");
    private static final String SHA256 = "0123456789ab".repeat(6).substring(0, 64);

    private static Optional<ContentChange> created(String field, String word) {
        ResourceRef ref = ResourceRef.of("App", "Sales");
        Value.Fields named = Value.Fields.EMPTY
                .with(word, Value.text("files/x"))
                .with("digest", Value.text(SHA256.substring(0, 12)));
        Artefact file = new Artefact("files/x", SHA256, "0", 1, () -> new ByteArrayInputStream(new byte[1]));
        Desired desired = new Desired(
                ref,
                NaturalKey.of(ref.kind(), Map.of("name", "Sales")),
                Metadata.named("Sales"),
                Desired.Lifecycle.PRESENT,
                Value.Fields.EMPTY.with(field, named),
                new Position("x.yaml", 1, 1),
                Map.of(FieldPath.parse("/" + field), file));
        return ContentChange.of(new Change.Create(desired, "It does not exist.", Set.of()), ACME);
    }

    @Test
    void isToldOfAppFilesOnly() {
        assertThat(created("source", "file")).isPresent();
        assertThat(created("source", "script")).isEmpty();
        assertThat(created("thumbnail", "file")).isEmpty();
    }

    @Test
    void takesTheDigestOfAThumbnailForNoContent() {
        assertThat(ContentChange.between(FieldPath.parse("/source/digest"), "0123456789ab", "ba9876543210", true))
                .isPresent();
        assertThat(ContentChange.between(FieldPath.parse("/thumbnail/digest"), "0123456789ab", "ba9876543210", true))
                .isEmpty();
    }
}
