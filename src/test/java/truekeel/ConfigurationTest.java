package truekeel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    private String set = "";

    @AfterEach
    void clear() {
        if (!set.isEmpty()) {
            System.clearProperty(set);
        }
    }

    @Test
    void takesPropertiesOffTheCommandLine() {
        set = "truekeel.git.url";

        assertThat(Configuration.takeProperties("plan", "--truekeel.git.url=file:///desired", "--tenant", "acme"))
                .containsExactly("plan", "--tenant", "acme");
        assertThat(Configuration.load().git().url()).contains("file:///desired");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "truekeel.git.poll        | abc     | Write 500ms, 30s, 5m, 2h or 7d",
                "truekeel.git.poll        | 10ms    | at least 1s",
                "truekeel.auth.mode       | nobody  | none,oidc,token",
                "truekeel.qlik.share      | 7       | above 0 and at most 1",
                "truekeel.qlik.concurrency| 0       | 1 or more",
                "truekeel.qlik.timeout    | 11m     | from 1s to 10m",
                "truekeel.qlik.shar       | 0.5     | Did you mean truekeel.qlik.share?",
                "truekeel.reconcile.hold  | -1s     | 0s or more",
                "truekeel.secrets.sink    | /run/x  | dir: and a folder",
            })
    void namesTheWrongPropertyAndWhatIsAllowed(String property, String value, String allowed) {
        set = property;
        System.setProperty(property, value);

        assertThatIllegalArgumentException()
                .isThrownBy(Configuration::load)
                .withMessageContaining(property)
                .withMessageContaining(allowed);
    }

    @Test
    void knowsEveryPropertyByName() {
        assertThat(Configuration.names())
                .contains("truekeel.git.url", "truekeel.qlik.public-link-scope", "truekeel.demo.simulator-port")
                .allMatch(name -> name.startsWith("truekeel."));
    }
}
