package truekeel.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static truekeel.plan.PlanArbitraries.SPACE;
import static truekeel.plan.PlanArbitraries.absent;
import static truekeel.plan.PlanArbitraries.desired;
import static truekeel.plan.PlanArbitraries.live;
import static truekeel.plan.PlanArbitraries.owned;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import truekeel.model.Desired;
import truekeel.model.Ensure;
import truekeel.model.Live;
import truekeel.model.Metadata;
import truekeel.model.Owned.Origin;
import truekeel.model.ResourceRef;
import truekeel.model.Value;

/** Which live object a manifest means, case by case. */
class MatchingTest {
    private static Value.Fields named(String name) {
        return Value.Fields.EMPTY.with("name", Value.text(name));
    }

    private static Live object(String id, String name) {
        return live(SPACE, id, name, named(name));
    }

    private static Desired manifest(String name) {
        return desired(SPACE, name, named(name));
    }

    private static Refusal refusal(Situation situation) {
        List<Refusal> refusals = situation.plan().refusals();
        assertThat(refusals).hasSize(1);
        return refusals.get(0);
    }

    @Test
    void findsARenamedObjectByItsRecordedIdAndRenamesItBack() {
        // given
        Situation situation = new Situation()
                .desired(manifest("Sales"))
                .live(object("1", "Renamed"))
                .owned(owned(SPACE, "Sales", "1", Origin.CREATED));

        // then
        assertThat(situation.changes()).containsExactly("update Space/Sales");
        assertThat(situation.plan().changes().get(0).fields())
                .extracting(field -> field.path().toString())
                .containsExactly("/name");
    }

    @Test
    void blocksARenameToANameThatAnotherObjectHas() {
        // given
        Situation situation = new Situation()
                .desired(manifest("Sales"))
                .live(object("1", "Renamed"), object("2", "Sales"))
                .owned(owned(SPACE, "Sales", "1", Origin.CREATED));

        // then
        assertThat(situation.changes()).isEmpty();
        assertThat(refusal(situation).code()).isEqualTo(RefusalCode.AMBIGUOUS_LIVE);
        assertThat(situation.states()).containsExactly("blocked Space/Sales", "unmanaged Space/Sales (2)");
    }

    @Test
    void updatesBesideANamesakeWhatKeepsItsName() {
        // given
        Situation situation = new Situation()
                .desired(desired(SPACE, "Sales", named("Sales").with("description", Value.text("x"))))
                .live(object("1", "Sales"), object("2", "Sales"))
                .owned(owned(SPACE, "Sales", "1", Origin.CREATED));

        // then
        assertThat(situation.changes()).containsExactly("update Space/Sales");
    }

    @Test
    void leavesAnObjectToTheManifestWhoseLineRecordsIt() {
        // given
        Situation situation = new Situation()
                .desired(manifest("HR"), manifest("Sales"))
                .live(object("1", "HR"))
                .owned(owned(SPACE, "Sales", "1", Origin.CREATED));

        // then
        assertThat(situation.changes()).containsExactly("create Space/HR", "update Space/Sales");
    }

    @Test
    void findsAnObjectByItsFormerName() {
        // given
        Desired renamed = desired(
                SPACE, "Sales", named("Sales"), Desired.Lifecycle.PRESENT, Map.of(Metadata.PREVIOUS_NAME, "Old"));

        // then
        assertThat(new Situation().desired(renamed).live(object("1", "Old")).changes())
                .containsExactly("update Space/Sales");
        assertThat(new Situation()
                        .desired(renamed)
                        .live(object("1", "Old"), object("2", "Sales"))
                        .changes())
                .containsExactly("adopt Space/Sales");
    }

    @Test
    void blocksWhatSeveralLiveObjectsAnswerTo() {
        // given
        Situation situation =
                new Situation().desired(manifest("Sales")).live(object("1", "Sales"), object("2", "Sales"));

        // then
        assertThat(situation.changes()).isEmpty();
        assertThat(refusal(situation).code()).isEqualTo(RefusalCode.AMBIGUOUS_LIVE);
        assertThat(refusal(situation).message()).isEqualTo("2 live objects answer to Sales.");
        assertThat(situation.states())
                .containsExactly("blocked Space/Sales", "unmanaged Space/Sales (1)", "unmanaged Space/Sales (2)");
    }

    @Test
    void givesAnObjectToOneOfTwoManifestsOnly() {
        // given
        Live person = Situation.answering(
                SPACE, "1", PlanArbitraries.key(SPACE, "subject"), PlanArbitraries.key(SPACE, "mail"));
        Situation situation = new Situation()
                .desired(desired(SPACE, "subject", Value.Fields.EMPTY), desired(SPACE, "mail", Value.Fields.EMPTY))
                .live(person);

        // then
        assertThat(situation.changes()).containsExactly("adopt Space/mail");
        assertThat(refusal(situation).code()).isEqualTo(RefusalCode.DUPLICATE_MATCH);
        assertThat(refusal(situation).message()).isEqualTo("The live object is already Space/mail.");
        assertThat(refusal(situation).subjects()).containsExactly(new ResourceRef(SPACE, "subject"));
    }

    /** One was deleted by its recorded id, and the next run deleted the other one by its name. */
    @Test
    void blocksTheDeletionOfOneOfTwoThatBearTheName() {
        // given
        Situation situation = new Situation()
                .desired(absent(SPACE, "Sales"))
                .live(object("1", "Sales"), object("2", "Sales"))
                .owned(owned(SPACE, "Sales", "1", Origin.CREATED));

        // then
        assertThat(situation.changes()).isEmpty();
        assertThat(refusal(situation).code()).isEqualTo(RefusalCode.AMBIGUOUS_LIVE);
        assertThat(situation.states()).contains("blocked Space/Sales");
    }

    /** Once the object was gone, the next run deleted the one that bore the former name. */
    @Test
    void deletesNothingForItsFormerName() {
        // given
        Desired absent = desired(
                SPACE,
                "Sales",
                named("Sales"),
                new Desired.Lifecycle(Ensure.ABSENT, false),
                Map.of(Metadata.PREVIOUS_NAME, "Old"));

        // then
        assertThat(new Situation().desired(absent).live(object("1", "Old")).changes())
                .isEmpty();
    }
}
