package dev.variegate.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.stage.Images;
import dev.variegate.stage.balance.MethodShare;
import dev.variegate.stage.param.SourceWeight;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs whose plan weighs sources, or wants the same methods for every class. */
class SourceWeightJobTest extends JobRuns {

  @BeforeEach
  void input() {
    Images.table(Images.ofClass("bag", 4), Images.ofClass("coat", 2))
        .withColumn("worth", functions.expr("double(substring_index(key, '-', -1)) / 2"))
        .write()
        .parquet(folder.resolve("in").toString());
  }

  private int run(String plan, String methods) {
    settings = List.of("--set", "output.mode=overwrite");
    return runOn(
        "input: {format: parquet, path: %s}".formatted(folder.resolve("in")),
        "plan: " + plan,
        "methods: " + methods);
  }

  @Test
  void aColumnOfTheInputWeighsItsImages() {
    assertThat(run("{target: 10, source-weight: {column: worth}}", "{oversample: {}}"))
        .as(errors())
        .isZero();
    assertThat(printed()).contains("not copied");
    assertThat(
            output()
                .where("lineage.copy > 0")
                .groupBy("lineage.sourceKey")
                .count()
                .orderBy("sourceKey")
                .collectAsList()
                .toString())
        .isEqualTo("[[bag-1,1], [bag-2,2], [bag-3,3], [coat-1,8]]");
    assertThat(output().count()).isEqualTo(20);
  }

  @Test
  void whatTheStageRefusesIsReportedInTheKeysOfAJob() {
    assertThat(run("{target: 10, source-weight: {column: label}}", "{oversample: {}}"))
        .isEqualTo(2);
    assertThat(errors())
        .contains(
            "Column \"label\" of plan.source-weight has type string but must be of numbers; cast it");
    assertThat(
            run(
                "{target: max, method-share: equal}",
                "{oversample: {classes: [bag]}, inpaint: {erase-area: [0.1, 0.2]}}"))
        .isEqualTo(2);
    assertThat(errors())
        .contains(
            "methods.oversample leaves out class \"coat\", for which 2 images are made, but plan.method-share is \"equal\"; remove classes and except from the entry, or set plan.method-share to any");
  }

  @Test
  void classesThatNoMethodFillsAreNamed() {
    assertThat(run("{target: max, method-share: equal}", "{oversample: {}}")).as(errors()).isZero();
    assertThat(printed()).contains("warning: no image is made for \"bag\", so that");
  }

  @Test
  void theWordsAreRead() {
    assertThat(
            JobFiles.read(JobFiles.SHORT, "plan.source-weight=uniform", "plan.method-share=any")
                .aim())
        .isEqualTo(JobFiles.aim("max", 0));
    assertThat(
            JobFiles.read(
                    JobFiles.SHORT, "plan.source-weight={column: w}", "plan.method-share=equal")
                .aim())
        .isEqualTo(
            new JobSpec.Aim(
                "max",
                0,
                new JobSpec.Weight(Optional.of("w"), SourceWeight.UNIFORM),
                MethodShare.EQUAL));
    JobFiles.assertRefused(
        JobFiles.SHORT,
        "--set plan.source-weight=w: key \"plan.source-weight\" is \"w\" but must be uniform, uniqueness, hardness, or a mapping such as {column: weight}; correct it",
        "plan.source-weight=w");
    JobFiles.assertRefused(
        JobFiles.SHORT,
        "--set plan.source-weight={colum: w}: key \"plan.source-weight.colum\" is unknown; did you mean \"column\"? Known: column",
        "plan.source-weight={colum: w}");
    JobFiles.assertRefused(
        JobFiles.SHORT,
        "--set plan.source-weight={}: key \"plan.source-weight.column\" is missing but must be text; add it",
        "plan.source-weight={}");
    JobFiles.assertRefused(
        JobFiles.SHORT,
        "--set plan.method-share=same: key \"plan.method-share\" is \"same\"; known: any, equal",
        "plan.method-share=same");
  }
}
