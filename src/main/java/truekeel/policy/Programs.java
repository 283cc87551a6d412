package truekeel.policy;

import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Compiled rules by their text. Most commits change no policy, and compiling a rule takes milliseconds, so a text that
 * was compiled before is not compiled again. The least recently used leave first.
 */
final class Programs {
    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("resource", SimpleType.DYN)
            .addVar("tenant", SimpleType.DYN)
            .addVar("action", SimpleType.STRING)
            .addVar("before", SimpleType.DYN)
            .addVar("after", SimpleType.DYN)
            .setResultType(SimpleType.BOOL)
            .build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.plannerRuntimeBuilder().build();

    private final int most;
    private final Map<String, CelRuntime.Program> byText = new LinkedHashMap<>(16, 0.75f, true);

    Programs(int most) {
        this.most = most;
    }

    /** Throws what the compiler says of an unsound rule. */
    CelRuntime.Program of(String rule) throws CelValidationException, CelEvaluationException {
        synchronized (byText) {
            CelRuntime.Program known = byText.get(rule);
            if (known != null) {
                return known;
            }
        }
        CelRuntime.Program made = RUNTIME.createProgram(COMPILER.compile(rule).getAst());
        synchronized (byText) {
            byText.put(rule, made);
            if (byText.size() > most) {
                byText.remove(byText.keySet().iterator().next());
            }
        }
        return made;
    }

    int kept() {
        synchronized (byText) {
            return byText.size();
        }
    }
}
