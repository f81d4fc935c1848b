package dev.variegate.stage;

import static dev.variegate.stage.Plans.balancer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.testing.StyleModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gates ask once where another draw makes the same image. */
class GateAttemptsTest {

  @TempDir Path folder;

  /** Attempts of an entry with a gate of 5. */
  private static int attempts(String entry) {
    var table = Images.unbalanced().withColumn("painting", functions.col("image"));
    var gated = "{\"only\": {%s, \"gate\": [\"brightness >= 0\"]}}".formatted(entry);
    return balancer(gated).setTarget("6").fit(table).plan().methods().get(0).gate().attempts();
  }

  private static int styled(String model, String more) {
    return attempts("\"method\": \"style-transfer\", \"model\": \"%s\", %s".formatted(model, more));
  }

  @Test
  void refusedCopiesThatWouldBeEqualAreDrawnOnce() {
    var plan =
        "{\"super-resolve\": {\"algorithm\": \"bicubic\", \"gate\": {\"require\": [\"brightness >= 2\"], \"attempts\": 7}}}";
    var table = Images.unbalanced();
    var model = balancer(plan).setTarget("6").fit(table);
    assertThat(model.explain())
        .contains("about 1.0 draws an image of 1 at most, about 100 % missing in the end");
    var refused =
        model
            .setPlanCol("plan")
            .setHandleRefused("keep")
            .transform(table)
            .filter("plan.method = 'super-resolve'")
            .collectAsList();
    assertThat(refused)
        .isNotEmpty()
        .allSatisfy(
            row -> {
              assertThat(row.<Row>getAs("plan").getList(2)).isEqualTo(List.of("brightness >= 2"));
              assertThat(row.<String>getAs("refusedBy")).isEqualTo("brightness >= 2");
            });
  }

  @Test
  void aChainIsAskedAgainIfOneOfItsMethodsDraws() {
    var enlarged = "\"method\": \"super-resolve\", \"algorithm\": \"bicubic\"";
    assertThat(attempts(enlarged)).isEqualTo(1);
    assertThat(
            attempts(
                enlarged
                    + ", \"then\": [{\"method\": \"classic\", \"policy\": \"steps: [{rotate: {degrees: [-20, 20]}}]\"}]"))
        .isEqualTo(5);
    assertThat(
            attempts(
                enlarged
                    + ", \"then\": [{\"method\": \"image-translate\", \"model\": \"%s\"}]"
                        .formatted(Specimens.TRANSLATOR)))
        .isEqualTo(1);
  }

  @Test
  void aStyleIsPaintedOnceIfNothingOfItIsDrawn() {
    var one = StyleModels.negative(folder.resolve("negative")).toString();
    assertThat(styled(one, "\"strength\": 0.5")).isEqualTo(1);
    assertThat(styled(one, "\"strength\": [0.5, 0.6]")).isEqualTo(5);
    assertThat(styled(one, "\"preset\": \"geirhos\", \"probability\": 0.5")).isEqualTo(5);
    var two = StyleModels.twoStyles(folder.resolve("two")).toString();
    assertThat(styled(two, "\"strength\": 0.5")).isEqualTo(5);
  }

  @Test
  void anyStyleIsPaintedOnceIfThereIsOne() throws Exception {
    var styles = Files.createDirectory(folder.resolve("styles"));
    Images.folder(styles, 1);
    var fixed = "\"preset\": \"geirhos\", \"style-size\": 8, ";
    assertThat(styled(Specimens.STYLIZER, fixed + "\"styles\": \"%s\"".formatted(styles)))
        .isEqualTo(1);
    assertThat(styled(Specimens.STYLIZER, fixed + "\"styles\": \"%s\"".formatted(Specimens.STYLES)))
        .isEqualTo(5);
    assertThat(styled(Specimens.STYLIZER, fixed + "\"styles-col\": \"painting\"")).isEqualTo(1);
  }

  @Test
  void aHoleThatIsDrawnIsFilledAgain() {
    assertThat(attempts("\"method\": \"inpaint\"")).isEqualTo(5);
    var table = Images.unbalanced().withColumn("holes", functions.expr("array(array(0, 0, 2, 2))"));
    var schema = table.schema();
    var given = new Inpainting().setHoleBoxesCol("holes");
    assertThat(given.copiesDiffer(schema, table.sparkSession())).isFalse();
    given.setAlgorithm("repaint");
    assertThat(given.copiesDiffer(schema, table.sparkSession())).isTrue();
  }
}
