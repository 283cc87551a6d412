package truekeel.system;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the one demo of this test run to every test that only looks; it ends when all tests have. */
final class RunningDemo implements ParameterResolver {
    private static final Namespace SHARED = Namespace.create(RunningDemo.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Demo.class;
    }

    @Override
    public Demo resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(SHARED).computeIfAbsent("demo", name -> Demo.start("demo"), Demo.class);
    }
}
