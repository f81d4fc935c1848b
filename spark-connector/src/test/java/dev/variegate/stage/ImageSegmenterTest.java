package dev.variegate.stage;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.codec.ImageCodec;
import dev.variegate.generate.segment.MaskValues;
import dev.variegate.generate.segment.Segmenter;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.testing.SegmentationForms;
import dev.variegate.testing.TinyModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSegmenterTest {

  @TempDir Path folder;

  private static Dataset<Row> table() {
    var rows = new ArrayList<Row>();
    for (int i = 0; i < 9; i++) {
      var encoding = List.of("png", "jpeg", "webp:90").get(i % 3);
      rows.add(
          Images.row("street-" + i, Images.encoded(i, encoding), i < 6 ? "day" : "dusk", "train"));
    }
    return Images.table(rows);
  }

  private ImageSegmenter segmenter() {
    return new ImageSegmenter()
        .setModel(SegmentationForms.plain().write(folder.resolve("plain")).toString());
  }

  @Test
  void givesTheMaskAndTheRegionsOfEachImageAtAnyPartitioning() {
    var stage = segmenter().setPolygonsCol("polygons").setMaskValues("car=255", "tree=9");
    var whole = stage.transform(table());
    for (int partitions : new int[] {1, 3, 7}) {
      assertThat(Images.contents(stage.transform(table().repartition(partitions))))
          .as("%d partitions", partitions)
          .isEqualTo(Images.contents(whole));
    }
    var codec = new ImageCodec();
    var settings =
        new Segmenter.Settings(
            Segmenter.Settings.DEFAULT.framing(),
            MaskValues.parse("", "car=255", "tree=9"),
            0.5,
            0);
    var bundle = ModelBundle.open(folder.resolve("plain"));
    try (var segmenter = Segmenter.open(bundle, ComputeOptions.threads(1), settings)) {
      for (var row : whole.collectAsList()) {
        try (var image = codec.decode(row.getAs("image"));
            var entering = segmenter.entering(image);
            var classes = segmenter.segment(List.of(entering)).get(0);
            var expected = segmenter.mask(classes);
            var mask = codec.decode(row.getAs("mask"))) {
          assertThat(mask.toBytes()).isEqualTo(expected.toBytes());
          assertThat(mask.channels()).isOne();
          var polygons = row.<Row>getList(row.fieldIndex("polygons"));
          assertThat(polygons.stream().map(shape -> shape.getString(0)))
              .isEqualTo(segmenter.polygons(classes).stream().map(shape -> shape.label()).toList());
          assertThat(polygons.stream().map(shape -> shape.getInt(1)))
              .isEqualTo(IntStream.range(0, polygons.size()).boxed().toList());
        }
      }
    }
  }

  @Test
  void everyFormGivesTheSameRowsAtAnyPartitioning() {
    var plain = masks(segmenter(), 3);
    for (var form : SegmentationForms.equal()) {
      var stage = segmenter().setModel(form.write(folder.resolve(form.name())).toString());
      for (int partitions : new int[] {1, 3, 7}) {
        assertThat(masks(stage, partitions)).as("%s, %d", form, partitions).isEqualTo(plain);
      }
    }
  }

  private static Map<String, String> masks(ImageSegmenter stage, int partitions) {
    var masks = new HashMap<String, String>();
    stage
        .transform(table().repartition(partitions))
        .selectExpr("key", "base64(mask)")
        .collectAsList()
        .forEach(row -> masks.put(row.getString(0), row.getString(1)));
    return masks;
  }

  /** In a saved pipeline: what is car is filled anew, and all else stays. */
  @Test
  void inpaintingErasesWhatTheMaskMarks() throws IOException {
    var stages =
        new PipelineStage[] {
          segmenter().setMaskValues("car=255"),
          new Inpainting().setHoleMaskCol("mask").setKeyCol("key").setMaskCols("mask")
        };
    var pipeline = new Pipeline().setStages(stages).fit(table());
    pipeline.write().save(folder.resolve("saved").toString());
    var made = PipelineModel.load(folder.resolve("saved").toString()).transform(table());
    var codec = new ImageCodec();
    var before = new HashMap<String, byte[]>();
    table().collectAsList().forEach(row -> before.put(row.getAs("key"), row.getAs("image")));
    int changed = 0;
    for (var row : made.filter("lineage.method = 'inpaint'").collectAsList()) {
      var key = row.<String>getAs("key");
      var source = before.get(before.containsKey(key) ? key : key.replaceAll("#.*", ""));
      try (var image = codec.decode(source);
          var erased = codec.decode(row.getAs("image"));
          var mask = codec.decode(row.getAs("mask"))) {
        var old = image.toBytes();
        var fresh = erased.toBytes();
        var marked = mask.toBytes();
        int channels = image.channels();
        for (int i = 0; i < old.length; i++) {
          assertThat(fresh[i] == old[i] || marked[i / channels] != 0)
              .as("%s at %d", key, i)
              .isTrue();
          changed += fresh[i] == old[i] ? 0 : 1;
        }
      }
    }
    assertThat(changed).isPositive();
  }

  @Test
  void copyPastePastesTheRegionsAndTheMaskFollowsInAPlan() {
    var rows = segmenter().setMaskValues("car=255").setPolygonsCol("polygons").transform(table());
    var methods =
        """
        {"paste": {"method": "mix", "mixture": "copy-paste"},
         "erase": {"method": "inpaint", "hole-mask-col": "mask"},
         "turn": {"method": "classic", "policy": {"steps": ["flip"]}}}
        """;
    var balancer =
        Plans.balancer(methods).setTarget("15").setMaskCols("mask").setPolygonsCol("polygons");
    var model = balancer.fit(rows).setPlanCol("plan");
    var whole = Images.contents(model.transform(rows));
    for (int partitions : new int[] {1, 3, 7}) {
      assertThat(Images.contents(model.transform(rows.repartition(partitions))))
          .as("%d partitions", partitions)
          .isEqualTo(whole);
    }
    var pasted =
        model.transform(rows).filter("plan.method = 'paste'").filter(col("mask").isNotNull());
    assertThat(pasted.count()).isPositive();
    assertThat(pasted.filter("exists(polygons, p -> p.label = 'car')").count()).isPositive();
  }

  @Test
  void aBadImageIsSkippedOrKeptWithItsReason() {
    var table =
        Images.table(
            Images.ofClass("bag", 3), List.of(Images.row("bad", Images.text(), "bag", "train")));
    assertThat(segmenter().setHandleInvalid("skip").transform(table).count()).isEqualTo(3);
    var bad = segmenter().setHandleInvalid("keep").transform(table).filter("key = 'bad'").first();
    assertThat(bad.<byte[]>getAs("mask")).isNull();
    assertThat(bad.<String>getAs("error")).contains("must be JPEG");
  }

  @Test
  void whatCannotBeIsRefusedBeforeAnyJob() {
    var table = table();
    assertThatThrownBy(() -> segmenter().setMaskValues("cars=1").transform(table))
        .hasMessageContaining("Unknown class \"cars\" for model form 1; did you mean \"car\"?");
    assertThatThrownBy(() -> segmenter().setMaskValues("car"))
        .hasMessage(
            "maskValues has \"car\" but must have pairs such as car=255, each class once, with values from 0 to 255; correct it");
    assertThatThrownBy(() -> segmenter().setThreshold(0))
        .hasMessage("threshold is 0.0 but must be above 0 and below 1; 0.5 is usual");
    assertThatThrownBy(() -> segmenter().setMinArea(-1))
        .hasMessage("minArea is -1.0 but must be 0 or more, in pixels; 0 leaves no region out");
    assertThatThrownBy(() -> segmenter().setOutputCol("image").transform(table))
        .hasMessageContaining("\"image\" of outputCol is there already");
    var classifier = TinyModels.classifier(folder.resolve("classifier")).toString();
    assertThatThrownBy(() -> segmenter().setModel(classifier).transform(table))
        .hasMessageContaining("is asked for \"segment\" but offers [classify]");
  }
}
