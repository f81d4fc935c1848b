package dev.variegate.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** What ARCHITECTURE.md says of packages, as rules for whatever classes they are given. */
public final class Rules {

  private static final String ROOT = "dev.variegate.";

  /** Packages in the direction in which data flows; each imports only from its left. */
  public static final List<String> FLOW =
      List.of(
          "image",
          "label",
          "op",
          "policy",
          "model",
          "generate",
          "quality",
          "stage",
          "io",
          "job",
          "examples",
          "benchmarks");

  private Rules() {}

  /** Every rule, each with the sentence that a violation is reported under. */
  public static Stream<ArchRule> all() {
    return Stream.concat(
        packageOrder().stream(),
        Stream.of(
            noOwnRandomSources(),
            printsOnlyInJob(),
            sparkOnlyInConnector(),
            djlOnlyWhereNetworksAre(),
            openCvOnlyInImageAndOp()));
  }

  private static List<ArchRule> packageOrder() {
    var rules = new ArrayList<ArchRule>();
    for (int i = 0; i < FLOW.size() - 1; i++) {
      var right = FLOW.subList(i + 1, FLOW.size()).stream().map(Rules::tree).toArray(String[]::new);
      rules.add(
          noClasses()
              .that()
              .resideInAPackage(tree(FLOW.get(i)))
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(right)
              .as("package %s uses no package to its right".formatted(FLOW.get(i)))
              .allowEmptyShould(true));
    }
    return rules;
  }

  private static ArchRule noOwnRandomSources() {
    return noClasses()
        .should()
        .dependOnClassesThat(
            assignableTo(Random.class)
                .or(assignableTo(SplittableRandom.class))
                .or(assignableTo(ThreadLocalRandom.class))
                .as("own random sources"))
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethodWhere(randomColumn())
        .as("all randomness is keyed");
  }

  private static DescribedPredicate<JavaAccess<?>> randomColumn() {
    return DescribedPredicate.describe(
        "a random column of Spark",
        access ->
            access.getTargetOwner().getName().startsWith("org.apache.spark.sql.functions")
                && List.of("rand", "randn", "uuid", "shuffle").contains(access.getName()));
  }

  private static ArchRule printsOnlyInJob() {
    return noClasses()
        .that(
            DescribedPredicate.not(
                resideInAnyPackage(tree("job"), tree("examples"), tree("benchmarks"))))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .as("only packages job, examples and benchmarks print")
        .allowEmptyShould(true);
  }

  private static ArchRule sparkOnlyInConnector() {
    return outside("stage", "io", "job", "examples", "benchmarks")
        .uses("org.apache.spark..", "org.apache.hadoop..", "scala..")
        .as("the core knows no Spark, Hadoop or Scala");
  }

  private static ArchRule djlOnlyWhereNetworksAre() {
    return outside("model", "benchmarks").uses("ai.djl..").as("DJL stays in model and benchmarks");
  }

  private static ArchRule openCvOnlyInImageAndOp() {
    return outside("image", "op", "benchmarks")
        .uses("org.bytedeco..")
        .as("OpenCV stays in image, op and benchmarks");
  }

  private static Outside outside(String... packages) {
    var trees = new String[packages.length];
    for (int i = 0; i < packages.length; i++) {
      trees[i] = tree(packages[i]);
    }
    return new Outside(DescribedPredicate.not(resideInAnyPackage(trees)));
  }

  private static String tree(String name) {
    return ROOT + name + "..";
  }

  private record Outside(DescribedPredicate<JavaClass> elsewhere) {
    ArchRule uses(String... banned) {
      return noClasses()
          .that(elsewhere)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(banned)
          .allowEmptyShould(true);
    }
  }
}
