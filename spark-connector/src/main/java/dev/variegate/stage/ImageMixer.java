package dev.variegate.stage;

import dev.variegate.mix.CopyPaste;
import dev.variegate.stage.method.MixedClasses;
import dev.variegate.stage.method.MixedCopies;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.param.LabelParams;
import dev.variegate.stage.param.MixParams;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.param.SharedParams.HasLabelCol;
import dev.variegate.stage.row.AnnotationColumns;
import dev.variegate.stage.row.Columns;
import dev.variegate.stage.row.CopyMethod;
import dev.variegate.stage.row.Layout;
import dev.variegate.stage.row.StaleLabels;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Appends copies of each image that are mixed with images of other rows: blended (mix-up), with a
 * rectangle of another image (cut-mix), as a mosaic of four images, or with instances pasted from
 * another image (copy-paste).
 *
 * <p>Partners are chosen by the hashes of the rows' keys and the seed: the same set of rows gives
 * the same pairs, however it is partitioned. A row's copies have different partners as long as
 * there are enough. Masks, boxes, polygons and points are mixed as the images are. The class stays
 * that of the row, or becomes that of the largest part; {@code softLabelCol} adds the fraction of
 * each class, which a learner that takes weights can be given as rows: {@code select(col("*"),
 * explode(col("softLabel")).as("class", "weight"))}.
 *
 * <p>The rows are read twice, because they must be counted before partners are chosen: cache rows
 * that are costly to compute; a stream is refused. The lineage has method "mix" and names the
 * partners. In a pipeline that will predict, wrap it in an {@link AugmentedEstimator}.
 */
public final class ImageMixer extends CopyTransformer<ImageMixer>
    implements HasLabelCol<ImageMixer>,
        LabelParams<ImageMixer>,
        MixParams<ImageMixer>,
        DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  private final String uid;

  public ImageMixer() {
    this(Identifiable$.MODULE$.randomUID("imageMixer"));
  }

  public ImageMixer(String uid) {
    this.uid = uid;
    ParamSupport.defaults(this);
    setDefault(partners(), ANY);
    setDefault(labelRule(), MixParams.LabelRule.KEEP.toString());
  }

  public static MLReader<ImageMixer> read() {
    return new DefaultParamsReader<>();
  }

  public static ImageMixer load(String path) {
    return read().load(path);
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  CopyMethod copyMethod(StructType given, Layout layout, SparkSession spark) {
    return new MixedCopies(
        layout,
        annotating(given),
        new MixedClasses(
            classesAreRead() ? label(given) : -1,
            MixParams.LabelRule.parse(getOrDefault(labelRule())),
            isDefined(softLabelCol()) ? layout.schema().size() - 1 : -1),
        getOrDefault(mixture()),
        ofOneClass() ? label(given) : -1,
        outputEncoding(layout));
  }

  @Override
  boolean takesPartners() {
    return true;
  }

  private boolean ofOneClass() {
    return getOrDefault(partners()).equals(SAME_CLASS);
  }

  private boolean classesAreRead() {
    return isDefined(softLabelCol())
        || getOrDefault(labelRule()).equals(MixParams.LabelRule.LARGEST.toString());
  }

  private int label(StructType given) {
    return Columns.label(given, getOrDefault(labelCol()));
  }

  @Override
  Layout layout(StructType given) {
    ParamSupport.requireSet(this, mixture(), "give it mix-up, cut-mix, mosaic or copy-paste");
    var layout = Layout.of(this, given, InvalidRows.errorColumn(this));
    var annotating = annotating(given);
    requireInstances(annotating);
    StaleLabels.requireFollowed(given, annotating, "the mixture moves or hides what they mark");
    if (ofOneClass() || classesAreRead()) {
      label(given);
    }
    if (!isDefined(softLabelCol())) {
      return layout;
    }
    var type = DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType);
    return layout.widened(
        Columns.added(layout.schema(), getOrDefault(softLabelCol()), type, "softLabelCol"));
  }

  private void requireInstances(AnnotationColumns annotating) {
    boolean pastes =
        MixParams.mixtures(getOrDefault(mixture())).stream().anyMatch(CopyPaste.class::isInstance);
    if (pastes && annotating.labels().boxes() < 0 && annotating.labels().polygons() < 0) {
      throw new IllegalArgumentException(
          "mixture of %s is copy-paste but must have polygonsCol or boxesCol to know what can be cut out; set one of them"
              .formatted(uid));
    }
  }
}
