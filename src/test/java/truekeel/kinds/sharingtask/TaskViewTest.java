package truekeel.kinds.sharingtask;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.kinds.Seen;

/** What Qlik leaves out of a task, in each of the ways in which it does. */
class TaskViewTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"template-sharing\"}",
                "{\"type\": \"template-sharing\", \"dataConnectionID\": \"\", \"templateId\": \"\"}",
                "{\"type\": \"template-sharing\", \"dataConnectionID\": null, \"templateId\": null}",
                "{\"type\": \"template-sharing\", \"dataConnectionID\": null, \"templates\": [{\"templateId\": null}]}",
            })
    void hasNeitherConnectionNorTemplateWhereQlikNamesNone(String task) throws JsonProcessingException {
        Seen seen = TaskView.seen(new ObjectMapper().readTree(task), Optional.empty());

        assertThat(seen.spec().has("dataConnection")).isFalse();
        assertThat(seen.spec().has("template")).isFalse();
    }
}
