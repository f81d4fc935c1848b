package dev.variegate.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.generate.latent.Direction;
import dev.variegate.stage.row.LineageColumn;
import dev.variegate.testing.TinyModels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatentStagesTest {

  @TempDir Path folder;

  @Test
  void partnersAreOfTheSameClassAndEachIsTakenOnce() {
    var made = Specimens.latent().transform(Images.unbalanced());
    var partners = partners(made.filter("lineage.copy = 0 and split = 'train'"));
    assertThat(partners).hasSize(9);
    partners.forEach(
        (key, partner) -> assertThat(partner.split("-", -1)[0]).isEqualTo(key.split("-", -1)[0]));
    assertThat(partners.values()).containsExactlyInAnyOrderElementsOf(partners.keySet());
    assertThat(partners.get("shirt-0")).isEqualTo("shirt-0");
    assertThat(partners.get("bag-0")).isNotEqualTo("bag-0");
    assertThat(made.filter("split = 'test' and partner is not null").count()).isZero();
    var copy = made.filter("key = 'bag-0' and lineage.copy = 1").first();
    assertThat(LineageColumn.of(copy.getAs("lineage")).steps())
        .startsWith("[{\"latent\":{\"operation\":\"interpolate\",\"amount\":0.");
  }

  @Test
  void anotherSeedGivesOtherPartners() {
    var usual = partners(Specimens.latent().transform(Images.unbalanced()));
    var others = partners(Specimens.latent().setSeed(8).transform(Images.unbalanced()));
    assertThat(others).isNotEqualTo(usual);
  }

  @Test
  void whatCannotBeUsedIsNobodysPartner() {
    var table =
        Images.table(
            Images.ofClass("bag", 3),
            List.of(
                Images.row("text", Images.text(), "bag", "train"),
                Images.row("none", Images.png(9), null, "train")));
    var made = Specimens.latent().setHandleInvalid("keep").transform(table);
    assertThat(made.filter("error is null and lineage.copy = 1").count()).isEqualTo(3);
    assertThat(made.filter("key = 'none'").first().<String>getAs("error"))
        .isEqualTo("Class is null but must be there for a partner; fill it or drop the row");
    assertThat(made.filter("key = 'text'").first().<String>getAs("error")).isNotEmpty();
    assertThat(made.filter("partner in ('text', 'none')").count()).isZero();
  }

  /** A PNG whose samples cannot be read, which neither its header nor a checksum shows. */
  private static byte[] damagedSamples() {
    var png = Images.png(1);
    int samples = new String(png, StandardCharsets.ISO_8859_1).indexOf("IDAT") + 4;
    int length = ByteBuffer.wrap(png).getInt(samples - 8);
    Arrays.fill(png, samples, samples + length, (byte) 0);
    var sum = new CRC32();
    sum.update(png, samples - 4, length + 4);
    ByteBuffer.wrap(png).putInt(samples + length, (int) sum.getValue());
    return png;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20})
  void aDamagedPartnerRefusesTheCopyAlone(int copies) {
    var damaged = damagedSamples();
    var table =
        Images.table(Images.ofClass("bag", 1), List.of(Images.row("odd", damaged, "bag", "train")));
    var stage = Specimens.latent().setCopies(copies);
    var left = stage.setHandleInvalid("skip").transform(table).collectAsList();
    assertThat(left).singleElement().extracting(row -> row.getString(0)).isEqualTo("bag-0");
    var made = stage.setHandleInvalid("keep").transform(table).filter("key = 'bag-0'");
    assertThat(made.filter("error is null and lineage.copy = 0").count()).isEqualTo(1);
    assertThat(made.filter("error is not null").collectAsList())
        .hasSize(copies)
        .allSatisfy(
            row ->
                assertThat(row.<String>getAs("error"))
                    .startsWith("Partner odd cannot be used: ")
                    .endsWith("; fix or drop that row"));
  }

  @Test
  void directionsAreFoundForEachClassAndSaved() throws IOException {
    var editor = Specimens.directions().fit(Images.unbalanced());
    assertThat(editor.directions().stream().map(Direction::name))
        .containsExactly("bag", "coat", "shirt");
    assertThat(editor.vector().size()).isEqualTo(64);
    editor.setName("coat").setWithout("bag");
    var bag = editor.directions().get(0).numbers();
    double along = 0;
    for (int i = 0; i < 64; i++) {
      along += bag[i] * editor.direction().numbers()[i];
    }
    assertThat(along).isBetween(-1e-9, 1e-9);
    var file = Files.writeString(folder.resolve("coat.json"), editor.direction().json());
    var moved = editor.setAmount("1").transform(Images.unbalanced());
    var augmenter =
        Specimens.latent().setOperation("edit").setAmount("1").setDirection(file.toString());
    assertThat(Images.contents(augmenter.transform(Images.unbalanced())))
        .isEqualTo(Images.contents(moved));
    assertThatThrownBy(() -> editor.setName("caot").direction())
        .hasMessage("name has \"caot\" but must be one of [bag, coat, shirt]; correct it");
  }

  @Test
  void directionsOfVariationAndOfWeightsNeedNoClasses() {
    var table = Images.unbalanced().drop("label");
    var axes = Specimens.directions().setAlgorithm("pca").setCount(3).fit(table).directions();
    assertThat(axes.stream().map(Direction::name)).containsExactly("axis-1", "axis-2", "axis-3");
    var stretched = Specimens.directions().setAlgorithm("weights").setCount(2).fit(table);
    assertThat(stretched.directions()).hasSize(2);
    var blobs =
        Specimens.directions()
            .setModel(TinyModels.unconditional(folder).toString())
            .setAlgorithm("pca")
            .setCount(2)
            .setMaxRows(50);
    var drawn = blobs.fit(table);
    assertThat(drawn.directions()).hasSize(2);
    assertThatThrownBy(() -> drawn.transform(table))
        .hasMessage(
            "Model tiny-blobs 1.0.0 is asked for \"edit\" but offers [sample]; take a model that can");
    var sampler =
        new GenerativeSampler()
            .setModel(folder.toString())
            .setCounts("3")
            .setOperation("edit")
            .setAmount("2")
            .setDirection(drawn.direction().json());
    assertThat(sampler.transform(table).filter("lineage.method = 'sample'").count()).isEqualTo(3);
    assertThatThrownBy(() -> blobs.setAlgorithm("label"))
        .hasMessage("algorithm is \"label\"; did you mean \"labels\"? Known: labels, pca, weights");
  }

  private static Map<String, String> partners(Dataset<Row> table) {
    return table
        .filter("split = 'train' and lineage.copy = 0")
        .select("key", "partner")
        .collectAsList()
        .stream()
        .collect(Collectors.toMap(row -> row.getString(0), row -> row.getString(1)));
  }
}
