package truekeel.kinds.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import truekeel.model.Desired;
import truekeel.plan.DriftState;
import truekeel.plan.Refusal;
import truekeel.report.RunReport;

class PublicLinkTest {
    private static final Desired DEV = AppScene.space("Dev", "shared");
    private static final Desired PROD = AppScene.space("Prod", "managed");

    private final AppScene scene = new AppScene();

    @AfterEach
    void close() {
        scene.close();
    }

    private static AppManifest sales() {
        return AppScene.app("Sales").stage("Dev").publish("Prod").file("one");
    }

    private static Optional<String> refusal(RunReport report) {
        return report.pending().admission().refusals().stream()
                .map(Refusal::message)
                .findFirst();
    }

    private static String standing(RunReport report) {
        return report.standing().resources().stream()
                .filter(state -> state.state() == DriftState.MODIFIED)
                .map(state -> state.message())
                .findFirst()
                .orElse("");
    }

    @Test
    void namesEachPreconditionWhereOneIsMissing() {
        // given
        scene.reconcile(DEV, PROD, sales().desired());
        scene.publicLinkScope("not.held");

        // when
        RunReport report = scene.reconcile(DEV, PROD, sales().open(true).desired());

        // then
        assertThat(refusal(report))
                .contains("App/Sales cannot be opened to anybody with the link. It takes a subscription to Qlik"
                        + " Anonymous Access (cannot be checked), a managed space (yes), the role Can manage in the"
                        + " space (Truekeel's bot takes it), the permission Public link creation (no, none of the"
                        + " bot's roles TenantAdmin, UserDefault has the scope not.held).");
        assertThat(scene.openLinks()).isZero();
    }

    @Test
    void saysWhatCannotBeCheckedAndLetsQlikDecide() {
        // given
        scene.reconcile(DEV, PROD, sales().desired());
        scene.option("anonymousAccess", "false");

        // when
        RunReport report = scene.reconcile(DEV, PROD, sales().open(true).desired());

        // then
        assertThat(refusal(report)).isEmpty();
        assertThat(standing(report))
                .contains("a subscription to Qlik Anonymous Access (cannot be checked)")
                .contains("Public link creation (cannot be checked: truekeel.qlik.public-link-scope is not set)");
    }

    @Test
    void opensWhereTheScopeIsHeld() {
        // given
        scene.publicLinkScope("app.share");

        // when
        RunReport report = scene.reconcile(DEV, PROD, sales().open(true).desired());

        // then
        assertThat(refusal(report)).isEmpty();
        assertThat(scene.openLinks()).isOne();
    }

    @Test
    void saysThatALinkOpenedAgainIsTheOneItWas() {
        // given
        scene.reconcile(DEV, PROD, sales().open(true).desired());
        scene.reconcile(DEV, PROD, sales().open(false).desired());
        scene.option("publicLinkScope", "\"not.held\"");

        // when
        RunReport report = scene.reconcile(DEV, PROD, sales().open(true).desired());

        // then
        assertThat(standing(report))
                .contains("a subscription to Qlik Anonymous Access (yes, the space has such links)")
                .endsWith(
                        "Its link will be the one it had before; a new access code can only be made by hand, in Qlik.");
    }

    @Test
    void asksNobodyWhileAnAppStaysOpen() {
        // given
        scene.publicLinkScope("app.share");
        scene.reconcile(DEV, PROD, sales().open(true).desired());
        long mark = scene.mark();

        // when
        scene.reconcile(
                DEV, PROD, sales().open(true).with("description", "More").desired());

        // then
        assertThat(scene.requestsSince(mark)).noneMatch(line -> line.contains("/roles"));
        assertThat(List.of(scene.openLinks())).containsExactly(1L);
    }
}
