package truekeel.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which connections a load script names. */
class LibReferenceTest {

    @Test
    void findsRelativeAndAbsoluteNamesInPathsAndConnects() {
        // given
        String script = """
                LIB CONNECT TO ':Warehouse';
                LOAD * FROM [lib://Finance:Rates/2026/eur.csv] (txt);
                lib connect to "Archive:Old Warehouse";
                LOAD * FROM 'lib://:Lake/a.parquet' (parquet);
                """;

        // when / then
        assertThat(LibReference.in(script))
                .extracting(LibReference::toString)
                .containsExactlyInAnyOrder(
                        "lib://:Warehouse", "lib://Finance:Rates", "lib://Archive:Old Warehouse", "lib://:Lake");
    }

    @Test
    void leavesOutWhatIsNotSureOrNotAConnection() {
        // given
        String script = """
                // LOAD * FROM [lib://:Commented/a.csv];
                REM LOAD * FROM [lib://:Remark/a.csv];
                /* LOAD * FROM
                   [lib://:Block/a.csv]; */
                LOAD * FROM [lib://$(vSpace):Variable/a.csv];
                LOAD * FROM [lib://:DataFiles/a.qvd] (qvd);
                LOAD * FROM [lib://Finance:DataFiles/a.qvd] (qvd);
                LOAD * FROM [lib://Personal/a.csv];
                """;

        // when / then
        assertThat(LibReference.in(script)).isEmpty();
    }

    @Test
    void meansTheAppsOwnSpaceWithoutAnother() {
        // given
        LibReference relative = new LibReference("", "Warehouse");
        LibReference absolute = new LibReference("Finance", "Warehouse");

        // when / then
        assertThat(relative.from("Archive")).isEqualTo(new LibReference("Archive", "Warehouse"));
        assertThat(absolute.from("Archive")).isEqualTo(absolute);
    }
}
