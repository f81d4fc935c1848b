package dev.variegate.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.stage.param.SharedParams.HasDecoding;
import dev.variegate.testing.LocalSpark;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.spark.ml.Transformer;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import scala.jdk.javaapi.CollectionConverters;

/** Images that are none, for every stage that decodes. */
class BadInputTest {

  private static final List<Row> GOOD = Images.ofClass("bag", 2);
  private static final List<Row> BAD =
      List.of(
          Images.row("empty", new byte[0], "bag", "train"),
          Images.row("text", Images.text(), "bag", "train"),
          Images.row("half", Images.truncated(), "bag", "train"),
          Images.row("none", null, "bag", "train"));

  /** A balancer's model whose plan copies each bag, and the transformers that decode. */
  static Stream<Transformer> decoding() {
    var balancer =
        new ClassBalancer().setKeyCol("key").setCopies(1).setMethods(classic()).fit(table(GOOD));
    return Stream.of(
        new ClassicAugmenter().setKeyCol("key").setPolicy(Specimens.POLICY),
        new ImageVectorizer().setWidth(2).setHeight(2),
        balancer);
  }

  @ParameterizedTest
  @MethodSource("decoding")
  void anErrorEndsTheJobWithKeyAndCause(Transformer stage) {
    for (var bad : BAD) {
      assertThatThrownBy(() -> stage.transform(table(GOOD, List.of(bad))).count())
          .hasStackTraceContaining("cannot be used: ")
          .hasStackTraceContaining("fix it, or set handleInvalid to skip or keep");
    }
  }

  @ParameterizedTest
  @MethodSource("decoding")
  void skippedRowsGoAndAreCounted(Transformer stage) throws Exception {
    ((HasDecoding<?>) stage).setHandleInvalid("skip");
    var refused = new Refused(stage.uid());
    LocalSpark.session().sparkContext().addSparkListener(refused);
    try {
      var rows = stage.transform(table(GOOD, BAD)).collectAsList();
      assertThat(rows).extracting(row -> row.getString(0)).containsOnly("bag-0", "bag-1");
      LocalSpark.session().sparkContext().listenerBus().waitUntilEmpty();
      assertThat(refused.rows).hasValue(BAD.size());
    } finally {
      LocalSpark.session().sparkContext().removeSparkListener(refused);
    }
  }

