package dev.variegate.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.codec.ImageCodec;
import dev.variegate.codec.PngText;
import dev.variegate.model.ModelCache;
import dev.variegate.stage.row.LineageColumn;
import dev.variegate.testing.LocalSpark;
import dev.variegate.testing.TinyModels;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerativeSamplerTest {

  @TempDir Path folder;

  @Test
  void rowsOfTheAskedClassesAreAddedAndTheOthersStay() {
    var table = Images.unbalanced();
    var result = Specimens.sampler().setSplitCol("split").transform(table);
    var made = result.filter("lineage.method = 'sample'");
    assertThat(result.count()).isEqualTo(table.count() + 68);
    assertThat(made.filter("label = 'shirt' and split = 'train' and weight is null").count())
        .isEqualTo(66);
    var row = made.filter("key = 'sample/bag/1'").first();
    assertThat(LineageColumn.of(row.getAs("lineage")).sourceKey()).isEqualTo("sample/bag/1");
    try (var image = new ImageCodec().decode(row.<byte[]>getAs("image"))) {
      assertThat(image.width()).isEqualTo(28);
    }
  }

  @Test
  void partitionsOfTheMadeRowsChangeNoByte() {
    var table = Images.unbalanced();
    var expected = Images.contents(Specimens.sampler().setPartitions(1).transform(table));
    for (int partitions : new int[] {3, 7}) {
      var sampler = Specimens.sampler().setPartitions(partitions);
      assertThat(Images.contents(sampler.transform(table))).isEqualTo(expected);
    }
  }

  @Test
  void moreRowsChangeNoRowThatWasThere() {
    var few = Specimens.sampler().setCounts("{\"bag\": 3}").transform(Images.unbalanced());
    var more =
        Specimens.sampler().setCounts("{\"coat\": 2, \"bag\": 5}").transform(Images.unbalanced());
    assertThat(Images.contents(more)).containsAll(Images.contents(few));
  }

  @Test
  void namesBecomeIndexesInAColumnOfNumbers() {
    var table = Images.unbalanced().selectExpr("key", "image", "8.0d as label");
    var result = Specimens.sampler().setCounts("{\"bag\": 1, \"6\": 1}").transform(table);
    assertThat(result.filter("key = 'sample/bag/0'").first().<Double>getAs("label")).isEqualTo(8.0);
    assertThat(result.filter("key = 'sample/6/0'").first().<Double>getAs("label")).isEqualTo(6.0);
  }

  @Test
  void theModelIsOpenedOnceAJvmAndItsLeasesAreGivenBack() {
    Specimens.sampler().setPartitions(7).transform(Images.unbalanced()).count();
    long opened = ModelCache.opened();
    Specimens.sampler().setPartitions(7).transform(Images.unbalanced()).count();
    assertThat(ModelCache.opened()).isEqualTo(opened);
  }

  @Test
  void unreadableImagesPassUntouched() {
    var table = Images.table(List.of(Images.row("none", null, "bag", "train")));
    var result = Specimens.sampler().setCounts("{\"bag\": 1}").transform(table);
    assertThat(result.filter("key = 'none' and image is null").count()).isEqualTo(1);
  }

  @Test
  void anUnknownClassIsReportedBeforeAnyJob() {
    var sampler = Specimens.sampler().setCounts("{\"shrit\": 5}");
    assertThatThrownBy(() -> sampler.transform(Images.unbalanced()))
        .hasMessageContaining("Unknown class \"shrit\" for model fashion-clothes")
        .hasMessageContaining("did you mean \"shirt\"?");
  }

  @Test
  void countsThatAreNoneAreRefusedWhereTheyAreSet() {
    var sampler = new GenerativeSampler("s");
    assertThatThrownBy(() -> sampler.setCounts("{\"bag\": -1}"))
        .hasMessage("counts.bag is -1 but must be a whole number of at least 0; correct it");
    assertThatThrownBy(() -> sampler.setCounts("[1]"))
        .hasMessage(
            "counts is [1] but must be classes with their numbers, {\"shirt\": 200}, or 200 for a model without classes; correct it");
    assertThatThrownBy(() -> sampler.transformSchema(Images.SCHEMA))
        .hasMessage("model of s is not set but must be; give it the folder of a model bundle");
  }

  @Test
  void aModelWithoutClassesGivesSoManyImages() {
    var table = Images.unbalanced();
    var sampler =
        new GenerativeSampler()
            .setModel(TinyModels.unconditional(folder.resolve("blobs")).toString())
            .setCounts("5")
            .setKeyCol("key")
            .setSeed(7);
    var made = sampler.transform(table).filter("lineage.method = 'sample'");
    assertThat(made.filter("key like 'sample/_' and label is null").count()).isEqualTo(5);
    assertThat(sampler.transform(table.drop("label")).count()).isEqualTo(table.count() + 5);
    sampler.setOutputLabel("blob").setLineageInPng(true);
    var row = sampler.transform(table).filter("label = 'blob'").first();
    assertThat(PngText.read(row.<byte[]>getAs("image")).get(PngText.LINEAGE))
        .isEqualTo(LineageColumn.of(row.getAs("lineage")).json());
    var numbers = table.drop("label").selectExpr("*", "1 as label");
    assertThatThrownBy(() -> sampler.transform(numbers))
        .hasMessage(
            "outputLabel is \"blob\" but must be a whole number as in column \"label\"; set its index, or cast the column");
    var classes = sampler.setCounts("{\"bag\": 1}");
    assertThatThrownBy(() -> classes.transform(table))
        .hasMessage(
            "Model tiny-blobs 1.0.0 takes no class and is asked for \"bag\" but must be asked for none; leave the class empty");
  }

  @Test
  void truncationAndOperationStandInTheLineage() {
    var table = Images.unbalanced();
    var sampler = Specimens.sampler().setCounts("{\"bag\": 2}").setTruncation(0.5);
    var made = sampler.transform(table).filter("lineage.method = 'sample'");
    assertThat(LineageColumn.of(made.first().getAs("lineage")).steps())
        .isEqualTo("[{\"sample\":{\"label\":\"bag\",\"truncation\":0.5}}]");
    var interpolated = sampler.setOperation("interpolate").setAmount("[0, 1]").transform(table);
    var between = interpolated.filter("key = 'sample/bag/1'").first();
    assertThat(LineageColumn.of(between.getAs("lineage")).steps())
        .contains("\"latent\":{\"operation\":\"interpolate\",\"amount\":0.");
    var narrow = sampler.setTruncation(0.01);
    assertThatThrownBy(() -> narrow.transform(table))
        .hasMessage("Truncation is 0.01 but must be 0.1 or more; usual values are 0.5 to 2");
    var edit = sampler.setOperation("edit");
    assertThatThrownBy(() -> edit.transformSchema(Images.SCHEMA))
        .hasMessageEndingWith(
            "is not set but must be; give it a direction, as a LatentEditor has found it");
    assertThatThrownBy(() -> sampler.setOperation("trun"))
        .hasMessage(
            "operation is \"trun\"; did you mean \"turn\"? Known: edit, interpolate, perturb, reconstruct, turn");
    assertThatThrownBy(() -> sampler.setAmount("[1]"))
        .hasMessage("amount is [1] but must be a number or [low, high]; correct it");
  }

  @Test
  void missingAndAlteredWeightsAreReportedBeforeAnyJob() throws IOException {
    var sampler = Specimens.sampler().setModel(folder.resolve("absent").toString());
    assertThatThrownBy(() -> sampler.transform(Images.unbalanced()))
        .hasMessageContaining("not found on the driver");
    var copy = copyOfTheModel();
    var weights = copy.resolve("decoder.onnx");
    Files.write(weights, new byte[] {1}, StandardOpenOption.APPEND);
    sampler.setModel(copy.toString());
    assertThatThrownBy(() -> sampler.transform(Images.unbalanced()))
        .hasMessageContaining("decoder.onnx")
        .hasMessageContaining("SHA-256");
    Files.delete(weights);
    assertThatThrownBy(() -> sampler.transform(Images.unbalanced()))
        .hasMessageContaining("decoder.onnx is missing");
  }

  @Test
  void aModelOnAnotherFileSystemIsFetchedAndMakesTheSameImages() throws IOException {
    LocalSpark.session()
        .sparkContext()
        .hadoopConfiguration()
        .set("fs.elsewhere.impl", Elsewhere.class.getName());
    var address = "elsewhere://" + copyOfTheModel();
    var there = Specimens.sampler().setModel(address).transform(Images.unbalanced());
    assertThat(Images.contents(there))
        .isEqualTo(Images.contents(Specimens.sampler().transform(Images.unbalanced())));
    var lost = Specimens.sampler().setModel("elsewhere://" + folder.resolve("lost"));
    assertThatThrownBy(() -> lost.transform(Images.unbalanced()))
        .hasMessageMatching("Model elsewhere:.*/lost not found on the driver but must be .*");
    var unknown = Specimens.sampler().setModel("nowhere://host/model");
    assertThatThrownBy(() -> unknown.transform(Images.unbalanced()))
        .hasMessageContaining("Model address \"nowhere://host/model\" cannot be used");
  }

  private Path copyOfTheModel() throws IOException {
    var copy = Files.createDirectories(folder.resolve("model"));
    try (var files = Files.list(Path.of(Specimens.model()))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  /** The local disk under another name, to stand for a file system that executors fetch from. */
  public static final class Elsewhere extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("elsewhere:///");
    }

    @Override
    public FileStatus getFileStatus(org.apache.hadoop.fs.Path path) throws IOException {
      return plain(super.getFileStatus(path));
    }

    @Override
    public FileStatus[] listStatus(org.apache.hadoop.fs.Path path) throws IOException {
      return Arrays.stream(super.listStatus(path)).map(Elsewhere::plain).toArray(FileStatus[]::new);
    }

    /** Without the owners and rights that the local disk alone can say. */
    private static FileStatus plain(FileStatus status) {
      return new FileStatus(
          status.getLen(),
          status.isDirectory(),
          status.getReplication(),
          status.getBlockSize(),
          status.getModificationTime(),
          status.getPath());
    }
  }
}
