package truekeel.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.fleet.FixtureContents;
import truekeel.fleet.Reconciliation;
import truekeel.fleet.TenantTask;
import truekeel.fleet.Trigger;
import truekeel.kinds.Binding;
import truekeel.kinds.Branches;
import truekeel.kinds.Kinds;
import truekeel.kinds.Surveyor;
import truekeel.leak.LeakScan;
import truekeel.model.Desired;
import truekeel.model.Metadata;
import truekeel.model.NaturalKey;
import truekeel.model.Position;
import truekeel.model.ReconcilePolicy;
import truekeel.model.ReconcilePolicy.Mode;
import truekeel.model.ResourceRef;
import truekeel.model.Revision;
import truekeel.model.Secret;
import truekeel.model.TenantName;
import truekeel.model.Value;
import truekeel.plan.Admission;
import truekeel.plan.Change;
import truekeel.plan.RefusalCode;
import truekeel.policy.Policies;
import truekeel.qlik.Clockwork;
import truekeel.qlik.QlikFleet;
import truekeel.qlik.QlikMetrics;
import truekeel.qlik.QlikSettings;
import truekeel.qlik.TenantAccess;
import truekeel.report.Palette;
import truekeel.report.PlanJson;
import truekeel.report.PlanMarkdown;
import truekeel.report.PlanText;
import truekeel.report.RunReport;
import truekeel.report.TenantReport;
import truekeel.schema.Schemas;
import truekeel.secret.FixtureSecrets;
import truekeel.secret.SecretException;
import truekeel.secret.Secrets;
import truekeel.store.DatabaseSettings;
import truekeel.store.Store;
import truekeel.store.Stores;

/** A write-only field from the first send to its rotation, over a real database. */
class RotationTest {
    private static final TenantName ACME = TenantName.of("acme");
    private static final ResourceRef REF = new ResourceRef(Mailbox.NAME, "acme");
    private static final Value.SecretRef SMTP = new Value.SecretRef("smtp");
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir
    Path folder;

    private final Mailbox mailbox = new Mailbox();
    private final FixtureSecrets values = new FixtureSecrets();
    private final StringBuilder log = new StringBuilder();
    private final Handler listener = new Listener();
    private Binding.Secrets secrets = values;
    private Store store;

