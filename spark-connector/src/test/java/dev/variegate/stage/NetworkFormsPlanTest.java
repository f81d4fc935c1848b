package dev.variegate.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.testing.Codebooks;
import dev.variegate.testing.ConditionedDenoisers;
import dev.variegate.testing.ImageForms;
import dev.variegate.testing.LatentDenoisers;
import dev.variegate.testing.LocalSpark;
import dev.variegate.testing.NetworkForms;
import dev.variegate.testing.NetworkForms.Form;
import dev.variegate.testing.ScalingForms;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks of all forms in one plan. */
class NetworkFormsPlanTest {

  private static List<Form> forms() {
    var forms = new ArrayList<>(NetworkForms.equal());
    forms.add(NetworkForms.plain());
    forms.add(NetworkForms.noisy());
    forms.add(NetworkForms.truncating());
    forms.add(NetworkForms.bytes());
    return forms;
  }

  private static Dataset<Row> shapes() {
    var rows =
        IntStream.range(0, 9)
            .mapToObj(
                i ->
                    RowFactory.create(
                        "shape-" + i,
                        Images.encoded(i, "png"),
                        List.of("circle", "square", "cross").get(i % 3),
                        "train",
                        1.0))
            .toList();
    return LocalSpark.session().createDataFrame(rows, Images.SCHEMA);
  }

  @Test
  void giveTheSameRowsAtAnyPartitioning(@TempDir Path folder) {
    var forms = forms();
    var methods =
        IntStream.range(0, forms.size())
            .mapToObj(
                i ->
                    "\"form-%d\": {\"method\": \"sample\", \"model\": \"%s\"}"
                        .formatted(i, forms.get(i).write(folder.resolve("form-" + i))))
            .collect(
                Collectors.joining(
                    ", ",
                    "{",
                    ", \"form-latent\": {\"method\": \"sample\", \"steps\": 4, \"model\": \"%s\"}}"
                        .formatted(
                            LatentDenoisers.tiny(
                                folder.resolve("latent"),
                                List.of("encoder", "denoiser", "decoder")))));
    var table = shapes();
    var balancer = Plans.balancer(methods).setTarget("45");
    var model = balancer.fit(table).setPlanCol("plan");
    var whole = Images.contents(model.transform(table));
    for (int partitions : new int[] {1, 3, 7}) {
      assertThat(Images.contents(model.transform(table.repartition(partitions))))
          .as("%d partitions", partitions)
          .isEqualTo(whole);
    }
    var made = model.transform(table).filter("plan.method like 'form-%'");
    assertThat(made.select("plan.method").distinct().count()).isEqualTo(forms.size() + 1);
    assertThat(made.groupBy("label").count().filter("count = 42").count()).isEqualTo(3);
  }

  /** Enlarging by any factor, past a border, with alpha, and forms of tensors. */
  @Test
  void remakeImagesToTheSameRowsAtAnyPartitioning(@TempDir Path folder) {
    var entries = new ArrayList<String>();
    for (var form : ScalingForms.all()) {
      var model = form.write(folder.resolve("scaling-" + entries.size()));
      entries.add(entry(entries.size(), "super-resolve", model));
    }
    var images = new ArrayList<>(ImageForms.all());
    images.add(ImageForms.transparent());
    for (var form : images) {
      var model = form.write(folder.resolve("image-" + entries.size()));
      entries.add(entry(entries.size(), "image-translate", model));
    }
    var latent =
        LatentDenoisers.tiny(folder.resolve("latent"), List.of("encoder", "denoiser", "decoder"));
    entries.add(
        "\"form-latent\": {\"method\": \"image-to-image\", \"steps\": 4, \"label\": \"cross\", \"model\": \"%s\"}"
            .formatted(latent));
    assertEqualRows("{" + String.join(", ", entries) + "}", entries.size());
  }

  private static void assertEqualRows(String methods, int number) {
    var table = shapes();
    var balancer = Plans.balancer(methods).setTarget(Integer.toString(3 + 3 * number));
    var model = balancer.fit(table).setPlanCol("plan");
    var whole = Images.contents(model.transform(table));
    for (int partitions : new int[] {1, 3, 7}) {
      assertThat(Images.contents(model.transform(table.repartition(partitions))))
          .as("%d partitions", partitions)
          .isEqualTo(whole);
    }
    var made = model.transform(table).filter("plan.method like 'form-%'");
    assertThat(made.select("plan.method").distinct().count()).isEqualTo(number);
  }

  /** Denoisers that are given an embedding, a source or a hole, and codes of a codebook. */
  @Test
  void conditionedAndQuantizedNetworksMakeTheSameRowsAtAnyPartitioning(@TempDir Path folder) {
    var embedded = ConditionedDenoisers.embedded(folder.resolve("embedded"));
    var enlarging = ConditionedDenoisers.enlarging(folder.resolve("enlarging"));
    var filling = ConditionedDenoisers.filling(folder.resolve("filling"));
    var codes = Codebooks.tiny(folder.resolve("codes"));
    var methods =
        List.of(
            "\"form-0\": {\"method\": \"sample\", \"steps\": 4, \"model\": \"%s\"}"
                .formatted(embedded),
            "\"form-1\": {\"method\": \"image-to-image\", \"steps\": 4, \"strength\": 1, \"model\": \"%s\"}"
                .formatted(enlarging),
            "\"form-2\": {\"method\": \"inpaint\", \"algorithm\": \"repaint\", \"steps\": 4, \"resamplings\": 1, \"erase-area\": [0.1, 0.3], \"model\": \"%s\"}"
                .formatted(filling),
            "\"form-3\": {\"method\": \"latent\", \"operation\": \"perturb\", \"amount\": 0.2, \"model\": \"%s\"}"
                .formatted(codes),
            "\"form-4\": {\"method\": \"latent\", \"operation\": \"interpolate\", \"amount\": 0.5, \"model\": \"%s\"}"
                .formatted(codes));
    assertEqualRows("{" + String.join(", ", methods) + "}", methods.size());
  }

  private static String entry(int number, String method, Path model) {
    return "\"form-%d\": {\"method\": \"%s\", \"model\": \"%s\"}".formatted(number, method, model);
  }
}
