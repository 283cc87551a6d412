package truekeel.kinds.licenseassignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import truekeel.kinds.Binding;
import truekeel.kinds.Directory;
import truekeel.kinds.FakeQlik;
import truekeel.kinds.Look;
import truekeel.kinds.Seats;
import truekeel.kinds.Seen;
import truekeel.kinds.Step;
import truekeel.model.Desired;
import truekeel.model.Live;
import truekeel.model.Metadata;
import truekeel.model.NaturalKey;
import truekeel.model.Position;
import truekeel.model.ResourceRef;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikReply;
import truekeel.secret.FixtureSecrets;

class LicenseAssignmentKindTest {
    private static final String OVERVIEW = "GET /api/v1/licenses/overview";
    private static final String LIST = "/api/v1/licenses/assignments";
    private static final Value.Fields SPEC =
            Value.Fields.EMPTY.with("subject", Value.text("jane")).with("type", Value.text("professional"));
    private static final Desired JANE = new Desired(
            new ResourceRef(Seats.KIND, "jane"),
            NaturalKey.of(Seats.KIND, Map.of("subject", "jane")),
            Metadata.named("jane"),
            Desired.Lifecycle.PRESENT,
            SPEC,
            Position.startOf("jane.yaml"),
            Map.of());
    private static final Live LIVE =
            new Live(Seats.KIND, "jane", List.of(JANE.key()), "jane", SPEC, Value.Fields.EMPTY, Optional.empty());
    private static final Change CREATE = new Change.Create(JANE, "It does not exist.", Set.of());
    private static final Change DELETE =
            new Change.Delete(JANE.ref(), LIVE, Optional.of(JANE), "The manifest says ensure: absent.", Set.of());

    private final LicenseAssignmentKind kind = new LicenseAssignmentKind();

    @Test
    void tellsHowManySeatsThereAreWhenNoneIsLeft() {
        // given
        FakeQlik qlik = new FakeQlik()
                .answer(OVERVIEW, 200, "{\"allotments\":[{\"name\":\"professional\",\"units\":2,\"unitsUsed\":2}]}");
        String answer = item("\"status\":403,\"code\":\"LICENSES-011\",\"title\":\"No allotment left\"");

        // when
        Runnable done = () -> done(CREATE, qlik, answer);

        // then
        assertThatThrownBy(done::run)
                .isInstanceOf(QlikException.Conflict.class)
                .hasMessageContaining("jane")
                .hasMessageContaining("LICENSES-011")
                .hasMessageEndingWith("Of 2 professional seats 2 are taken, by whichever tenant of the licence.")
                .extracting(problem -> ((QlikException) problem).code())
                .isEqualTo(QlikException.Code.QLIK_NO_SEAT_LEFT);
    }

    @Test
    void refusesWithoutTheNumbersWhenTheyCannotBeRead() {
        // given
        FakeQlik qlik = new FakeQlik().answer(OVERVIEW, 403, "{}");
        String answer = item("\"status\":403,\"code\":\"LICENSES-011\"");

        // when
        Runnable done = () -> done(CREATE, qlik, answer);

        // then
        assertThatThrownBy(done::run)
                .isInstanceOf(QlikException.Conflict.class)
                .hasMessageEndingWith("(LICENSES-011).");
    }

    @Test
    void takesASeatThatIsHeldAlreadyForDone() {
        // given
        String answer = item("\"status\":409,\"code\":\"LICENSES-005\"");

        // when
        Runnable done = () -> done(CREATE, new FakeQlik(), answer);

        // then
        assertThatCode(done::run).doesNotThrowAnyException();
    }

    @Test
    void takesASeatThatIsGoneAlreadyForReleased() {
        // given
        String answer = item("\"status\":404,\"code\":\"LICENSES-016\"");

        // when
        Runnable done = () -> done(DELETE, new FakeQlik(), answer);

        // then
        assertThatCode(done::run).doesNotThrowAnyException();
    }

    @Test
    void takesAnItemThatIsRefusedForARefusal() {
        // given
        String answer = item("\"status\":400,\"code\":\"LICENSES-004\",\"title\":\"Unknown assignment type\"");

        // when
        Runnable done = () -> done(DELETE, new FakeQlik(), answer);

        // then
        assertThatThrownBy(done::run)
                .isInstanceOf(QlikException.Rejected.class)
                .hasMessageContaining("LICENSES-004 Unknown assignment type");
    }

    @Test
    void exportsThePeopleOfTheTenantAlone() {
        // given
        FakeQlik qlik = new FakeQlik()
                .answer("GET " + LIST, 200, seats("jane", "qlikbot\\\\x", "stranger"))
                .answer("GET " + LIST + "?orphans=true&limit=100", 200, seats("stranger"));
        List<Seen> seen = new ArrayList<>();

        // when
        kind.observe(Look.atEverything(qlik.tenant()), seen::add);

        // then
        assertThat(seen).extracting(Seen::id).containsExactly("jane", "qlikbot\\x");
        assertThat(seen)
                .extracting(seat -> seat.facts().flag("builtIn").orElseThrow())
                .containsExactly(false, true);
    }

    private static String seats(String... subjects) {
        return "{\"data\":["
                + String.join(
                        ",",
                        List.of(subjects).stream()
                                .map(subject -> "{\"subject\":\"" + subject + "\",\"type\":\"analyzer\"}")
                                .toList())
                + "]}";
    }

    private static String item(String verdict) {
        return "{\"data\":[{\"subject\":\"jane\",\"type\":\"professional\"," + verdict + "}]}";
    }

    private void done(Change change, FakeQlik qlik, String answer) {
        Binding binding =
                new Binding(change, "change01", qlik.tenant(), new Directory(), Optional.empty(), new FixtureSecrets());
        Step step = kind.steps(change).get(0);
        try {
            step.done().accept(new QlikReply(207, Map.of(), new ObjectMapper().readTree(answer)), binding);
        } catch (IOException malformed) {
            throw new AssertionError(malformed);
        }
    }
}
