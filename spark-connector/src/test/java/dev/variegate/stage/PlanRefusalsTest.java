package dev.variegate.stage;

import static dev.variegate.stage.Plans.balancer;
import static dev.variegate.stage.Plans.filled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Plans that the data, or another method of theirs, does not allow are refused. */
class PlanRefusalsTest {

  @Test
  void aClassWithoutAMethodIsReportedBeforeAnyImageIsMade() {
    var plan = "{\"oversample\": {\"classes\": [\"bag\"]}}";
    assertThatThrownBy(() -> filled(plan).fit(Images.unbalanced()))
        .hasMessage(
            "Class \"coat\" lacks 37 images and no method works for it; add one, or name the class in classes of another");
    assertThatThrownBy(
            () -> filled("{\"oversample\": {\"except\": [\"coot\"]}}").fit(Images.unbalanced()))
        .hasMessage(
            "methods.oversample names the class \"coot\", which the data does not have; did you mean \"coat\"? Known: bag, coat, shirt");
  }

  @Test
  void masksThatFitNoImageMadeAreRefusedOrLeftOut() {
    var table = Images.unbalanced().selectExpr("*", "image as mask");
    var plan =
        balancer("{\"latent\": {\"model\": \"%s\"}}".formatted(Specimens.AUTOENCODER))
            .setCopies(1)
            .setMaskCols("mask");
    assertThatThrownBy(() -> plan.transformSchema(table.schema()))
        .hasMessageStartingWith(
            "Column \"mask\" holds labels, which do not fit the images that methods.latent makes");
    var made = plan.setHandleLabels("drop").fit(table).transform(table);
    assertThat(made.filter("lineage.copy = 1 and mask is not null").count()).isZero();
    assertThat(made.filter("lineage.copy = 0 and mask is null").count()).isZero();
    assertThat(made.filter("lineage.copy = 1").count()).isEqualTo(9);
  }

  @Test
  void noEntryIsNamedAsWhatWasThere() {
    assertThatThrownBy(() -> balancer("{\"original\": {\"method\": \"oversample\"}}"))
        .hasMessage(
            "methods.original is named original, which stands for images that were there; name it otherwise");
  }

  @Test
  void partnersOfTwoKindsAreRefused() {
    var plan =
        "{\"mix\": {\"mixture\": \"mix-up\"}, \"latent\": {\"model\": \"%s\", \"operation\": \"interpolate\"}}"
            .formatted(Specimens.AUTOENCODER);
    var table = Images.unbalanced();
    var model = filled(plan).fit(table);
    assertThatThrownBy(() -> model.transform(table))
        .hasMessageContaining("set partners of mix to same-class");
  }
}
