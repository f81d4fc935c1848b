package dev.variegate.stage.method;

import static dev.variegate.stage.method.ReferenceStages.MATCH;
import static dev.variegate.stage.method.ReferenceStages.OWN;
import static dev.variegate.stage.method.ReferenceStages.POLICY;
import static dev.variegate.stage.method.ReferenceStages.stage;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.stage.ClassBalancer;
import dev.variegate.stage.ClassicAugmenter;
import dev.variegate.stage.Images;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** References that are not there, or not what the policy asks for, are refused before any job. */
class ReferenceSettingsTest {

  @TempDir private Path folder;

  @Test
  void missingAndEmptyFoldersAreReportedBeforeAnyJob() {
    var missing = stage(MATCH).setReferences("file:///no/such/folder");
    assertThatThrownBy(() -> missing.transform(Images.unbalanced()))
        .hasMessage(
            "references names file:///no/such/folder, which does not exist but must be an image or a folder of images; correct the path");
    var empty = stage(MATCH).setReferences(folder.toString());
    assertThatThrownBy(() -> empty.transform(Images.unbalanced()))
        .hasMessage(
            "references names the folder %s, which holds no files but must hold images; name another",
            folder);
  }

  @Test
  void aPolicyAndItsReferencesMustBelongTogether() {
    var without = new ClassicAugmenter("a").setPolicy(POLICY);
    assertThatThrownBy(() -> without.transformSchema(OWN))
        .hasMessage(
            "policy of a makes images like references (histogram-matching, fourier-domain-adaptation, color-transfer), which must be given; set references or referencesCol");
    var idle = new ClassicAugmenter("a").setPolicy("steps: [flip]");
    assertThatThrownBy(() -> idle.setReferences("looks").transformSchema(OWN))
        .hasMessage(
            "references is \"looks\" but must be unset where the policy makes no image like another; add an operation such as histogram-matching, or clear it");
    var both =
        new ClassicAugmenter("a").setPolicy(MATCH).setReferences("b").setReferencesCol("look");
    assertThatThrownBy(() -> both.transformSchema(OWN))
        .hasMessage(
            "references and referencesCol of a are both set but at most one may be; clear one of them");
    both.clear(both.references());
    assertThatThrownBy(() -> both.setReferencesCol("key").transformSchema(OWN))
        .hasMessage(
            "Column \"key\" has type string but must be the Spark image struct or binary; read it with format(\"binaryFile\") or cast it");
    assertThatThrownBy(() -> both.setReferences("[{\"path\": \"a\", \"wieght\": 2}]"))
        .hasMessage(
            "references[0].wieght is unknown; did you mean \"weight\"? Known: path, weight");
    assertThatThrownBy(() -> both.setReferences(" "))
        .hasMessage("Place is \" \" but must be a path; write it, or leave the setting out");
  }

  @Test
  void aBalancersPolicyAndItsReferencesMustBelongTogether() {
    var table = Images.unbalanced().schema();
    assertThatThrownBy(
            () ->
                new ClassBalancer()
                    .setMethods("{\"classic\": {\"policy\": \"%s\"}}".formatted(MATCH))
                    .transformSchema(table))
        .hasMessage(
            "policy of methods.classic makes images like references (histogram-matching), which must be given; set references or referencesCol");
    assertThatThrownBy(
            () ->
                new ClassBalancer()
                    .setMethods(
                        "{\"classic\": {\"policy\": \"steps: [flip]\", \"references\": \"looks\"}}")
                    .transformSchema(table))
        .hasMessage(
            "references is \"looks\" but must be unset where the policy makes no image like another; add an operation such as histogram-matching, or clear it");
    refuses(
        "{}",
        "must be a place, or a list of places with weights; write [{\"path\": \"PLACE\", \"weight\": 1}]");
    refuses("[]", "must name one place at least; write [{\"path\": \"PLACE\", \"weight\": 1}]");
  }

  private static void refuses(String references, String rule) {
    assertThatThrownBy(
            () ->
                new ClassBalancer()
                    .setMethods(
                        "{\"classic\": {\"policy\": \"%s\", \"references\": %s}}"
                            .formatted(MATCH, references)))
        .hasMessage(
            "methods.classic.references: references is %s but %s".formatted(references, rule));
  }
}
