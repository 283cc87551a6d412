package truekeel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** How long a file and a method may be, in the program and in its tests. */
class SourceSizesTest {
    private static final int LONGEST_FILE = 400;
    private static final int LONGEST_METHOD = 40;

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    @Test
    void noFileIsTooLongToRead() throws IOException {
        // given
        List<String> tooLong = new ArrayList<>();

        // when
        for (Path file : sources()) {
            int lines = Files.readAllLines(file).size();
            if (lines > LONGEST_FILE) {
                tooLong.add(file + " has " + lines + " lines");
            }
        }

        // then
        assertThat(tooLong).isEmpty();
    }

    @Test
    void noMethodIsTooLongToRead() throws IOException {
        // given
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> tooLong = new ArrayList<>();
        int methods = 0;

        // when
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources()));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                Methods found = new Methods(unit, positions);
                found.scan(unit, null);
                methods += found.count;
                tooLong.addAll(found.tooLong);
            }
        }

        // then
        assertThat(methods).isGreaterThan(1000);
        assertThat(tooLong).isEmpty();
    }

    /** Measures each method from its name to its last brace; annotations and comments before it do not count. */
    private static final class Methods extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> tooLong = new ArrayList<>();
        private int count;

        Methods(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            LineMap lines = unit.getLineMap();
            long last = positions.getEndPosition(unit, method);
            if (last >= 0 && method.getBody() != null) {
                count++;
                long length = lines.getLineNumber(last) - lines.getLineNumber(beginning(method)) + 1;
                if (length > LONGEST_METHOD) {
                    tooLong.add(unit.getSourceFile().getName() + ": " + method.getName() + " has " + length + " lines");
                }
            }
            return super.visitMethod(method, null);
        }

        private long beginning(MethodTree method) {
            if (method.getReturnType() != null) {
                return positions.getStartPosition(unit, method.getReturnType());
            }
            long annotations = positions.getEndPosition(unit, method.getModifiers());
            return Math.max(annotations, positions.getStartPosition(unit, method));
        }
    }
}
