package truekeel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static truekeel.store.Samples.ACME;
import static truekeel.store.Samples.NOON;
import static truekeel.store.Samples.RUN;
import static truekeel.store.Samples.SALES;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import truekeel.model.Value;

class StepRecordTest {

    /** An added member that a kill left open was taken for proof that the space was our making. */
    @ParameterizedTest
    @CsvSource({
        "create,true,true",
        "recreate,true,true",
        "update,true,false",
        "delete,true,false",
        "create,false,false",
        "recreate,false,false",
        "update,false,false"
    })
    void makesTheResourceOnlyWhereTheChangeBringsIt(String action, boolean creates, boolean expected) {
        StepRecord step = new StepRecord(
                RUN, ACME, SALES, action, "add member", "hash", "print", Value.Fields.EMPTY, creates, false, NOON);

        assertThat(step.makesTheResource()).isEqualTo(expected);
    }
}
