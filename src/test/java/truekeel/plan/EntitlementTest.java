package truekeel.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import truekeel.model.TenantName;
import truekeel.plan.Entitlement.Allotment;
import truekeel.plan.Entitlement.Claim;
import truekeel.plan.Entitlement.Facts;
import truekeel.plan.Entitlement.Seat;

class EntitlementTest {

    /**
     * People are letters. Each column but the first two is a list of them: who has a professional seat, who an analyzer
     * seat, whom one tenant and whom another declares with a professional one, who is to have none, and whose seat this
     * plan replaces in the same call.
     */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "2, 0, -,  - , a,  b,  -, -, FITS",
                "2, 0, -,  - , ab, c,  -, -, EXCEEDED",
                "2, 0, -,  - , ab, ab, -, -, FITS",
                "2, 0, x,  - , a,  -,  -, -, FITS",
                "2, 0, x,  - , a,  b,  -, -, EXCEEDED",
                "2, 0, ab, - , a,  b,  -, -, FITS",
                "2, 0, ax, - , a,  b,  -, -, EXCEEDED",
                "2, 0, ax, - , a,  b,  x, -, FITS_LATER",
                "2, 0, ax, - , a,  b,  -, x, FITS",
                "2, 0, ax, - , a,  bc, x, -, EXCEEDED",
                "2, 0, ab, - , a,  b,  b, -, FITS",
                "2, 0, x,  a , a,  -,  -, -, FITS",
                "2, 3, x,  - , -,  b,  -, -, EXCEEDED",
                "0, 0, -,  - , a,  -,  -, -, EXCEEDED",
                "0, 0, -,  - , -,  -,  -, -, FITS",
            })
    void addsUpWhatIsHeldAndWhatIsAskedFor(
            int units,
            int used,
            String professional,
            String analyzer,
            String one,
            String other,
            String none,
            String moved,
            Entitlement.Verdict verdict) {
        // given
        List<Seat> seats = new ArrayList<>(seats(professional, "professional"));
        seats.addAll(seats(analyzer, "analyzer"));
        List<Claim> claims = new ArrayList<>(claims("acme", one, "professional"));
        claims.addAll(claims("beta", other, "professional"));
        Facts facts = new Facts(
                claims, people(none).collect(Collectors.toSet()), seats, Set.copyOf(seats(moved, "professional")));

        // when
        Entitlement sum = Entitlement.of(new Allotment("professional", units, used, false), facts);

        // then
        assertThat(sum.verdict()).isEqualTo(verdict);
    }

    @Test
    void makesRoomForSeatsThatMoveToAnotherType() {
        // given
        Facts facts = new Facts(
                List.of(claim("acme", "a", "analyzer"), claim("beta", "b", "professional")),
                Set.of(),
                seats("a", "professional"),
                Set.of());

        // when
        Entitlement sum = Entitlement.of(new Allotment("professional", 1, 1, false), facts);

        // then
        assertThat(sum.verdict()).isEqualTo(Entitlement.Verdict.FITS_LATER);
        assertThat(sum.leaving()).isEqualTo(1);
    }

    @Test
    void boundsNothingWhereAnyNumberMayBeOverdrawn() {
        // given
        Facts facts = new Facts(claims("acme", "abc", "analyzer"), Set.of(), List.of(), Set.of());

        // when
        Entitlement sum = Entitlement.of(new Allotment("analyzer", 1, 1, true), facts);

        // then
        assertThat(sum.verdict()).isEqualTo(Entitlement.Verdict.FITS);
    }

    @Test
    void saysTheSumWithItsParts() {
        // given
        List<Seat> seats = new ArrayList<>(seats("xya", "professional"));
        seats.add(new Seat("qlikbot\\one", "professional"));
        List<Claim> claims = new ArrayList<>(claims("acme", "ab", "professional"));
        claims.addAll(claims("beta", "bcd", "professional"));

        // when
        Entitlement sum = Entitlement.of(
                new Allotment("professional", 5, 4, false), new Facts(claims, Set.of("y"), seats, Set.of()));

        // then
        assertThat(sum.arithmetic())
                .isEqualTo("The licence has 5 professional seats: 3 taken by others (1 by a bot), 1 by people who are"
                        + " declared, minus 1 to be released, plus 3 that are asked for (acme 1, beta 2) make 6.");
        assertThat(sum.verdict()).isEqualTo(Entitlement.Verdict.EXCEEDED);
    }

    private static Stream<String> people(String letters) {
        return letters == null ? Stream.of() : letters.chars().mapToObj(Character::toString);
    }

    private static List<Seat> seats(String letters, String type) {
        return people(letters).map(person -> new Seat(person, type)).toList();
    }

    private static List<Claim> claims(String tenant, String letters, String type) {
        return people(letters).map(person -> claim(tenant, person, type)).toList();
    }

    private static Claim claim(String tenant, String person, String type) {
        return new Claim(TenantName.of(tenant), person, type);
    }
}
