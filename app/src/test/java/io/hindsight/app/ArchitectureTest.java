package io.hindsight.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between modules, and what Maven cannot see. A rule that matches no class fails. */
@AnalyzeClasses(packages = "io.hindsight", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String CONTRACTS = "io.hindsight.contracts..";
  private static final String COMMAND_SIDE = "io.hindsight.command..";
  private static final String SAGAS = "io.hindsight.sagas..";
  private static final String READ_MODEL = "io.hindsight.readmodel..";
  private static final String PROJECTIONS = "io.hindsight.projections..";
  private static final String ALGORITHMS = "io.hindsight.scoring..";
  private static final String RUNTIME = "io.hindsight.runtime..";
  private static final String QUERY_SIDE = "io.hindsight.query..";
  private static final String API = "io.hindsight.api..";
  private static final String APP = "io.hindsight.app..";

  @ArchTest
  static final ArchRule contractsAreOnlyALanguage =
      classes()
          .that()
          .resideInAPackage(CONTRACTS)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              CONTRACTS,
              "java..",
              "org.jspecify..",
              "org.axonframework.modelling.command..",
              "com.fasterxml.jackson.annotation..");

  @ArchTest
  static final ArchRule commandSideKnowsNothingOfReading =
      noDependency(
          COMMAND_SIDE, READ_MODEL, PROJECTIONS, QUERY_SIDE, SAGAS, ALGORITHMS, RUNTIME, API, APP);

  @ArchTest
  static final ArchRule sagasKnowOnlyContracts =
      noDependency(
          SAGAS, COMMAND_SIDE, READ_MODEL, PROJECTIONS, QUERY_SIDE, ALGORITHMS, RUNTIME, API, APP);

  @ArchTest
  static final ArchRule readModelKnowsNoAxon =
      noDependency(
          READ_MODEL,
          "org.axonframework..",
          COMMAND_SIDE,
          PROJECTIONS,
          QUERY_SIDE,
          SAGAS,
          ALGORITHMS,
          RUNTIME,
          API,
          APP);

  @ArchTest
  static final ArchRule projectionsOnlyFold =
      noDependency(
          PROJECTIONS,
          "org.axonframework.commandhandling.gateway..",
          COMMAND_SIDE,
          QUERY_SIDE,
          SAGAS,
          ALGORITHMS,
          RUNTIME,
          API,
          APP);

  @ArchTest
  static final ArchRule algorithmsArePlainJava =
      classes()
          .that()
          .resideInAPackage(ALGORITHMS)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              ALGORITHMS,
              "java..",
              "jdk.incubator.vector..",
              "org.jspecify..",
              "org.apache.commons.math3..",
              "org.apache.commons.statistics..");

  /** The module may be missing at run time, so that whoever needs it stands alone. */
  @ArchTest
  static final ArchRule oneClassNeedsTheIncubatingVectors =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("VectorKernels")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jdk.incubator.vector..");

  @ArchTest
  static final ArchRule runtimeKnowsNoWriterAndNoAsker =
      noDependency(RUNTIME, COMMAND_SIDE, PROJECTIONS, QUERY_SIDE, SAGAS, API, APP);

  @ArchTest
  static final ArchRule querySideOnlyReads =
      noDependency(
          QUERY_SIDE,
          "org.axonframework.commandhandling..",
          "io.hindsight.readmodel.sqlite..",
          COMMAND_SIDE,
          PROJECTIONS,
          SAGAS,
          API,
          APP);

  @ArchTest
  static final ArchRule querySideWritesNoView =
      noClasses()
          .that()
          .resideInAPackage(QUERY_SIDE)
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("io.hindsight.readmodel.store.ViewStore");

  @ArchTest
  static final ArchRule apiKnowsOnlyContracts =
      noDependency(
          API, COMMAND_SIDE, READ_MODEL, PROJECTIONS, QUERY_SIDE, SAGAS, ALGORITHMS, RUNTIME, APP);

  @ArchTest
  static final ArchRule onlyAppReadsTheClock =
      noClasses()
          .that()
          .resideOutsideOfPackage(APP)
          .should()
          .callMethodWhere(
              JavaCall.Predicates.target(
                      nameMatching("now|currentTimeMillis|systemUTC|systemDefaultZone|system"))
                  .and(
                      JavaCall.Predicates.target(
                          owner(
                              resideInAPackage("java.time")
                                  .or(nameMatching("java.lang.System"))
                                  .as("a clock")))));

  @ArchTest
  static final ArchRule onlyAppDrawsIdsAndSeeds =
      noClasses()
          .that()
          .resideOutsideOfPackage(APP)
          .should()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(java.util.UUID.class, "randomUUID")
          .orShould()
          .callConstructor(java.util.Random.class)
          .orShould()
          .callConstructor(java.util.SplittableRandom.class)
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(java.util.concurrent.ThreadLocalRandom.class);

  @ArchTest
  static final ArchRule scoringUsesStrictMath =
      noClasses()
          .that()
          .resideInAnyPackage(ALGORITHMS, RUNTIME, QUERY_SIDE)
          .should()
          .callMethod(Math.class, "exp", double.class)
          .orShould()
          .callMethod(Math.class, "log", double.class)
          .orShould()
          .callMethod(Math.class, "pow", double.class, double.class);

  @ArchTest
  static final ArchRule jsonIsJackson3 =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.fasterxml.jackson.databind..");

  @ArchTest
  static final ArchRule noCyclesBetweenModules =
      slices().matching("io.hindsight.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nobodyDependsOnApp =
      noClasses()
          .that()
          .resideOutsideOfPackage(APP)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(APP);

  private static ArchRule noDependency(String from, String... to) {
    return noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(to);
  }
}
