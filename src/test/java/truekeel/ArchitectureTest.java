package truekeel;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import truekeel.kinds.Kind;
import truekeel.kinds.all.AllKinds;
import truekeel.model.KindName;
import truekeel.model.Secret;
import truekeel.schema.Schemas;

/** What the house is made of and which room may lean on which, as {@code docs/explanation/architecture.md} says. */
class ArchitectureTest {
    private static final JavaClasses CODE = new ClassFileImporter().importPath(Path.of("target/classes"));
    private static final Path PAGE = Path.of("docs/explanation/architecture.md");
    private static final Pattern WORD = Pattern.compile("`([a-z]+)`");

    /** Each library and the rooms that know it. */
    private static final Map<String, Set<String>> LIBRARIES = libraries();

    private static Map<String, Set<String>> libraries() {
        Map<String, Set<String>> rooms = new LinkedHashMap<>();
        rooms.put("org.eclipse.jgit..", Set.of("git"));
        rooms.put("org.apache.sshd..", Set.of("git"));
        rooms.put("org.apache.hc..", Set.of("qlik"));
        rooms.put("picocli..", Set.of("cli"));
        rooms.put("jakarta.ws.rs..", Set.of("web"));
        rooms.put("io.quarkus.qute..", Set.of("web"));
        rooms.put("java.sql..", Set.of("store"));
        rooms.put("javax.sql..", Set.of("store"));
        rooms.put("org.jdbi..", Set.of("store"));
        rooms.put("com.zaxxer..", Set.of("store"));
        rooms.put("org.flywaydb..", Set.of("store"));
        rooms.put("org.h2..", Set.of("store"));
        rooms.put("org.postgresql..", Set.of("store"));
        // The container's hooks for authentication are made of Vert.x types.
        rooms.put("io.vertx..", Set.of("simulator", "web"));
        rooms.put("org.bouncycastle..", Set.of("simulator"));
        rooms.put("com.networknt..", Set.of("schema"));
        rooms.put("org.dmfs..", Set.of("schema", "simulator"));
        rooms.put("org.snakeyaml..", Set.of("manifest"));
        rooms.put("com.google.re2j..", Set.of("manifest"));
        rooms.put("com.exceptionfactory.jagged..", Set.of("secret"));
        rooms.put("com.github.difflib..", Set.of("qvf"));
        rooms.put("dev.cel..", Set.of("policy"));
        rooms.put("io.micrometer..", Set.of("report"));
        rooms.put("com.fasterxml.jackson.dataformat.yaml..", Set.of("backup", "report"));
        return rooms;
    }

    @Test
    void everyRoomStandsInTheTable() throws IOException {
        // given
        Set<String> rooms = CODE.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith("truekeel."))
                .map(name -> name.split("\\.", -1)[1])
                .collect(Collectors.toSet());

        // when
        Set<String> table = table().keySet();

