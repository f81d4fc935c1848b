package dev.variegate.stage;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** An estimator that learns nothing, but remembers the images it is trained and tried on. */
public final class Recorder extends Estimator<Recorder.Fitted> {

  private static final long serialVersionUID = 1L;

  /** The images of one call, as hashes. */
  record Seen(int depth, List<String> images) {}

  static final List<Seen> TRAINED = new ArrayList<>();
  static final List<Seen> PREDICTED = new ArrayList<>();

  private final String uid;

  public Recorder() {
    this(Identifiable$.MODULE$.randomUID("recorder"));
  }

  public Recorder(String uid) {
    this.uid = uid;
    setDefault(depth(), 0);
  }

  public IntParam depth() {
    return new IntParam(this, "depth", "a number for a grid to vary");
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public Fitted fit(Dataset<?> dataset) {
    int depth = (int) getOrDefault(depth());
    TRAINED.add(new Seen(depth, images(dataset)));
    return new Fitted(uid, depth).setParent(this);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return schema.add("prediction", "double");
  }

  @Override
  public Recorder copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  static List<String> images(Dataset<?> dataset) {
    return dataset
        .select(functions.sha2(functions.col("image"), 256))
        .as(Encoders.STRING())
        .collectAsList();
  }

  /** Its model; predicts 0. */
  public static final class Fitted extends Model<Fitted> {

    private static final long serialVersionUID = 1L;

    private final String uid;
    private final int depth;

    public Fitted(String uid, int depth) {
      this.uid = uid;
      this.depth = depth;
    }

    @Override
    public String uid() {
      return uid;
    }

    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
      PREDICTED.add(new Seen(depth, images(dataset)));
      return dataset.withColumn("prediction", functions.lit(0.0));
    }

    @Override
    public StructType transformSchema(StructType schema) {
      return schema.add("prediction", "double");
    }

    @Override
    public Fitted copy(ParamMap extra) {
      return new Fitted(uid, depth).setParent(parent());
    }
  }
}
