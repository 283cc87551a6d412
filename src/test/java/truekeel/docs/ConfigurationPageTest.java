package truekeel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import truekeel.TruekeelConfig;

class ConfigurationPageTest {

    @Test
    void thePageListsEveryPropertyWithItsDefault() {
        // given
        Map<String, String> properties = new TreeMap<>();
        collect("truekeel", TruekeelConfig.class, properties);

        // when
        Map<String, String> documented = Pages.rows("docs/configuration.md").stream()
                .collect(Collectors.toMap(row -> row.get(0), row -> row.get(1), (one, two) -> "twice", TreeMap::new));

        // then
        assertThat(documented).containsExactlyEntriesOf(properties);
    }

    @Test
    void everyPropertyIsExplained() {
        List<List<String>> rows = Pages.rows("docs/configuration.md");

        assertThat(rows).isNotEmpty().allSatisfy(row -> assertThat(row.get(2)).hasSizeGreaterThan(5));
    }

    private static void collect(String prefix, Class<?> group, Map<String, String> into) {
        for (Method method : group.getDeclaredMethods()) {
            String name = prefix + "."
                    + Optional.ofNullable(method.getAnnotation(WithName.class))
                            .map(WithName::value)
                            .orElse(method.getName());
            if (method.getReturnType().getEnclosingClass() == TruekeelConfig.class
                    && method.getReturnType().isInterface()) {
                collect(name, method.getReturnType(), into);
            } else {
                into.put(
                        name,
                        Optional.ofNullable(method.getAnnotation(WithDefault.class))
                                .map(WithDefault::value)
                                .orElse(""));
            }
        }
    }
}
