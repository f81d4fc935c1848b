package dev.variegate.stage;

import static dev.variegate.stage.Plans.ALL;
import static dev.variegate.stage.Plans.balancer;
import static dev.variegate.stage.Plans.filled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.lineage.Lineage;
import dev.variegate.model.ComputeOptions;
import dev.variegate.policy.PolicyAugmenter;
import dev.variegate.policy.text.PolicyFile;
import dev.variegate.stage.row.LineageColumn;
import dev.variegate.testing.LocalSpark;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

/** Methods whose images go through further ones. */
class PlanChainsTest {

  @Test
  void aChainSaysEachOfItsLinksAndKeepsNoFileBetween() {
    var table = Images.unbalanced();
    var made = filled(ALL).fit(table).setPlanCol("plan").transform(table);
    for (var row : made.filter("plan.method = 'style-transfer'").collectAsList()) {
      var last = LineageColumn.of(row.getAs("lineage"));
      assertThat(last.method()).isEqualTo(Lineage.IMAGE_TRANSLATE);
      assertThat(last.link()).isEqualTo(2);
      var middle = last.before().orElseThrow();
      assertThat(middle.method()).isEqualTo(Lineage.CLASSIC);
      assertThat(middle.encoding()).isEmpty();
      var first = middle.before().orElseThrow();
      assertThat(first.method()).isEqualTo(Lineage.STYLE_TRANSFER);
      assertThat(first.link()).isZero();
      assertThat(List.of(first.copy(), middle.copy())).containsOnly(last.copy());
      assertThat(first.sourceSha256()).isEqualTo(last.sourceSha256());
    }
  }

  @Test
  void theLineageOfAChainMakesItsImageAgain() {
    var plan =
        "{\"super-resolve\": {\"method\": \"super-resolve\", \"model\": \"%s\", \"then\": [{\"method\": \"classic\", \"policy\": \"steps: [{rotate: {degrees: [-20, 20]}}]\"}]}, \"twice\": {\"method\": \"classic\", \"policy\": \"steps: [invert]\", \"then\": [{\"method\": \"classic\", \"policy\": \"steps: [{shear: {x: [-20, 20]}}]\"}]}}"
            .formatted(Specimens.UPSCALER);
    var table = Images.unbalanced();
    var made = balancer(plan).setCopies(2).fit(table).transform(table);
    var codec = new ImageCodec();
    var sources = new java.util.HashMap<String, byte[]>();
    made.filter("lineage.copy = 0")
        .collectAsList()
        .forEach(row -> sources.put(row.getAs("key"), row.getAs("image")));
    var replayer =
        new PolicyAugmenter(
            PolicyFile.read("steps: [flip]", "test"), 0, java.util.Optional.empty(), codec);
    var enlarger = new SuperResolution().setModel(Specimens.UPSCALER);
    int chains = 0;
    try (var upscaler = enlarger.generator(LocalSpark.session()).open(ComputeOptions.threads(1))) {
      for (var row : made.filter("lineage.copy > 0").collectAsList()) {
        var lineage = LineageColumn.of(row.getAs("lineage"));
        var source = sources.get(lineage.sourceKey());
        var first = lineage.before().orElseThrow();
        byte[] again;
        if (first.method().equals(Lineage.SUPER_RESOLVE)) {
          chains++;
          assertThatThrownBy(() -> replayer.replay(source, lineage))
              .hasMessageContaining("replay that method first and give its image");
          try (var image = codec.decode(source);
              var large = upscaler.replay(image, java.util.Optional.empty(), first);
              var turned = replayer.replayFrom(large.image(), lineage)) {
            again = codec.encode(turned.image(), Encoding.parse(lineage.encoding()));
          }
        } else {
          again = replayer.replay(source, lineage).encoded();
        }
        assertThat(again).isEqualTo(row.getAs("image"));
      }
    }
    assertThat(chains).isEqualTo(9);
  }

  @Test
  void onlyTheFirstOfAChainReducesItsSource() {
    var shrink = "\"policy\": \"steps: [{resize: {width: 5, height: 5}}]\"";
    var plan =
        "{\"small\": {\"method\": \"classic\", %s%s, \"then\": [{\"method\": \"classic\", \"policy\": \"steps: [{resize: {width: 2, height: 2}}]\"%s}]}}";
    var reduced = ", \"reduced-decode\": true";
    assertThatThrownBy(() -> balancer(plan.formatted(shrink, "", reduced)))
        .hasMessage(
            "methods.small.then[0].reduced-decode is true, but only the first method of a chain decodes a file; remove it here");
    var jpeg = Images.encoded(1, "jpeg");
    var row = RowFactory.create("cat", jpeg, "cat", "train", 1.0);
    var table = LocalSpark.session().createDataFrame(List.of(row), Images.SCHEMA);
    var made =
        balancer(plan.formatted(shrink, reduced, "")).setCopies(1).fit(table).transform(table);
    var copy = made.filter("lineage.copy = 1").first();
    var lineage = LineageColumn.of(copy.getAs("lineage"));
    assertThat(lineage.ownSteps()).startsWith("[{\"resize\":");
    assertThat(lineage.before().orElseThrow().steps())
        .startsWith("[{\"reduced-decode\":{\"scale\":2}},{\"resize\":");
    var replayer =
        new PolicyAugmenter(
            PolicyFile.read("steps: [flip]", "test"),
            0,
            java.util.Optional.empty(),
            new ImageCodec());
    assertThat(replayer.replay(jpeg, lineage).encoded()).isEqualTo(copy.<byte[]>getAs("image"));
  }

  @Test
  void noLinkOfAChainMakesAFile() {
    var flip = "\"method\": \"classic\", \"policy\": \"steps: [flip]\"";
    var plan = "{\"turned\": {%s%s, \"then\": [{%s%s}]}}";
    var lossless = ", \"lossless-jpeg\": true";
    assertThatThrownBy(() -> balancer(plan.formatted(flip, lossless, flip, "")))
        .hasMessage(
            "methods.turned.lossless-jpeg is true, but makes a file, and the methods of a chain pass images on; remove it here");
    assertThatThrownBy(() -> balancer(plan.formatted(flip, "", flip, lossless)))
        .hasMessage(
            "methods.turned.then[0].lossless-jpeg is true, but makes a file, and the methods of a chain pass images on; remove it here");
  }

  @Test
  void labelsFollowThroughAChain() {
    var box = "array(named_struct('label', 'x', 'object', 0, 'box', array(1d, 2d, 5d, 9d)))";
    var table = Images.unbalanced().selectExpr("*", box + " as boxes");
    var plan =
        "{\"super-resolve\": {\"method\": \"super-resolve\", \"model\": \"%s\", \"then\": [{\"method\": \"classic\", \"policy\": \"steps: [{rotate90: {quarter-turns: 2}}]\"}]}}"
            .formatted(Specimens.UPSCALER);
    var made =
        balancer(plan)
            .setCopies(1)
            .setBoxesCol("boxes")
            .fit(table)
            .transform(table)
            .filter("lineage.copy = 1");
    for (var row : made.collectAsList()) {
      var size = new ImageCodec().header(row.getAs("image")).size();
      Row first = row.<Row>getList(row.fieldIndex("boxes")).get(0);
      assertThat(first.<Double>getList(2))
          .containsExactly(
              size.width() - 10.0, size.height() - 18.0, size.width() - 2.0, size.height() - 4.0);
    }
    assertThat(made.count()).isEqualTo(9);
  }
}
