package dev.variegate.stage;

import dev.variegate.base.Choice;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.quality.Comparison;
import dev.variegate.quality.Comparison.Channel;
import dev.variegate.stage.measure.ImageSimilarity;
import dev.variegate.stage.measure.SimilaritySum;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.param.SharedParams.HasDecoding;
import dev.variegate.stage.param.SharedParams.HasImageInput;
import dev.variegate.stage.row.ImageColumn;
import dev.variegate.stage.row.ReadImages;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * How near images come to reference images of the same size, such as enlarged or restored ones to
 * their originals: the mean over all rows of PSNR, in decibels, or of SSIM, at most 1. More is
 * better.
 *
 * <p>The same bits at any partitioning. The mean of PSNR is infinite if one image equals its
 * reference. Unusable images fail the evaluation where {@code handleInvalid} is error, and are left
 * out otherwise.
 */
public final class ImageSimilarityEvaluator extends Evaluator
    implements HasImageInput<ImageSimilarityEvaluator>,
        HasDecoding<ImageSimilarityEvaluator>,
        DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  private final String uid;

  public ImageSimilarityEvaluator() {
    this(Identifiable$.MODULE$.randomUID("imageSimilarityEvaluator"));
  }

  public ImageSimilarityEvaluator(String uid) {
    this.uid = uid;
    ParamSupport.defaults(this);
    setDefault(referenceCol(), "reference");
    setDefault(metricName(), "psnr");
    setDefault(channel(), "rgb");
    setDefault(border(), 0);
  }

  public static MLReader<ImageSimilarityEvaluator> read() {
    return new DefaultParamsReader<>();
  }

  public static ImageSimilarityEvaluator load(String path) {
    return read().load(path);
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public String explainParam(Param<?> param) {
    return ParamSupport.explained(this, param);
  }

  public Param<String> referenceCol() {
    return ParamSupport.column(
        this,
        "referenceCol",
        "column of reference images of the same size: encoded bytes (binary) or Spark's image struct");
  }

  public Param<String> metricName() {
    return ParamSupport.text(
        this,
        "metricName",
        "similarity that evaluate gives: psnr or ssim",
        word -> Choice.parse(ImageSimilarity.class, word, "metricName"));
  }

  public Param<String> channel() {
    return ParamSupport.text(
        this,
        "channel",
        "what is compared: rgb, luma (0.299 R + 0.587 G + 0.114 B, 0 to 255) or studio-luma (16 to 235, as the literature on super-resolution does)",
        word -> Choice.parse(Channel.class, word, "channel"));
  }

  public IntParam border() {
    return ParamSupport.whole(
        this,
        "border",
        "pixels left out along every edge, 0 or more",
        value -> new Comparison(Channel.RGB, (int) value));
  }

  public ImageSimilarityEvaluator setReferenceCol(String value) {
    return ParamSupport.set(this, referenceCol(), value);
  }

  public String getReferenceCol() {
    return getOrDefault(referenceCol());
  }

  public ImageSimilarityEvaluator setMetricName(String value) {
    return ParamSupport.set(this, metricName(), value);
  }

  public String getMetricName() {
    return getOrDefault(metricName());
  }

  public ImageSimilarityEvaluator setChannel(String value) {
    return ParamSupport.set(this, channel(), value);
  }

  public String getChannel() {
    return getOrDefault(channel());
  }

  public ImageSimilarityEvaluator setBorder(int value) {
    return ParamSupport.set(this, border(), value);
  }

  public int getBorder() {
    return (int) getOrDefault(border());
  }

  @Override
  public boolean isLargerBetter() {
    return true;
  }

  /**
   * The mean similarity.
   *
   * @throws IllegalArgumentException if no row has both images
   */
  @Override
  public double evaluate(Dataset<?> dataset) {
    ParamSupport.requireTable(this, dataset, "the mean is of all rows");
    var schema = dataset.schema();
    var images = ReadImages.of(this, -1, schema, dataset.sparkSession());
    var compared =
        new Compared(
            ImageColumn.named(schema, getReferenceCol(), "referenceCol"),
            images.codec(),
            Choice.parse(ImageSimilarity.class, getMetricName(), "metricName"),
            new Comparison(Choice.parse(Channel.class, getChannel(), "channel"), getBorder()));
    var sum =
        images
            .rows(dataset.toDF().toJavaRDD(), compared)
            .map(row -> row.getDouble(0))
            .aggregate(SimilaritySum.NONE, SimilaritySum::plus, SimilaritySum::plus);
    if (sum.images() == 0) {
      throw new IllegalArgumentException(
          "Number of images that can be compared is 0 but must be at least 1; look at %s and %s"
              .formatted(getInputCol(), getReferenceCol()));
    }
    return sum.mean();
  }

  /** Compares the image of a row with its reference. */
  private record Compared(
      ImageColumn reference, ImageCodec codec, ImageSimilarity similarity, Comparison comparison)
      implements ReadImages.Reading {

    @Override
    public Row of(Row row, Image image) {
      try (var other = reference.decoded(row, codec)) {
        return RowFactory.create(similarity.of(image, other, comparison));
      }
    }
  }

  @Override
  public ImageSimilarityEvaluator copy(ParamMap extra) {
    return defaultCopy(extra);
  }
}
