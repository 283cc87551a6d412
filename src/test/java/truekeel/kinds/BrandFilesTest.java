package truekeel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import truekeel.kinds.brand.BrandKind;
import truekeel.model.Desired;
import truekeel.report.RunReport;
import truekeel.simulator.Driver;

/** Files of a brand that Qlik keeps otherwise than they came. */
class BrandFilesTest {
    private static final List<Desired> DESIRED = LawCase.of(new BrandKind()).before(LawDaemon.SCHEMAS);

    private static LawWorld adjusting() {
        LawWorld world = LawWorld.fresh();
        world.simulator()
                .fleet()
                .byHost(GoldenCase.HOST)
                .orElseThrow()
                .options()
                .set("brandFilesAdjusted", BooleanNode.TRUE);
        return world;
    }

    @Test
    void areSentOnceThoughTheirTagIsNotTheirMd5() {
        try (LawWorld world = adjusting()) {
            // given
            world.daemon().run(DESIRED);
            long before = world.lastRequest();

            // when
            RunReport second = world.daemon().run(DESIRED);

            // then
            assertThat(second.standing().isInSync()).isTrue();
            assertThat(world.writesSince(before)).isEmpty();
        }
    }

    @Test
    void areSentAgainWhenSomebodyPutsOthersInTheirPlace() {
        try (LawWorld world = adjusting()) {
            // given
            world.daemon().run(DESIRED);
            String brand = world.state().at("/tables/brands/0/_id").asText();
            Driver.bot(world.simulator(), GoldenCase.HOST).delete("/api/v1/brands/" + brand + "/files/logo");

            // when
            RunReport second = world.daemon().run(DESIRED);

            // then
            assertThat(second.outcomes()).hasSize(1);
            assertThat(second.standing().isInSync()).isTrue();
        }
    }
}
