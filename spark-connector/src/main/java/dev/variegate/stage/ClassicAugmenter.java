package dev.variegate.stage;

import dev.variegate.policy.Policy;
import dev.variegate.policy.PolicyFile;
import dev.variegate.stage.ModelParams.Copying;
import dev.variegate.stage.RowExpander.Originals;
import dev.variegate.stage.SharedParams.Decoding;
import dev.variegate.stage.SharedParams.RowMaking;
import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Puts copies of each picture behind it, each changed by a policy of classic augmentation.
 *
 * <p>Masks, boxes, outlines and points in columns of their own follow the picture; a column of
 * labels that no Param names is refused unless the policy changes colors only. Operations that make
 * a picture like another draw it from {@code references}, or take the row's own. All other columns
 * are kept; a column of lineage says how each picture was made, with copy 0 and method "original"
 * for those that came. The same rows, policy and seed give the same bytes, however they are
 * partitioned; keys must be unique, and two augmenters in a row need two seeds, or the second makes
 * the first one's copies again: a warning tells both. In a pipeline that will predict, wrap it in
 * an {@link AugmentedEstimator}: a fitted pipeline would augment what it predicts on.
 */
public final class ClassicAugmenter extends Transformer
    implements RowMaking<ClassicAugmenter>,
        Decoding<ClassicAugmenter>,
        Copying<ClassicAugmenter>,
        LabelParams<ClassicAugmenter>,
        ReferenceParams<ClassicAugmenter>,
        DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  private final String uid;

  public ClassicAugmenter() {
    this(Identifiable$.MODULE$.randomUID("classicAugmenter"));
  }

  public ClassicAugmenter(String uid) {
    this.uid = uid;
    Mixing.defaults(this);
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
    return Mixing.text(
        this,
        "policy",
        "what is drawn for each copy: the text of a policy file, YAML or JSON",
        text -> PolicyFile.read(text, "the Param policy"));
  }

  public ClassicAugmenter setPolicy(String value) {
    return Mixing.set(this, policy(), value);
  }

  @Override
  public String explainParam(Param<?> param) {
    return Mixing.explained(this, param);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    var annotating = Annotating.of(this, schema);
    var layout = layout(schema);
    var policy = readPolicy();
    StaleLabels.requireFollowed(schema, annotating, policy);
    Referencing.require(this, policy, schema);
    return layout.schema();
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    var layout = layout(dataset.schema());
    var annotating = Annotating.of(this, dataset.schema());
    int number = (int) getOrDefault(copies());
    var method =
        new CopyMethod.Classic(
            readPolicy(),
            Referencing.of(this, dataset.schema(), dataset.sparkSession()),
            (long) getOrDefault(seed()),
            annotating.rules(),
            layout.encoding(getOrDefault(encoding())));
    var expander =
        new RowExpander(
            layout,
            annotating,
            List.of(method),
            (row, key) -> new int[] {number},
            (boolean) getOrDefault(keepOriginals()) ? Originals.STAY : Originals.GO,
            Mixing.codec(this),
            Refusals.by(this, layout, dataset.sparkSession()));
    var watched = EqualCopies.watched(this, layout, dataset.sparkSession(), expander);
    return SchemaRows.of(dataset.toDF(), watched, layout.schema());
  }

  @Override
  public ClassicAugmenter copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  private Policy readPolicy() {
    return PolicyFile.read(getOrDefault(policy()), "the Param policy");
  }

  private Layout layout(StructType schema) {
    Mixing.requireSet(this, policy(), "give it the text of a policy file");
    return Layout.of(this, schema, InvalidRows.errorColumn(this));
  }
}
