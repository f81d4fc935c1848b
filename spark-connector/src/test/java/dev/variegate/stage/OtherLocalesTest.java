package dev.variegate.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.io.BinaryFiles;
import dev.variegate.io.IdxFolder;
import dev.variegate.io.ImageFolder;
import dev.variegate.io.ImageFolderSink;
import dev.variegate.io.annotation.VocFolder;
import dev.variegate.io.annotation.YoloFolder;
import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Locales in which Java writes numbers in other digits. */
class OtherLocalesTest {

  @TempDir Path folder;

  private final Locale usual = Locale.getDefault();

  @BeforeEach
  void writeDigits() {
    Locale.setDefault(Locale.forLanguageTag("fa-IR-u-nu-arabext"));
    assertThat("%d".formatted(12)).isEqualTo("\u06f1\u06f2");
  }

  @AfterEach
  void restore() {
    Locale.setDefault(usual);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mosaic", "mix-up"})
  void mixturesArePairedByPlainNumbers(String mixture) {
    var mixer = new ImageMixer().setMixture(mixture).setKeyCol("key").setSplitCol("split");
    var reported = mixer.transform(Images.unbalanced()).sort("key", "lineage.copy").collectAsList();
    Locale.setDefault(usual);
    var plain = mixer.transform(Images.unbalanced()).sort("key", "lineage.copy").collectAsList();
    assertThat(reported).hasSameSizeAs(plain);
    for (int i = 0; i < reported.size(); i++) {
      assertThat(reported.get(i).<byte[]>getAs("image"))
          .isEqualTo(plain.get(i).<byte[]>getAs("image"));
      assertThat(reported.get(i).getStruct(reported.get(i).fieldIndex("lineage")))
          .isEqualTo(plain.get(i).getStruct(plain.get(i).fieldIndex("lineage")));
    }
  }

  @Test
  void everySourceReadsAndTheSinkWritesPlainNames() throws IOException {
    var spark = LocalSpark.session();
    for (var name : List.of("set/cat/1.png", "yolo/images/train/a.png", "voc/JPEGImages/a.png")) {
      Files.createDirectories(folder.resolve(name).getParent());
      Files.write(folder.resolve(name), Images.png(1));
    }
    write("yolo/labels/train/a.txt", "0 0.5 0.5 0.5 0.5\n");
    write("yolo/data.yaml", "names: [cat]\n");
    write(
        "voc/Annotations/a.xml",
        "<annotation><object><name>cat</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>2</xmax><ymax>2</ymax></bndbox></object></annotation>");
    var set = folder.resolve("set").toString();
    assertThat(new BinaryFiles(set, Optional.empty()).read(spark).count()).isEqualTo(1);
    assertThat(new YoloFolder(folder + "/yolo").read(spark).count()).isEqualTo(1);
    assertThat(new VocFolder(folder + "/voc").read(spark).count()).isEqualTo(1);
    var shipped =
        Path.of(System.getProperty("variegate.root"), "examples/data/fashion-longtail").toString();
    var rows = new IdxFolder(shipped, List.of()).read(spark).where("key = 't10k/000012'");
    new ImageFolderSink(folder + "/out").write(rows.union(new ImageFolder(set).read(spark)));
    try (var files = Files.walk(folder.resolve("out"))) {
      assertThat(files.map(Path::toString)).allMatch(name -> name.matches("\\p{ASCII}*"));
    }
    assertThat(Files.readString(folder.resolve("out/metadata.jsonl"))).matches("(?s)\\p{ASCII}*");
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(folder.resolve(name), text);
  }
}
