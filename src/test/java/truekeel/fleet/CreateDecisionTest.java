package truekeel.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import truekeel.fleet.Candidate.Holding;
import truekeel.model.TenantName;
import truekeel.store.TenantCreation;

/** Whether a tenant may be created: what is remembered against what the organisation API tells. */
class CreateDecisionTest {
    private static final Instant SENT = Instant.parse("2026-11-22T10:00:00Z");
    private static final TenantName ACME = TenantName.of("acme");
    private static final CreateDecision.Marks NAMED =
            new CreateDecision.Marks("us", Optional.of("Acme Analytics"), Optional.of("acme.us.qlikcloud.com"));
    private static final CreateDecision.Marks NAMELESS =
            new CreateDecision.Marks("us", Optional.empty(), Optional.empty());
    private static final Optional<TenantCreation> PENDING = Optional.of(TenantCreation.pending(ACME, "us", SENT, SENT));

    private static Candidate tenant(String host, String name, Duration age, Holding holding) {
        return new Candidate(
                host,
                name,
                List.of(host + ".us.qlikcloud.com"),
                Optional.of(SENT.plus(age)),
                holding,
                Optional.empty());
    }

    private static Candidate young(String host) {
        return tenant(host, host, Duration.ofSeconds(1), Holding.BOTS);
    }

    private static Optional<CreateDecision.RegionView> view(Duration later, Candidate... candidates) {
        return Optional.of(new CreateDecision.RegionView(SENT.plus(later), List.of(candidates)));
    }

    private static String verdict(CreateDecision decision) {
        if (decision instanceof CreateDecision.Found found) {
            return "found " + found.tenant().id();
        }
        return decision instanceof CreateDecision.Clear ? "clear" : "uncertain";
    }

    /** The columns: record, undeclared tenants as age in seconds since the attempt, who is in them, marks, verdict. */
    @ParameterizedTest(name = "{0}, {1} {2}, {3} after {4} s: {5}")
    @CsvSource({
        // no record: only a region without any suspect is clear
        "none,    -,      -,                named,    0,    clear",
        "none,    -,      -,                nameless, 0,    clear",
        "none,    -9000,  BOTS,             named,    0,    uncertain",
        "none,    1,      BOTS,             named,    0,    uncertain",
        "none,    -9000,  UNSEEN,           named,    0,    uncertain",
        "none,    -9000,  PEOPLE,           named,    0,    clear",
        "none,    -9000,  PEOPLE,           bears,    0,    uncertain",
        "none,    -9000,  PEOPLE_AFTER_BOT, named,    0,    clear",
        "none,    -9000,  PEOPLE_AFTER_BOT, bears,    0,    uncertain",
        "none,    -9000,  PEOPLE,           nameless, 0,    clear",
        "none,    -9000,  PEOPLE_AFTER_BOT, nameless, 0,    uncertain",
        // an open attempt: what is younger and untouched is taken, nothing is believed only after the settle time
        "pending, -,      -,                named,    1,    uncertain",
        "pending, -,      -,                named,    899,  uncertain",
        "pending, -,      -,                named,    900,  uncertain",
        "pending, -,      -,                named,    901,  clear",
        "pending, 1,      BOTS,             named,    2,    found",
        "pending, 1,      BOTS,             nameless, 2,    found",
        "pending, 1,      BOTS,             named,    9000, found",
        "pending, -9,     BOTS,             named,    2,    found",
        "pending, -11,    BOTS,             named,    2,    uncertain",
        "pending, -11,    BOTS,             named,    901,  clear",
        "pending, 1,      UNSEEN,           named,    901,  uncertain",
        "pending, 1,      PEOPLE,           named,    901,  clear",
        "pending, 1,      PEOPLE,           bears,    901,  uncertain",
        "pending, -9000,  PEOPLE,           bears,    901,  uncertain",
        "pending, 1,      PEOPLE_AFTER_BOT, named,    901,  clear"
    })
    void decidesByRecordAndOrganisation(
            String record, String age, String holding, String marks, int after, String expected) {
        // given
        String name = marks.equals("bears") ? "acme analytics" : "Other";
        Candidate[] there = age.equals("-")
                ? new Candidate[0]
                : new Candidate[] {tenant("it", name, Duration.ofSeconds(Long.parseLong(age)), Holding.valueOf(holding))
                };

        // when
        CreateDecision decision = CreateDecision.decide(
                marks.equals("nameless") ? NAMELESS : NAMED,
                record.equals("none") ? Optional.empty() : PENDING,
                List.of(),
                view(Duration.ofSeconds(after), there));

        // then
        assertThat(verdict(decision)).startsWith(expected);
    }

