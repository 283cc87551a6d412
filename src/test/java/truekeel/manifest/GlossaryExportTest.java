package truekeel.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.model.Desired;
import truekeel.model.SourceTree;
import truekeel.model.TenantName;
import truekeel.schema.Schemas;

class GlossaryExportTest {
    private static final String FLEET = """
            apiVersion: truekeel/v1alpha1
            kind: Fleet
            metadata: {name: fleet}
            spec: {regions: {us: {clientId: abc, clientSecret: {secretRef: qlik-us}}}}
            """;
    private static final String TENANT = """
            apiVersion: truekeel/v1alpha1
            kind: Tenant
            metadata: {name: acme}
            spec: {hostname: acme.us.qlikcloud.com}
            """;
    private static final String HEAD = """
            apiVersion: truekeel/v1alpha1
            kind: Glossary
            metadata: {name: Sales terms}
            """;
    private static final String FILED = HEAD + "spec: {space: Finance, source: {file: files/terms.json}}\n";
    private static final String EXPORT = """
            {
              "id": "g1", "name": "Words of another tenant", "ownerId": "u1", "spaceId": "s1",
              "createdAt": "2026-11-01T00:00:00.000Z", "termTemplate": {"properties": {}},
              "description": "What ${sales} says", "overview": null, "tags": ["sales"],
              "categories": [
                {"id": "c1", "name": "Money", "description": "All of it", "stewardDetails": []},
                {"id": "c2", "name": "Revenue", "parentId": "c1",
                 "stewardDetails": [{"userId": "u1", "name": "Jane", "email": "jane@acme.example"}]}
              ],
              "terms": [
                {"id": "t1", "name": "Net revenue", "description": "After returns", "abbreviation": "NR", "tags": ["kpi"],
                 "status": {"type": "verified"}, "categories": ["c2"], "relatesTo": [{"termId": "t2", "type": "seeAlso"}],
                 "linksTo": [{"resourceType": "dataset", "resourceId": "d1", "type": "related"}],
                 "stewards": [{"email": "jane@acme.example"}]},
                {"id": "t2", "name": "Gross revenue", "categories": [], "relatesTo": [{"termId": "0", "type": "other"}]}
              ]
            }
            """;
    private static final String INLINE = HEAD + """
            spec:
              space: Finance
              description: What ${sales} says
              tags: [sales]
              categories:
                - {path: Money, description: All of it, stewards: []}
                - {path: Money/Revenue, stewards: [jane@acme.example]}
              terms:
                - name: Net revenue
                  description: After returns
                  abbreviation: NR
                  tags: [kpi]
                  status: verified
                  categories: [Money/Revenue]
                  relatesTo: [{term: Gross revenue, type: seeAlso}]
                  stewards: [jane@acme.example]
                - {name: Gross revenue, categories: [], relatesTo: [{term: Net revenue, type: other}]}
            """;

    private final Manifests manifests = new Manifests(Schemas.bundled(), Limits.DEFAULT);

    private static MemoryTree tree(String glossary) {
        return new MemoryTree()
                .with("tenants/fleet.yaml", FLEET)
                .with("tenants/acme/tenant.yaml", TENANT)
                .with("tenants/acme/glossary.yaml", glossary);
    }

    private List<Desired> desired(MemoryTree tree) {
        return ((TenantManifest.Sound) manifests
                        .load(tree, "tenants")
                        .tenant(TenantName.of("acme"))
                        .orElseThrow())
                .desired();
    }

    private List<String> findings(MemoryTree tree) {
        return manifests.load(tree, "tenants").findings().stream()
                .map(finding -> finding.position() + " " + finding.code())
                .toList();
    }

    @Test
    void meansWhatTheSameWordsInTheManifestMean() {
        // given
        List<Desired> inline = desired(tree(INLINE));

        // when
        List<Desired> filed = desired(tree(FILED).with("tenants/acme/files/terms.json", EXPORT));

        // then
        assertThat(filed).hasSize(1);
        assertThat(filed.get(0).spec()).isEqualTo(inline.get(0).spec());
        assertThat(filed.get(0).artefacts()).isEmpty();
        assertThat(filed.get(0).position()).hasToString("tenants/acme/glossary.yaml:1:1");
    }

    @Test
    void seesThatOnlyTheFileHasChanged() {
        // given
        desired(tree(FILED).with("tenants/acme/files/terms.json", EXPORT));

        // when
        List<Desired> later = desired(
                tree(FILED).with("tenants/acme/files/terms.json", EXPORT.replace("After returns", "Before tax")));

        // then
        assertThat(later.get(0).spec().toString()).contains("Before tax").doesNotContain("After returns");
    }

    @Test
    void takesNothingBesideTheFile() {
        // given
        String both = FILED.replace("space: Finance,", "space: Finance, terms: [{name: Margin}],");

        // when
        List<String> found = findings(tree(both).with("tenants/acme/files/terms.json", EXPORT));

        // then
        assertThat(found).containsExactly("tenants/acme/glossary.yaml:4:24 FIELD_VALUE");
    }