        // then
        assertThat(table).containsExactlyInAnyOrderElementsOf(rooms);
    }

    @TestFactory
    Stream<DynamicTest> roomsImportOnlyDownwards() throws IOException {
        return table().entrySet().stream()
                .map(room -> DynamicTest.dynamicTest(room.getKey(), () -> importsOnly(room.getKey(), room.getValue())));
    }

    private static void importsOnly(String room, Set<String> below) {
        List<String> allowed = new ArrayList<>();
        allowed.add(packages(room));
        below.forEach(name -> allowed.add(packages(name)));
        noClasses()
                .that(resideInAPackage(packages(room)))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("truekeel..").and(resideOutsideOfPackages(allowed.toArray(String[]::new))))
                .check(CODE);
    }

    @Test
    void noRoomLeansInCircles() {
        slices().matching("truekeel.(*)..").should().beFreeOfCycles().check(CODE);
    }

    @Test
    void kindsDoNotSeeEachOther() {
        List<String> kinds = CODE.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith("truekeel.kinds.") && !name.equals("truekeel.kinds.all"))
                .distinct()
                .toList();
        assertThat(kinds).hasSizeGreaterThanOrEqualTo(AllKinds.list().size());
        for (String kind : kinds) {
            noClasses()
                    .that()
                    .resideInAPackage(kind)
                    .should()
                    .dependOnClassesThat(resideInAPackage("truekeel.kinds.(*)..")
                            .and(DescribedPredicate.not(resideInAPackage(kind))))
                    .check(CODE);
        }
    }

    @Test
    void onlyTheRootKnowsTheSimulator() {
        noClasses()
                .that(resideInAPackage("truekeel.(*)..").and(resideOutsideOfPackages("truekeel.simulator..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("truekeel.simulator..")
                .check(CODE);
    }

    @Test
    void theCoreIsValuesAndFunctions() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        packages("model"),
                        packages("schema"),
                        packages("manifest"),
                        packages("plan"),
                        packages("policy"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta..",
                        "io.quarkus..",
                        "java.net.http..",
                        "java.sql..",
                        "javax.sql..",
                        "org.jboss.logging..",
                        "org.eclipse.microprofile..")
                .check(CODE);
        classes()
                .that()
                .resideInAnyPackage(packages("model"), packages("plan"))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "java.lang..",
                                "java.util..",
                                "java.time..",
                                "java.math..",
                                "java.security..",
                                "java.nio.charset..",
                                "javax.crypto..",
                                "org.jspecify.annotations..",
                                packages("model"),
                                packages("plan"))
                        .or(DescribedPredicate.describe("read an artefact", type -> type.getPackageName()
                                .equals("java.io"))))
                .check(CODE);
    }

    @TestFactory
    Stream<DynamicTest> librariesKeepToTheirRooms() {
        return LIBRARIES.entrySet().stream()
                .map(library -> DynamicTest.dynamicTest(library.getKey(), () -> noClasses()
                        .that(resideInAPackage("truekeel.(*)..")
                                .and(resideOutsideOfPackages(library.getValue().stream()
                                        .map(ArchitectureTest::packages)
                                        .toArray(String[]::new))))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(library.getKey())
                        .check(CODE)));
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveNameMatching(".*[a-z](Impl|Manager|Helper|Utils?|Service|Processor)(\\$.*)?")
                .orShould()
                .haveNameMatching("(.*[.$])?(Abstract|Base)[A-Z][^.$]*")
                .check(CODE);
    }

    @Test
    void timeAndOutputAreGiven() {
        noClasses()
                .that(resideInAPackage("truekeel.(*)..").and(resideOutsideOfPackages("truekeel.cli..")))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethodWhere(asksTheWallClock())
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CODE);
    }

    private static DescribedPredicate<JavaCall<?>> asksTheWallClock() {
        Set<String> sources = Set.of(
                "java.time.LocalDate",
                "java.time.LocalDateTime",
                "java.time.ZonedDateTime",
                "java.time.OffsetDateTime",
                "java.time.Clock",
                "java.time.InstantSource");
        return DescribedPredicate.describe(
                "asks the wall clock",
                call -> sources.contains(call.getTargetOwner().getName())
                        && (call.getName().equals("now") || call.getName().startsWith("system")));
    }

    @Test
    void nobodySleepsButThePause() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("truekeel.qlik.Pause")
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", java.time.Duration.class)
                .check(CODE);
    }

    /** To Qlik, to Git hosts, and as the password of the database. */
    @Test
    void secretsAreRevealedOnlyWhereTheyAreSent() {
        noClasses()
                .that(resideOutsideOfPackages(packages("qlik"), packages("git"), packages("store"), packages("secret")))
                .should()
                .callMethod(Secret.class, "reveal")
                .check(CODE);
    }

    @Test
    void everyPackageIsNullMarked() {
        // given
        Set<JavaPackage> packages = new LinkedHashSet<>();
        CODE.forEach(type -> packages.add(type.getPackage()));

        // when
        List<String> unmarked = packages.stream()
                .filter(one -> !one.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .toList();

        // then
        assertThat(packages).isNotEmpty();
        assertThat(unmarked).isEmpty();
    }

    @Test
    void everyKindIsInTheList() {
        // given
        Set<String> written = CODE.stream()
                .filter(type -> !type.isInterface() && type.isAssignableTo(Kind.class))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());

        // when
        List<String> listed =
                AllKinds.list().stream().map(kind -> kind.getClass().getName()).toList();

        // then
        assertThat(listed).containsExactlyInAnyOrderElementsOf(written);
    }

    static Stream<KindName> kinds() {
        return AllKinds.list().stream().map(Kind::name);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindHasItsSchemaAndItsStories(KindName kind) {
        // given
        Path resources = Path.of("src/test/resources");
        String folder = kind.value().toLowerCase(Locale.ROOT);

        // when
        Schemas schemas = Schemas.bundled();

        // then
        assertThat(schemas.get(kind).name()).isEqualTo(kind);
        assertThat(resources.resolve("kinds").resolve(folder)).isNotEmptyDirectory();
        assertThat(resources.resolve("laws").resolve(folder)).isNotEmptyDirectory();
    }

    private static String packages(String room) {
        return "truekeel." + room + "..";
    }

    /** Which rooms each room may import, from the page's table; "all above" is taken at its word. */
    private static Map<String, Set<String>> table() throws IOException {
        Map<String, Set<String>> table = new LinkedHashMap<>();
        for (String line : Files.readAllLines(PAGE)) {
            String[] cells = line.split("\\|", -1);
            List<String> rooms = cells.length > 3 ? words(cells[1]) : List.of();
            if (!rooms.isEmpty()) {
                Set<String> below = below(cells[cells.length - 2], table.keySet());
                rooms.forEach(room -> table.put(room, below));
            }
        }
        return table;
    }

    private static Set<String> below(String cell, Set<String> above) {
        List<String> named = words(cell);
        if (cell.contains("all above") || cell.contains("and below")) {
            Set<String> rooms = new LinkedHashSet<>(above);
            if (cell.contains(" but ")) {
                rooms.removeAll(named);
            }
            return rooms;
        }
        return new LinkedHashSet<>(named);
    }

    private static List<String> words(String cell) {
        Matcher matcher = WORD.matcher(cell);
        List<String> words = new ArrayList<>();
        while (matcher.find()) {
            words.add(matcher.group(1));
        }
        return words;
    }
}