    private final class Listener extends Handler {
        @Override
        public void publish(LogRecord line) {
            log.append(line.getMessage()).append(java.util.Arrays.toString(line.getParameters()));
            Optional.ofNullable(line.getThrown()).ifPresent(log::append);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void open() {
        store = Stores.open(DatabaseSettings.embedded(folder));
        Logger.getLogger("truekeel").addHandler(listener);
        Logger.getLogger("truekeel").setLevel(Level.ALL);
    }

    /** Whatever a test did, the value went to Qlik and nowhere else. */
    @AfterEach
    void searchWhatIsLeft() {
        Logger.getLogger("truekeel").removeHandler(listener);
        Logger.getLogger("truekeel").setLevel(null);
        store.close();
        LeakScan scan = new LeakScan(FixtureSecrets.PREFIX);
        assertThat(scan.in(log.toString())).isEmpty();
        assertThat(scan.below(folder)).isEmpty();
        assertThat(new LeakScan("clientSecret").below(folder))
                .as("the search reaches what the database holds")
                .isNotEmpty();
    }

    private Reconciliation reconciliation() {
        Clockwork clockwork = new Clockwork(InstantSource.fixed(START), () -> Duration.ZERO, pause -> {});
        Kinds kinds = new Kinds(Schemas.bundled(), List.of(mailbox));
        return new Reconciliation(
                kinds,
                new Surveyor(kinds, Branches.single()),
                new Executor(kinds, store, clockwork, Branches.single()),
                store,
                clockwork.clock(),
                FixtureContents.inGit(store, clockwork.clock()));
    }

    private TenantTask task() {
        Clockwork clockwork = new Clockwork(InstantSource.fixed(START), () -> Duration.ZERO, pause -> {});
        Desired desired = new Desired(
                REF,
                NaturalKey.ofSingleton(Mailbox.NAME),
                new Metadata("acme", Map.of(), Map.of()),
                Desired.Lifecycle.PRESENT,
                Value.Fields.EMPTY
                        .with("hostname", Value.text("acme.us.qlikcloud.com"))
                        .with("credentials", Value.Fields.EMPTY.with("clientSecret", SMTP)),
                Position.startOf("tenants/acme/tenant.yaml"),
                Map.of());
        return new TenantTask(
                new TenantTask.Who(ACME, new Metadata("acme", Map.of(), Map.of())),
                new TenantTask.Wanted(
                        new Revision("r1"), START, List.of(desired), ReconcilePolicy.BUILT_IN.withMode(Mode.ENFORCE)),
                new QlikFleet(QlikSettings.DEFAULT, mailbox, clockwork, QlikMetrics.NONE)
                        .tenant(new TenantAccess("acme.us.qlikcloud.com", "c", () -> values.resolve(SMTP))),
                secrets,
                Policies.of(List.of()),
                Trigger.INTERVAL);
    }

    private RunReport run() {
        RunReport report = reconciliation().run(task(), Optional.empty(), () -> false);
        searched(report.toString());
        searched(shown(report.admission(), report.outcomes()));
        return report;
    }

    private Admission plan() {
        Admission admission = reconciliation().plan(task());
        searched(shown(admission, List.of()));
        return admission;
    }

    private String shown(Admission admission, List<Outcome> outcomes) {
        Revision revision = new Revision("r1");
        List<TenantReport> reports = List.of(new TenantReport(
                ACME,
                Optional.of(new TenantReport.Planned(admission, reconciliation().price(task(), admission.plan()))),
                outcomes,
                List.of(),
                List.of(),
                Optional.empty()));
        return PlanText.of(revision, reports, Palette.PLAIN)
                + PlanJson.of(revision, reports)
                + PlanMarkdown.of(revision, reports);
    }

    private static void searched(String text) {
        assertThat(new LeakScan(FixtureSecrets.PREFIX).in(text)).as(text).isEmpty();
    }

    @Test
    void sendsASecretOnceAndAgainWhenItWasChanged() {
        // when / then
        RunReport first = run();
        assertThat(first.standing().isInSync()).as(first.toString()).isTrue();
        assertThat(mailbox.sent).containsExactly("{\"password\":\"" + FixtureSecrets.value("smtp") + "\"}");
        assertThat(run().outcomes()).isEmpty();

        values.rotate("smtp", "1");
        assertThat(plan().admitted())
                .extracting(Change::reason)
                .containsExactly("The secret of /credentials/clientSecret is not the one last sent.");
        assertThat(run().standing().isInSync()).isTrue();
        assertThat(mailbox.sent).hasSize(2).last().asString().contains(FixtureSecrets.PREFIX + "1");
        assertThat(run().outcomes()).isEmpty();
    }

    @Test
    void sendsASecretToAnObjectThatWasMadeAnewByHand() {
        // given
        run();
        mailbox.id = "mailbox-2";

        // when
        run();

        // then
        assertThat(mailbox.sent).hasSize(2);
        assertThat(run().outcomes()).isEmpty();
    }

    @Test
    void sendsASecretAgainThatQlikRefused() {
        // given
        mailbox.status = 400;
        assertThat(run().outcomes()).extracting(Outcome::verdict).containsExactly(Outcome.Verdict.FAILED);
        mailbox.status = 200;

        // when
        RunReport second = run();

        // then
        assertThat(second.standing().isInSync()).isTrue();
        assertThat(mailbox.sent).hasSize(2);
    }

    @Test
    void takesASecretThatIsNotHereForUnchanged() {
        // given
        run();
        secrets = without(new Secrets(Optional.empty(), Map.of()));

        // when / then
        assertThat(plan().admitted()).isEmpty();
        assertThat(run().standing().isInSync()).isTrue();
    }

    @Test
    void failsTheChangeThatNeedsASecretWhichIsNotHere() {
        // given
        secrets = without(new Secrets(Optional.empty(), Map.of()));

        // when
        RunReport report = run();

        // then
        assertThat(report.outcomes())
                .extracting(Outcome::verdict, Outcome::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Outcome.Verdict.FAILED, "SECRET_MISSING"));
        assertThat(mailbox.sent).isEmpty();
        run();
    }

    @Test
    void blocksTheDocumentWhoseSecretIsBroken() {
        // given
        run();
        secrets = without(new Secrets(Optional.empty(), Map.of(Secrets.variable("smtp"), "")));

        // when
        Admission admission = plan();

        // then
        assertThat(admission.admitted()).isEmpty();
        assertThat(admission.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(RefusalCode.SECRET_UNUSABLE);
            assertThat(refusal.subjects()).isEqualTo(Set.of(REF).stream().toList());
            assertThat(refusal.message()).startsWith("SECRET_UNREADABLE: ");
        });
    }

    /** The sources, with the digests of before. Throws {@link SecretException} as they do. */
    private Binding.Secrets without(Secrets sources) {
        return new Binding.Secrets() {
            @Override
            public Secret resolve(Value.SecretRef ref) {
                return sources.resolve(ref);
            }

            @Override
            public String digest(Secret secret) {
                return values.digest(secret);
            }

            @Override
            public Binding.Sink sink() {
                return values.sink();
            }
        };
    }
}
