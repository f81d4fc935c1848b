package dev.variegate.stage.row;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.stage.ClassicAugmenter;
import dev.variegate.stage.ImageVectorizer;
import dev.variegate.stage.Images;
import dev.variegate.stage.LeakageCheck;
import dev.variegate.stage.Specimens;
import dev.variegate.stage.param.SharedParams.HasDecoding;
import dev.variegate.testing.LocalSpark;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose column of errors it is. */
class ErrorColumnTest {

  @TempDir Path folder;

  static Stream<PipelineStage> decoding() {
    return Specimens.ALL.stream()
        .filter(HasDecoding.class::isInstance)
        .filter(stage -> !(stage instanceof LeakageCheck)); // it adds no column
  }

  @ParameterizedTest
  @MethodSource("decoding")
  void aColumnOfTheUsersOwnIsNotWrittenTo(PipelineStage stage) {
    var keeping = stage.copy(ParamMap.empty());
    ((HasDecoding<?>) keeping).setHandleInvalid("keep");
    assertThatThrownBy(() -> keeping.transformSchema(withOwn().schema()))
        .hasMessage(
            "Column \"error\" of errorCol is there already but must be new; drop it or set errorCol to another name");
    ((HasDecoding<?>) keeping).setErrorCol("reason");
    assertThat(keeping.transformSchema(withOwn().schema()).fieldNames())
        .contains("error", "reason");
  }

  @ParameterizedTest
  @ValueSource(strings = {"error", "skip", "keep"})
  void aColumnOfTheUsersOwnSwitchesNoCopyOff(String handling) {
    var made = augmenter().setHandleInvalid(handling).setErrorCol("reason").transform(withOwn());
    assertThat(made.where("lineage.copy = 0").count()).isEqualTo(2);
    assertThat(made.where("lineage.copy = 1").count()).isEqualTo(2);
    assertThat(made.where("error = 'mine'").count()).isEqualTo(4);
  }

  @Test
  void whatAStageMarkedIsKnownBehindParquetToo() {
    var place = folder.resolve("refused").toString();
    var bad = List.of(Images.row("none", null, "bag", "train"));
    var stage = augmenter().setHandleInvalid("keep");
    stage.transform(Images.table(Images.ofClass("bag", 2), bad)).write().parquet(place);
    var read = LocalSpark.session().read().parquet(place).withColumn("more", lit(1));
    var vectors =
        new ImageVectorizer().setWidth(2).setHeight(2).setHandleInvalid("keep").transform(read);
    assertThat(vectors.where("error = 'Image is null but must be there; drop the row'").count())
        .isEqualTo(1);
    assertThat(vectors.where("error is null and features is not null").count()).isEqualTo(4);
  }

  private static ClassicAugmenter augmenter() {
    return new ClassicAugmenter().setKeyCol("key").setPolicy("steps: [flip]");
  }

  private static Dataset<Row> withOwn() {
    return Images.table(Images.ofClass("bag", 2)).withColumn("error", lit("mine"));
  }
}
