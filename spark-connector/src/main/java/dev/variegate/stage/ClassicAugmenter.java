package dev.variegate.stage;

import dev.variegate.policy.JpegOptions;
import dev.variegate.policy.Policy;
import dev.variegate.policy.text.PolicyFile;
import dev.variegate.stage.method.ClassicCopies;
import dev.variegate.stage.method.ReferenceChoice;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.param.LabelParams;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.param.ReferenceParams;
import dev.variegate.stage.row.CopyMethod;
import dev.variegate.stage.row.Layout;
import dev.variegate.stage.row.StaleLabels;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Appends augmented copies of each image, each drawn from a policy of classic operations.
 *
 * <p>Masks, boxes, polygons and points in columns of their own follow the image; a column of labels
 * that no Param names is refused unless the policy changes colors only. Operations that need a
 * reference image draw it from {@code references} or take it from {@code referencesCol}. All other
 * columns are kept; a column of lineage says how each image was made, with copy 0 and method
 * "original" for input rows. The same rows, policy and seed give the same bytes, however they are
 * partitioned; keys must be unique, and two augmenters in a row need two seeds, or the second makes
 * the first one's copies again: a warning reports both. In a pipeline that will predict, wrap it in
 * an {@link AugmentedEstimator}: a fitted pipeline would augment what it predicts on.
 */
public final class ClassicAugmenter extends CopyTransformer<ClassicAugmenter>
    implements LabelParams<ClassicAugmenter>,
        ReferenceParams<ClassicAugmenter>,
        DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  private final String uid;

  public ClassicAugmenter() {
    this(Identifiable$.MODULE$.randomUID("classicAugmenter"));
  }

  public ClassicAugmenter(String uid) {
    this.uid = uid;
    ParamSupport.defaults(this);
    setDefault(reducedDecode(), false);
    setDefault(losslessJpeg(), false);
  }

  public static MLReader<ClassicAugmenter> read() {
    return new DefaultParamsReader<>();
  }

  public static ClassicAugmenter load(String path) {
    return read().load(path);
  }

  @Override
  public String uid() {
    return uid;
  }

  public Param<String> policy() {
    return ParamSupport.text(
        this,
        "policy",
        "policy that each copy is drawn from: the text of a policy file, YAML or JSON",
        text -> PolicyFile.read(text, "the Param policy"));
  }

  public ClassicAugmenter setPolicy(String value) {
    return ParamSupport.set(this, policy(), value);
  }

  public String getPolicy() {
    return getOrDefault(policy());
  }

  public BooleanParam reducedDecode() {
    return new BooleanParam(
        this,
        "reducedDecode",
        "whether a JPEG is decoded at 1/2, 1/4 or 1/8 of its size for copies whose first steps shrink it at least as much: faster, with slightly different samples; the lineage records the scale");
  }

  public ClassicAugmenter setReducedDecode(boolean value) {
    return ParamSupport.set(this, reducedDecode(), value);
  }

  public boolean getReducedDecode() {
    return (boolean) getOrDefault(reducedDecode());
  }

  public BooleanParam losslessJpeg() {
    return new BooleanParam(
        this,
        "losslessJpeg",
        "whether a JPEG copy of a JPEG that only flips, turns by quarters, crops at the borders of coefficient blocks or goes to gray is made without decoding: no second loss, faster, at the quality of the source; the lineage records it");
  }

  public ClassicAugmenter setLosslessJpeg(boolean value) {
    return ParamSupport.set(this, losslessJpeg(), value);
  }

  public boolean getLosslessJpeg() {
    return (boolean) getOrDefault(losslessJpeg());
  }

  @Override
  CopyMethod copyMethod(StructType given, Layout layout, SparkSession spark) {
    return new ClassicCopies(
        readPolicy(),
        ReferenceChoice.of(this, given, spark),
        annotating(given).rules(),
        outputEncoding(layout),
        new JpegOptions(getReducedDecode(), getLosslessJpeg()));
  }

  private Policy readPolicy() {
    return PolicyFile.read(getOrDefault(policy()), "the Param policy");
  }

  @Override
  Layout layout(StructType schema) {
    ParamSupport.requireSet(this, policy(), "give it the text of a policy file");
    var annotating = annotating(schema);
    var layout = Layout.of(this, schema, InvalidRows.errorColumn(this));
    var policy = readPolicy();
    StaleLabels.requireFollowed(schema, annotating, policy);
    ReferenceChoice.require(this, policy, schema);
    return layout;
  }
}
