package truekeel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import truekeel.kinds.extension.ExtensionKind;
import truekeel.model.Artefact;
import truekeel.model.Desired;
import truekeel.model.FieldPath;
import truekeel.model.KindName;
import truekeel.model.Metadata;
import truekeel.model.NaturalKey;
import truekeel.model.Position;
import truekeel.model.ResourceRef;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.qlik.Problem;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;
import truekeel.secret.FixtureSecrets;

class PackagedZipTest {
    @Test
    void bringsBackADeletedOneWhoseNameIsStillTaken() {
        // given
        FakeQlik qlik = new FakeQlik().answer("GET /api/v1/extensions/hello", 410, "{}");
        Binding binding = binding(qlik.tenant());
        Step upload = new ExtensionKind().steps(create()).get(0);
        QlikRequest first = upload.request().apply(binding).orElseThrow();
        QlikException conflict =
                new QlikException.Conflict("uploadExtension", Problem.ofStatus(409), "The name is taken.");

        // when
        QlikRequest second = upload.request().apply(binding).orElseThrow();

        // then
        assertThat(first.toString()).startsWith("POST /api/v1/extensions ");
        assertThat(upload.settling().passing().test(conflict)).isTrue();
        assertThat(second.toString()).startsWith("PATCH /api/v1/extensions/hello ");
    }

    @Test
    void doesNotOverwriteALiveOneOfThatName() {
        // given
        FakeQlik qlik = new FakeQlik().answer("GET /api/v1/extensions/hello", 200, "{\"id\":\"x\",\"name\":\"hello\"}");
        Binding binding = binding(qlik.tenant());
        Step upload = new ExtensionKind().steps(create()).get(0);
        QlikRequest first = upload.request().apply(binding).orElseThrow();

        // when
        QlikRequest second = upload.request().apply(binding).orElseThrow();

        // then
        assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
    }

    private static Binding binding(QlikTenant qlik) {
        return new Binding(create(), "change01", qlik, new Directory(), Optional.empty(), new FixtureSecrets());
    }

    private static Change create() {
        KindName kind = KindName.of("Extension");
        Artefact zip = new Artefact(
                "tenants/acme/files/hello.zip",
                "0".repeat(64),
                "0".repeat(32),
                1,
                () -> new ByteArrayInputStream(new byte[1]));
        Desired desired = new Desired(
                new ResourceRef(kind, "hello"),
                NaturalKey.of(kind, Map.of("name", "hello")),
                Metadata.named("hello"),
                Desired.Lifecycle.PRESENT,
                Value.Fields.EMPTY.with("name", Value.text("hello")),
                Position.startOf("hello.yaml"),
                Map.of(FieldPath.parse("/source"), zip));
        return new Change.Create(desired, "It does not exist.", Set.of());
    }
}