    @Test
    void nothingIsCertainWithoutTheOrganisation() {
        assertThat(CreateDecision.decide(NAMED, Optional.empty(), List.of(), Optional.empty()))
                .isInstanceOfSatisfying(CreateDecision.Uncertain.class, uncertain -> assertThat(uncertain.liftedBy())
                        .contains("organisation")
                        .contains("by hand"));
        assertThat(verdict(CreateDecision.decide(NAMED, PENDING, List.of(), Optional.empty())))
                .isEqualTo("uncertain");
    }

    @Test
    void severalAreForAPersonToTell() {
        // when
        CreateDecision afterAttempt = CreateDecision.decide(
                NAMED, PENDING, List.of(), view(Duration.ofSeconds(5), young("one"), young("two")));
        CreateDecision first = CreateDecision.decide(
                NAMED, Optional.empty(), List.of(), view(Duration.ZERO, young("one"), young("two")));

        // then
        for (CreateDecision decision : List.of(afterAttempt, first)) {
            assertThat(decision).isInstanceOfSatisfying(CreateDecision.Uncertain.class, uncertain -> {
                assertThat(uncertain.message()).contains("one.us.qlikcloud.com", "two.us.qlikcloud.com");
                assertThat(uncertain.liftedBy()).contains("hostname: one.us.qlikcloud.com");
            });
        }
    }

    @Test
    void anOpenCreateOfAnotherDocumentIsWaitedFor() {
        CreateDecision decision =
                CreateDecision.decide(NAMED, Optional.empty(), List.of(TenantName.of("globex")), view(Duration.ZERO));

        assertThat(decision)
                .isInstanceOfSatisfying(CreateDecision.Uncertain.class, uncertain -> assertThat(uncertain.message())
                        .contains("globex"));
    }

    @Test
    void whatQlikDoesNotDateIsNeverTaken() {
        // given
        Candidate undated = new Candidate(
                "x", "x", List.of("x.us.qlikcloud.com"), Optional.empty(), Holding.BOTS, Optional.empty());

        // when
        CreateDecision decision = CreateDecision.decide(NAMED, PENDING, List.of(), view(Duration.ofHours(1), undated));

        // then
        assertThat(verdict(decision)).isEqualTo("uncertain");
    }

    @Test
    void anAliasTellsATenantToo() {
        // given
        Candidate renamed = new Candidate(
                "x",
                "Renamed by a person",
                List.of("x.us.qlikcloud.com", "acme.us.qlikcloud.com"),
                Optional.of(SENT),
                Holding.PEOPLE,
                Optional.empty());

        // when / then
        assertThat(verdict(CreateDecision.decide(NAMED, Optional.empty(), List.of(), view(Duration.ZERO, renamed))))
                .isEqualTo("uncertain");
    }

    @Test
    void aTenantMadeForADocumentThatIsGoneIsNamed() {
        // given
        Candidate orphan = new Candidate(
                "x",
                "Acme Analytics",
                List.of("x.us.qlikcloud.com"),
                Optional.of(SENT),
                Holding.PEOPLE,
                Optional.of(TenantName.of("acme-old")));

        // when
        CreateDecision decision =
                CreateDecision.decide(NAMED, Optional.empty(), List.of(), view(Duration.ZERO, orphan));

        // then
        assertThat(decision)
                .isInstanceOfSatisfying(CreateDecision.Uncertain.class, uncertain -> assertThat(uncertain.message())
                        .contains("acme-old"));
    }
}