    @Test
    void needsNoFileForWhatShallBeGone() {
        // given
        String absent = FILED + "ensure: absent\n";

        // when
        List<Desired> desired = desired(tree(absent));

        // then
        assertThat(desired).singleElement().matches(Desired::isAbsent);
    }

    /** Each row damages the export in one place; the mark is where the finding points to, and no part of the file. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"parentId\": \"c1\"     | \"parentId\": §\"c9\"                          | REF_NOT_FOUND",
                "\"parentId\": \"c1\"     | \"parentId\": §\"c2\"                          | FIELD_VALUE",
                "\"name\": \"Revenue\"    | \"name\": §\"Net/Gross\"                       | FIELD_VALUE",
                "\"id\": \"c2\"           | \"id\": §\"c1\"                                | FIELD_VALUE",
                "\"name\": \"Money\"      | \"name\": §\"\"                                | FIELD_MISSING",
                "\"Revenue\", \"parentId\": \"c1\" | §\"Money\"                            | FIELD_VALUE",
                "[\"c2\"]                 | [\"c2\", §\"c3\"]                              | REF_NOT_FOUND",
                "\"termId\": \"t2\"       | \"termId\": §\"t3\"                            | REF_NOT_FOUND",
                "\"seeAlso\"              | §\"likes\"                                     | FIELD_VALUE",
                "\"verified\"             | §\"true\"                                      | FIELD_VALUE",
                "\"Gross revenue\"        | §\"Net revenue\"                               | FIELD_VALUE",
                "\"After returns\"        | §5                                              | FIELD_TYPE",
                "[\"kpi\"]                | §\"kpi\"                                       | FIELD_TYPE",
                "\"categories\": []       | \"categories\": §{}                            | FIELD_TYPE",
                "[\"sales\"],             | [\"sales\"] §1                                 | ARTEFACT_INVALID",
                "\"ownerId\": \"u1\"      | \"id\"§: \"u1\"                                | ARTEFACT_INVALID",
                "[{\"userId\": \"u1\", \"name\": \"Jane\", \"email\": \"jane@acme.example\"}]"
                        + " | [§{\"userId\": \"u1\"}] | FIELD_VALUE",
                "[{\"resourceType\": \"dataset\" | [§{\"resourceType\": \"app\"           | FIELD_VALUE",
            })
    void saysWhereTheFileIsWrong(String old, String damage, String code) {
        // given
        String marked = EXPORT.replace(old, damage);
        String before = marked.substring(0, marked.indexOf('§'));
        long line = before.lines().count();
        int column = before.length() - before.lastIndexOf('\n');

        // when
        List<String> found = findings(tree(FILED).with("tenants/acme/files/terms.json", marked.replace("§", "")));

        // then
        assertThat(found).startsWith("tenants/acme/files/terms.json:" + line + ":" + column + " " + code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "5", "{}", "{\"name\": \"x\"}", "{\"terms\": []}"})
    void takesNoFileThatIsNoGlossary(String text) {
        // given
        MemoryTree tree = tree(FILED).with("tenants/acme/files/terms.json", text);

        // when
        List<String> found = findings(tree);

        // then
        assertThat(found).containsExactly("tenants/acme/files/terms.json:1:1 ARTEFACT_INVALID");
    }

    @Test
    void takesNoFileThatIsNotThereOrLeadsElsewhere() {
        // given
        MemoryTree tree = tree(FILED)
                .with(
                        "tenants/acme/outside.yaml",
                        FILED.replace("Sales terms", "B").replace("files/", "../other/files/"))
                .with(
                        "tenants/acme/beside.yaml",
                        FILED.replace("Sales terms", "C").replace("files/", ""))
                .with(
                        "tenants/acme/link.yaml",
                        FILED.replace("Sales terms", "D").replace("terms.json", "link.json"))
                .with("tenants/acme/terms.json", EXPORT)
                .withLink("tenants/acme/files/link.json", SourceTree.Nature.SYMLINK);

        // when
        List<String> found = findings(tree);

        // then
        assertThat(found)
                .contains(
                        "tenants/acme/beside.yaml:4:39 ARTEFACT_MISSING",
                        "tenants/acme/glossary.yaml:4:39 ARTEFACT_MISSING",
                        "tenants/acme/link.yaml:4:39 FILE_SYMLINK",
                        "tenants/acme/outside.yaml:4:39 PATH_TRAVERSAL");
    }

    @Test
    void bearsFilesThatMeanHarm() {
        // given
        String deep = "[".repeat(100_000);
        String wide = "{\"name\": \"x\", \"terms\": [" + "1,".repeat(300_000) + "1]}";

        // when
        List<String> found = findings(tree(FILED).with("tenants/acme/files/terms.json", deep));
        List<String> more = findings(tree(FILED).with("tenants/acme/files/terms.json", wide));

        // then
        assertThat(found).singleElement().asString().endsWith("ARTEFACT_INVALID");
        assertThat(more).singleElement().asString().endsWith("ARTEFACT_INVALID");
    }
}
