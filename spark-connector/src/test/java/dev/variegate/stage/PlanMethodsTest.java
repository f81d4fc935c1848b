package dev.variegate.stage;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.lineage.Lineage;
import dev.variegate.model.ComputeOptions;
import dev.variegate.policy.PolicyAugmenter;
import dev.variegate.policy.text.PolicyFile;
import dev.variegate.stage.balance.ClassPlan;
import dev.variegate.stage.row.LineageColumn;
import dev.variegate.testing.LocalSpark;
import dev.variegate.testing.TinyModels;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Every method in one plan. */
class PlanMethodsTest {

  private static final String ALL =
      """
      {"soft": {"method": "classic", "policy": "steps: [{rotate: {degrees: [-20, 20]}}]"},
       "hard": {"method": "classic", "policy": {"steps": ["invert"]}, "except": ["bag"]},
       "mix": {"mixture": "cut-mix", "partners": "same-class"},
       "oversample": {},
       "sample": {"model": "%s"},
       "style-transfer": {"model": "%s", "styles": "%s", "style-size": 8,
         "then": [{"method": "classic", "policy": "steps: [{rotate: {degrees: [-20, 20]}}]"},
                  {"method": "image-translate", "model": "%s"}]},
       "image-translate": {"model": "%s", "classes": ["coat"]},
       "image-to-image": {"model": "%s", "label": "square", "steps": 2},
       "latent": {"model": "%s", "operation": "interpolate"},
       "inpaint": {"erase-area": [0.1, 0.3]},
       "super-resolve": {"model": "%s", "weight": 2}}"""
          .formatted(
              Specimens.model(),
              Specimens.STYLIZER,
              Specimens.STYLES,
              Specimens.TRANSLATOR,
              Specimens.TRANSLATOR,
              Specimens.DENOISER,
              Specimens.AUTOENCODER,
              Specimens.UPSCALER);

  private static ClassBalancer balancer(String methods) {
    return new ClassBalancer().setMethods(methods).setKeyCol("key").setSplitCol("split").setSeed(3);
  }

  private static ClassBalancer filled(String methods) {
    return balancer(methods).setTarget("40");
  }

  private static Map<String, Long> counts(Dataset<Row> rows, String... columns) {
    var counts = new TreeMap<String, Long>();
    rows.groupBy(
            List.of(columns).stream().map(c -> col(c)).toArray(org.apache.spark.sql.Column[]::new))
        .count()
        .collectAsList()
        .forEach(row -> counts.put(row.mkString("/").replaceAll("/\\d+$", ""), row.getAs("count")));
    return counts;
  }

  @Test
  void aPlanOfAllMethodsIsMetExactlyAtAnyPartitioning() {
    var table = Images.unbalanced();
    var model = filled(ALL).fit(table).setPlanCol("plan");
    var made = model.transform(table);
    var planned = new TreeMap<String, Long>();
    for (var of : model.plan().classes()) {
      planned.put(of.label() + "/original", of.rows());
      for (int i = 0; i < of.quotas().size(); i++) {
        if (of.quotas().get(i).made() > 0) {
          planned.put(
              of.label() + "/" + model.plan().methods().get(i).name(), of.quotas().get(i).made());
        }
      }
    }
    var train = made.filter("split = 'train'");
    assertThat(counts(train, "plan.class", "plan.method")).isEqualTo(planned);
    assertThat(counts(train, "label")).isEqualTo(Map.of("bag", 40L, "coat", 40L, "shirt", 40L));
    assertThat(planned.keySet())
        .doesNotContain("bag/hard", "bag/image-translate")
        .contains("coat/hard");
    var whole = Images.contents(made);
    for (int partitions : new int[] {1, 3, 7}) {
      assertThat(Images.contents(model.transform(table.repartition(partitions))))
          .as("%d partitions", partitions)
          .isEqualTo(whole);
    }
  }

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
  void theCopiesOfAMethodAreThoseOfItsStage() {
    var table = Images.unbalanced();
    var plan = "{\"inpaint\": {\"erase-area\": [0.1, 0.3]}}";
    var made = balancer(plan).setCopies(2).fit(table).transform(table);
    var stage =
        new Inpainting()
            .setEraseArea(0.1, 0.3)
            .setKeyCol("key")
            .setSplitCol("split")
            .setSeed(3)
            .setCopies(2);
    assertThat(Images.contents(made)).isEqualTo(Images.contents(stage.transform(table)));
  }

  @Test
  void originalsMayStayBehind() {
    var table = Images.unbalanced();
    var made = filled("{\"oversample\": {}}").setKeepOriginals(false).fit(table).transform(table);
    assertThat(counts(made.filter("split = 'train'"), "lineage.method"))
        .containsOnlyKeys("oversample");
    assertThat(made.filter("split = 'test'").count()).isEqualTo(2);
  }

  @Test
  void copiesNeedNoClasses() {
    var table = Images.unbalanced().drop("label");
    var made =
        new ClassBalancer()
            .setMethods("{\"oversample\": {}}")
            .setCopies(3)
            .setKeyCol("key")
            .setSplitCol("split")
            .fit(table)
            .transform(table);
    assertThat(made.filter("split = 'train'").count()).isEqualTo(36);
  }

  @Test
  void imagesCountForTheRarestClassOfTheirBoxes() {
    var box = "named_struct('label', '%s', 'object', 0, 'box', array(1d, 1d, 5d, 5d))";
    var table =
        Images.table(Images.ofClass("bag", 6))
            .drop("label")
            .selectExpr(
                "*",
                "case when key = 'bag-0' then array(%s, %s) when key = 'bag-1' then array() else array(%s) end as boxes"
                    .formatted(box.formatted("car"), box.formatted("bike"), box.formatted("car")));
    var model =
        new ClassBalancer()
            .setMethods("{\"classic\": {\"policy\": \"steps: [flip]\"}}")
            .setTarget("8")
            .setKeyCol("key")
            .setBoxesCol("boxes")
            .fit(table);
    assertThat(model.plan().boxClasses()).containsExactly("bike", "car");
    assertThat(model.plan().classes())
        .extracting(ClassPlan::label, ClassPlan::rows)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("", 1L),
            org.assertj.core.groups.Tuple.tuple("bike", 1L),
            org.assertj.core.groups.Tuple.tuple("car", 4L));
    var made = model.setPlanCol("plan").transform(table);
    assertThat(counts(made, "plan.class")).isEqualTo(Map.of("", 8L, "bike", 8L, "car", 8L));
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
            "maskCols names masks, which do not fit the images that methods.latent makes");
    var made = plan.setHandleLabels("drop").fit(table).transform(table);
    assertThat(made.filter("lineage.copy = 1 and mask is not null").count()).isZero();
    assertThat(made.filter("lineage.copy = 0 and mask is null").count()).isZero();
    assertThat(made.filter("lineage.copy = 1").count()).isEqualTo(9);
  }

  @Test
  void samplesStandBesideImagesWithoutClasses() {
    var table = Images.unbalanced().drop("label");
    var plan =
        "{\"sample\": {\"model\": \"%s\"}}"
            .formatted(TinyModels.unconditional(TinyModels.folder("unconditional")));
    var made = balancer(plan).setCopies(1).fit(table).setPlanCol("plan").transform(table);
    assertThat(counts(made.filter("plan.method = 'sample'"), "plan.class"))
        .isEqualTo(Map.of("", 9L));
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
