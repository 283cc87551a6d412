package truekeel.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SopsFileTest {
    private static final AgeKey KEY = AgeKey.make();
    private static final String SMTP = FixtureSecrets.value("smtp");

    @TempDir
    Path folder;

    private SopsRepository repository;
    private Path keys;

    @BeforeEach
    void makeRepository() {
        repository = new SopsRepository(folder);
        keys = KEY.write(folder.resolve("age.txt"));
    }

    private static SopsWriter writer() {
        return SopsWriter.of(KEY.recipient());
    }

    private static Map<String, Object> everything() {
        Map<String, Object> nested = new LinkedHashMap<>();
        nested.put("deep", Map.of("er", "inner"));
        nested.put("nothing", SopsWriter.NOTHING);
        nested.put("list", List.of("a", 2, List.of(true)));
        nested.put("note_unencrypted", "for all to read");
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("smtp", SMTP);
        tree.put("port", 587);
        tree.put("ratio", 0.25);
        tree.put("tls", true);
        tree.put("unicode", "Zoë €😀\"\\");
        tree.put("lines", "one\ntwo\n");
        tree.put("empty", "");
        tree.put("nested", nested);
        tree.put("port_unencrypted", 25);
        tree.put("half_unencrypted", 1.5);
        tree.put("off_unencrypted", false);
        return tree;
    }

    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of("secrets.sops.yaml", writer().yaml(everything())),
                Arguments.of("secrets.sops.yml", writer().yaml(everything())),
                Arguments.of("secrets.sops.json", writer().json(everything())),
                Arguments.of(
                        "secrets.sops.json", writer().sealingOnlyEncrypted().json(everything())),
                Arguments.of(
                        "secrets.sops.yaml",
                        writer().ruled("unencrypted_regex", "_unencrypted$", key -> key.endsWith("_unencrypted"))
                                .yaml(everything())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void opensWhatSopsWrites(String name, String text) {
        // given
        repository.write("acme/" + name, text);

        // when / then
        assertThat(text).doesNotContain(SMTP);
        assertThat(repository.load().findings()).isEmpty();
        assertThat(repository.value("acme", "smtp", keys)).isEqualTo(SMTP);
        assertThat(repository.value("acme", "port", keys)).isEqualTo("587");
        assertThat(repository.value("acme", "ratio", keys)).isEqualTo("0.25");
        assertThat(repository.value("acme", "tls", keys)).isEqualTo("True");
        assertThat(repository.value("acme", "unicode", keys)).isEqualTo("Zoë €😀\"\\");
        assertThat(repository.value("acme", "lines", keys)).isEqualTo("one\ntwo");
    }

    @Test
    void encryptsOnlyWhatTheRuleOfTheFileChooses() {
        // given
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("host", "smtp.example.com");
        tree.put("smtp_secret", SMTP);
        tree.put("data", Map.of("x_secret", "y"));
        String bySuffix = chosen("encrypted_suffix", "_secret", tree);
        String byRegex = chosen("encrypted_regex", "_secret$", tree);

        // when / then
        for (String text : List.of(bySuffix, byRegex)) {
            repository.write("acme/secrets.sops.yaml", text);
            assertThat(text).contains("smtp.example.com").doesNotContain(SMTP);
            assertThat(repository.load().findings()).isEmpty();
            assertThat(repository.value("acme", "smtp_secret", keys)).isEqualTo(SMTP);
            assertThat(failure(() -> repository.value("acme", "host", keys)).code())
                    .isEqualTo(SecretCode.SECRET_UNREADABLE);
        }
    }

    /** The writer leaves clear what no key of the path chooses; a chosen key anywhere on the path encrypts. */
    private static String chosen(String rule, String text, Map<String, Object> tree) {
        return writer().ruled(rule, text, key -> key.equals("host")).yaml(tree);
    }

    @Test
    void opensWithAnyOfSeveralIdentitiesForAnyOfSeveralRecipients() throws Exception {
        // given
        AgeKey stranger = AgeKey.make();
        repository.write(
                "acme/secrets.sops.yaml",
                SopsWriter.of(stranger.recipient(), KEY.recipient()).yaml(Map.of("smtp", SMTP)));
        Files.writeString(keys, "# the old one\n" + AgeKey.make().identity() + "\n\n" + KEY.identity() + "\n");

        // when / then
        assertThat(repository.value("acme", "smtp", keys)).isEqualTo(SMTP);
    }

    static Stream<Arguments> tamperings() {
        return Stream.of(
                Arguments.of("a swapped value", (UnaryOperator<String>) SopsFileTest::swapped),
                Arguments.of(
                        "another clear value", (UnaryOperator<String>) text -> text.replace("in clear", "changed")),
                Arguments.of("another time", (UnaryOperator<String>) text -> text.replace("08:00:00Z", "09:00:00Z")),
                Arguments.of("a value of another file", withValue(stolen())),
                Arguments.of("an emptied value", withValue("\"\"")),
                Arguments.of("a removed value", without("other")),
                Arguments.of("a shortened tag", (UnaryOperator<String>)
                        text -> text.replaceFirst("(?m)^(smtp: .*tag:)[^,]*", "$1AAAA")));
    }

    private static String swapped(String text) {
        Matcher values = Pattern.compile("(?m)^(smtp|other): (.*(?:\\n  .*)*)$").matcher(text);
        assertThat(values.find()).isTrue();
        String first = values.group(2);
        assertThat(values.find()).isTrue();
        String second = values.group(2);
        return text.replace(first, "@").replace(second, first).replace("@", second);
    }

    private static UnaryOperator<String> withValue(String value) {
        return text -> text.replaceFirst("(?m)^smtp: .*$", Matcher.quoteReplacement("smtp: " + value));
    }

    private static UnaryOperator<String> without(String name) {
        return text -> text.replaceFirst("(?m)^" + name + ": .*\n", "");
    }

    private static String stolen() {
        Matcher value = Pattern.compile("(?m)^smtp: (.*)$").matcher(writer().yaml(Map.of("smtp", "stolen")));
        assertThat(value.find()).isTrue();
        return value.group(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tamperings")
    void usesNoValueOfAFileThatWasTamperedWith(String what, UnaryOperator<String> tampering) {
        // given
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("smtp", SMTP);
        tree.put("other", FixtureSecrets.value("other"));
        tree.put("last", FixtureSecrets.value("last"));
        tree.put("note_unencrypted", "in clear");
        String text = writer().yaml(tree);
        String changed = tampering.apply(text);
        assertThat(changed).isNotEqualTo(text);
        repository.write("acme/secrets.sops.yaml", changed);

        // when
        SecretException failure = failure(() -> repository.value("acme", "last", keys));

        // then
        assertThat(failure.code()).isEqualTo(SecretCode.SOPS_TAMPERED);
        assertThat(failure).hasMessageContaining("tenants/acme/secrets.sops.yaml");
    }

    @Test
    void tellsForWhomAFileIsWhenNoIdentityOpensIt() {
        // given
        repository.write("acme/secrets.sops.yaml", writer().yaml(Map.of("smtp", SMTP)));
        Path other = AgeKey.make().write(folder.resolve("other.txt"));

        // when
        SecretException failure = failure(() -> repository.value("acme", "smtp", other));

        // then
        assertThat(failure.code()).isEqualTo(SecretCode.SOPS_KEY_WRONG);
        assertThat(failure).hasMessageContaining(KEY.recipient());
    }

    static Stream<Arguments> keyFiles() {
        return Stream.of(
                Arguments.of("# nothing but a comment\n"),
                Arguments.of("AGE-SECRET-KEY-1NOTAKEY\n"),
                Arguments.of(KEY.identity() + "X\n"),
                Arguments.of("-----BEGIN OPENSSH PRIVATE KEY-----\n"));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("keyFiles")
    void refusesAKeyFileThatHoldsSomethingElse(String text) throws Exception {
        // given
        repository.write("acme/secrets.sops.yaml", writer().yaml(Map.of("smtp", SMTP)));
        Files.writeString(keys, text);

        // when
        SecretException failure = failure(() -> repository.value("acme", "smtp", keys));

        // then
        assertThat(failure.code()).isEqualTo(SecretCode.AGE_KEY_UNREADABLE);
    }

    @Test
    void saysThatTheKeyFileIsMissingOrNotConfigured() {
        // given
        repository.write("acme/secrets.sops.yaml", writer().yaml(Map.of("smtp", SMTP)));

        // when
        SecretException missing = failure(() -> repository.value("acme", "smtp", folder.resolve("none")));
        SecretException unset =
                failure(() -> repository.value("acme", "smtp", new Secrets(Optional.empty(), Map.of())));

        // then
        assertThat(missing.code()).isEqualTo(SecretCode.AGE_KEY_UNREADABLE);
        assertThat(unset.code()).isEqualTo(SecretCode.AGE_KEY_MISSING);
        assertThat(unset).hasMessageContaining("truekeel.secrets.age-key-file");
    }

    @Test
    void refusesToLookThroughABrokenFileOfTheFleet() {
        // given
        repository.write("secrets.sops.yaml", "smtp: " + SMTP + "\n");

        // when
        SecretException failure = failure(() -> repository.value("acme", "smtp", keys));

        // then
        assertThat(failure.code()).isEqualTo(SecretCode.SOPS_INVALID);
        assertThat(failure).hasMessageContaining("SOPS_NOT_ENCRYPTED");
        assertThat(repository.load().findings().toString()).doesNotContain(FixtureSecrets.PREFIX);
    }

    private static SecretException failure(Runnable work) {
        SecretException failure = catchThrowableOfType(SecretException.class, work::run);
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString())
                .doesNotContain(FixtureSecrets.PREFIX)
                .doesNotContain(KEY.identity())
                .doesNotContain("NOTAKEY");
        return failure;
    }
}
