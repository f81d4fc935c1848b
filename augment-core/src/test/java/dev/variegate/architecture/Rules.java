package dev.variegate.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** What ARCHITECTURE.md says of packages, as rules for whatever classes they are given. */
public final class Rules {

  private static final String ROOT = "dev.variegate.";

  private Rules() {}

  /** Every rule, each with the sentence that a violation is reported under. */
  public static Stream<ArchRule> all() {
    return Stream.of(
        classes().should(new Floors()).as("each package uses none of a floor above its own"),
        slices()
            .matching(ROOT + "(**)")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true)
            .as("no packages stand in a circle"),
        modelsStandOnBaseAndImage(),
        classes().should(new PackageSize()).as("no package has more than 40 files"),
        classes().should(new Described()).as("each package says what it is for, and for whom"),
        noOwnRandomSources(),
        printsOnlyInJob(),
        sparkOnlyInConnector(),
        outside("model.torch", "train", "benchmarks")
            .uses("ai.djl..")
            .as("DJL stays where PyTorch runs and where training is"),
        outside("matrix").uses("org.ejml..").as("EJML stays where matrices are"),
        outside("image", "codec", "pixel", "form", "op", "policy.auto", "mix", "benchmarks")
            .uses("org.bytedeco..")
            .as("OpenCV stays where pixels are"));
  }

  private static ArchRule modelsStandOnBaseAndImage() {
    return classes()
        .that()
        .resideInAPackage(tree("model"))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(tree("model"), ROOT + "base", ROOT + "image")
                .or(DescribedPredicate.not(resideInAnyPackage(ROOT + "."))))
        .allowEmptyShould(true)
        .as("models stand on packages base and image alone");
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
    return outside("file", "stage", "io", "job", "examples", "benchmarks")
        .uses("org.apache.spark..", "org.apache.hadoop..", "scala..")
        .as("the core knows no Spark, Hadoop or Scala");
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
