package truekeel.web.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** The templates, checked against the records that they show when the project is built. */
@CheckedTemplate
final class Templates {
    private Templates() {}

    static native TemplateInstance fleet(FleetPage page);

    static native TemplateInstance tenant(TenantPage page);

    static native TemplateInstance runs(List<RunRow> runs);

    static native TemplateInstance run(RunRow run);

    static native TemplateInstance findings(List<FindingRow> findings);

    static native TemplateInstance policies(List<ViolationRow> violations);

    static native TemplateInstance problem(int status, String title, String detail);
}
