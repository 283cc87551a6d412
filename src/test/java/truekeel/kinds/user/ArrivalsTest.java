package truekeel.kinds.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import truekeel.kinds.Binding;
import truekeel.kinds.Directory;
import truekeel.kinds.FakeQlik;
import truekeel.kinds.Step;
import truekeel.model.Desired;
import truekeel.model.KindName;
import truekeel.model.Metadata;
import truekeel.model.NaturalKey;
import truekeel.model.Position;
import truekeel.model.ResourceRef;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikReply;
import truekeel.secret.FixtureSecrets;

class ArrivalsTest {
    private static final Value.Fields INVITED = Value.Fields.EMPTY.with("email", Value.text("john@acme.example"));

    @Test
    void takesTheIdFromTheInvitationsOwnOutcome() {
        // given
        Binding binding = binding();

        // when
        Arrivals.step(INVITED)
                .done()
                .accept(
                        reply("{\"data\":[{\"status\":\"ok\",\"userId\":\"u1\",\"email\":\"john@acme.example\"}]}"),
                        binding);

        // then
        assertThat(binding.ownId()).isEqualTo("u1");
    }

    @Test
    void takesAnInvitationThatFailedForARefusal() {
        // given
        Step invite = Arrivals.step(INVITED);
        QlikReply reply = reply("{\"data\":[{\"status\":\"error\",\"title\":\"Disabled user\",\"code\":\"1002\"}]}");
        Binding binding = binding();

        // when
        Runnable done = () -> invite.done().accept(reply, binding);

        // then
        assertThatThrownBy(done::run)
                .isInstanceOf(QlikException.Rejected.class)
                .hasMessageContaining("Disabled user (code 1002)");
    }

    @Test
    void findsTheUserOfALostInvitationByAddressWithoutCase() {
        // given
        FakeQlik qlik = new FakeQlik()
                .answer(
                        "GET /api/v1/users",
                        200,
                        "{\"data\":[{\"id\":\"u0\",\"email\":\"x.john@acme.example\"},"
                                + "{\"id\":\"u1\",\"email\":\"John@Acme.example\"}]}");

        // when
        Optional<String> found = Arrivals.step(INVITED).find().apply(binding(qlik));

        // then
        assertThat(found).contains("u1");
    }

    @Test
    void takesAPatchInPartForARefusal() {
        // given
        Step patch = UserPatch.completing(Value.Fields.EMPTY.with("status", Value.text("disabled")));
        QlikReply reply = reply("{\"errors\":[{\"code\":\"USERS-9\",\"title\":\"No such group\"}]}");
        Binding binding = binding();

        // when
        Runnable done = () -> patch.done().accept(reply, binding);

        // then
        assertThatThrownBy(done::run)
                .isInstanceOf(QlikException.Rejected.class)
                .hasMessageContaining("in part only: USERS-9 No such group");
    }

    @Test
    void sendsNothingWhenNothingIsLeftToDo() {
        // given
        FakeQlik qlik = new FakeQlik().answer("GET /api/v1/users/u1", 200, "{\"id\":\"u1\",\"status\":\"disabled\"}");
        Step patch = UserPatch.completing(Value.Fields.EMPTY.with("status", Value.text("disabled")));
        Binding binding = binding(qlik);
        binding.ownId("u1");

        // when
        boolean sends = patch.request().apply(binding).isPresent();

        // then
        assertThat(sends).isFalse();
    }

    private static QlikReply reply(String json) {
        try {
            return new QlikReply(207, Map.of(), new ObjectMapper().readTree(json));
        } catch (IOException malformed) {
            throw new AssertionError(malformed);
        }
    }

    private static Binding binding() {
        return binding(new FakeQlik());
    }

    private static Binding binding(FakeQlik qlik) {
        KindName kind = KindName.of("User");
        Desired john = new Desired(
                new ResourceRef(kind, "john"),
                NaturalKey.of(kind, Map.of("email", "john@acme.example")),
                Metadata.named("john"),
                Desired.Lifecycle.PRESENT,
                INVITED,
                Position.startOf("john.yaml"),
                Map.of());
        Change create = new Change.Create(john, "It does not exist.", Set.of());
        return new Binding(create, "change01", qlik.tenant(), new Directory(), Optional.empty(), new FixtureSecrets());
    }
}