  @ParameterizedTest
  @MethodSource("decoding")
  void keptRowsHaveANullResultAndTheReason(Transformer stage) {
    ((HasDecoding<?>) stage).setHandleInvalid("keep");
    var result = stage.transform(table(GOOD, BAD));
    var refused = result.filter("error is not null");
    assertThat(refused.collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("empty", "text", "half", "none");
    var made = stage instanceof ImageVectorizer ? "features" : "image";
    assertThat(refused.filter(made + " is not null").count()).isZero();
    assertThat(reason(refused, "none")).isEqualTo("Image is null but must be there; drop the row");
    assertThat(reason(refused, "half")).startsWith("PNG");
    assertThat(result.filter("error is null").filter(made + " is null").count()).isZero();
  }

  @ParameterizedTest
  @MethodSource("decoding")
  void noRowsGiveNoRows(Transformer stage) {
    assertThat(stage.transform(table(GOOD).limit(0)).count()).isZero();
  }

  @Test
  void anImageBeyondTheLimitIsRefusedUndecoded() {
    var stage =
        new ClassicAugmenter()
            .setKeyCol("key")
            .setPolicy(Specimens.POLICY)
            .setMaxPixels(100)
            .setHandleInvalid("keep");
    assertThat(reason(stage.transform(table(GOOD)), "bag-0")).contains("16x16");
  }

  @Test
  void anImageTooWideForOpenCvsWarpsIsTurnedAllTheSame() {
    byte[] wide;
    try (var image = Image.ofBytes(33_000, 1, 1, new byte[33_000])) {
      wide = new ImageCodec().encode(image, Encoding.parse("png"));
    }
    var table = table(GOOD, List.of(Images.row("wide", wide, "bag", "train")));
    var stage =
        new ClassicAugmenter()
            .setKeyCol("key")
            .setPolicy("steps: [{rotate: {degrees: 9, interpolation: bicubic}}]");
    assertThat(stage.transform(table).count()).isEqualTo(2L * (GOOD.size() + 1));
  }

  @Test
  void aRefusedRowPassesTheNextStageWithItsReason() {
    var first =
        new ClassicAugmenter()
            .setKeyCol("key")
            .setPolicy(Specimens.POLICY)
            .setHandleInvalid("keep");
    var twice = first.transform(first.transform(table(GOOD, BAD)));
    assertThat(twice.filter("error is not null").count()).isEqualTo(BAD.size());
    assertThat(twice.count()).isEqualTo(4 * GOOD.size() + BAD.size());
  }

  @Test
  void aPolicyWithATypoIsRefusedWhereItIsSet() {
    assertThatThrownBy(() -> new ClassicAugmenter().setPolicy("name: p\nsteps: [rotat]"))
        .hasMessageContaining("the Param policy")
        .hasMessageContaining("\"rotat\"; did you mean \"rotate\"?");
  }

  @Test
  void otherValuesAreRefusedWhereTheyAreSet() {
    var stage = new ClassicAugmenter("a");
    assertThatThrownBy(() -> stage.setHandleInvalid("skpi"))
        .hasMessage("handleInvalid is \"skpi\"; did you mean \"skip\"? Known: error, keep, skip");
    assertThatThrownBy(() -> stage.setCopies(0))
        .hasMessage("copies is 0 but must be at least 1; raise it");
    assertThatThrownBy(() -> stage.setEncoding("gif"))
        .hasMessageContaining("Encoding is \"gif\", which is read but not written");
    assertThatThrownBy(() -> stage.setInputCol(" "))
        .hasMessage("inputCol is \" \" but must be the name of a column; name one");
    assertThatThrownBy(() -> new ImageVectorizer().setChannels("gry"))
        .hasMessage("channels is \"gry\"; did you mean \"gray\"? Known: gray, rgb");
    assertThatThrownBy(() -> stage.transformSchema(Images.SCHEMA))
        .hasMessage("policy of a is not set but must be; give it the text of a policy file");
  }

  @Test
  void columnsOfOtherTypesAreReported() {
    var stage = new ClassicAugmenter().setPolicy(Specimens.POLICY);
    assertThatThrownBy(() -> stage.setKeyCol("weight").transformSchema(Images.SCHEMA))
        .hasMessage("Column \"weight\" of keyCol has type double but must be string; cast it");
    stage.setKeyCol("key").setLineageCol("label");
    assertThatThrownBy(() -> stage.transformSchema(Images.SCHEMA))
        .hasMessageStartingWith(
            "Column \"label\" of lineageCol is there already with type string but must be new or of type struct<");
    stage.setLineageCol("lineage").setOutputCol("key");
    assertThatThrownBy(() -> stage.transformSchema(Images.SCHEMA))
        .hasMessage(
            "Column \"key\" of outputCol is there already but must be new; drop it or set outputCol to another name");
    assertThatThrownBy(
            () -> Specimens.balancer().setLabelCol("image").transformSchema(Images.SCHEMA))
        .hasMessage(
            "Column \"image\" of labelCol has type binary but must be string, int, bigint or double; cast it");
  }

  private static String classic() {
    return "[{\"method\": \"classic\", \"policy\": %s}]".formatted(Specimens.POLICY);
  }

  private static String reason(Dataset<Row> table, String key) {
    return table.filter("key = '" + key + "' and error is not null").first().getAs("error");
  }

  @SafeVarargs
  private static Dataset<Row> table(List<Row>... parts) {
    return Images.table(parts).coalesce(1);
  }

  /** Sums what the stage counted. */
  private static final class Refused extends SparkListener {
    private final String name;
    private final AtomicLong rows = new AtomicLong();

    Refused(String uid) {
      this.name = uid + " refused rows";
    }

    @Override
    public void onStageCompleted(SparkListenerStageCompleted stage) {
      CollectionConverters.asJava(stage.stageInfo().accumulables()).values().stream()
          .filter(info -> info.name().contains(name))
          .forEach(info -> rows.addAndGet((long) info.value().get()));
    }
  }
}
