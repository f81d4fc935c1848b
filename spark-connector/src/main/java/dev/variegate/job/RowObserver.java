package dev.variegate.job;

import dev.variegate.codec.ImageCodec;
import dev.variegate.image.BadImageException;
import dev.variegate.io.ImageSource;
import dev.variegate.job.check.InspectedImages;
import dev.variegate.job.count.GateCounts;
import dev.variegate.job.count.RowCounts;
import dev.variegate.job.report.SampleCollector;
import dev.variegate.lineage.Lineage;
import dev.variegate.stage.balance.ClassPlan;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.row.LabelColumns;
import dev.variegate.stage.row.LineageColumn;
import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF8;
import org.apache.spark.util.CollectionAccumulator;

/**
 * Looks at each row on its way to the output: counts it, offers it to the report, and says whether
 * it may pass.
 *
 * <p>A stage decodes only what it copies; of images that it passed on, the headers are checked
 * here, unless refused rows stay.
 *
 * @param gates counts the draws that gates refused
 * @param inspected picks up properties of images
 * @param refusals which rows and images were refused, about 300 and 600 bytes each on the driver
 * @param quarantined whether the images that gates refuse are listed
 * @param handling what happens to rows that cannot be used
 * @param columns of the boxes, which are drawn on the report's images
 */
record RowObserver(
    RowCounts counts,
    GateCounts gates,
    SampleCollector samples,
    InspectedImages inspected,
    CollectionAccumulator<Refusal> refusals,
    boolean quarantined,
    InvalidRows handling,
    LabelColumns columns,
    ImageCodec codec)
    implements UDF8<String, String, Row, Row, byte[], Object, String, String, Boolean> {

  /** Column that says why a row was refused. */
  static final String ERROR = "error";

  @Override
  public Boolean call(
      String key,
      String split,
      Row plan,
      Row lineage,
      byte[] image,
      Object boxes,
      String error,
      String refusedBy) {
    var made = LineageColumn.of(lineage);
    var name = ClassPlan.title(String.valueOf(plan.getString(0)));
    var method = plan.getString(1);
    if (isRefused(plan, name, refusedBy)) {
      counts.add(new RowCounts.Kind(split, name, method, "gate: " + refusedBy));
      if (quarantined) {
        refusals.add(new Refusal(key, refusedBy, plan.getString(0), made));
      }
      return false;
    }
    boolean trains = ImageSource.TRAIN.equals(split);
    var reason = error == null && trains ? headerError(image, made) : error;
    if (reason != null) {
      counts.add(new RowCounts.Kind(String.valueOf(split), name, method, kind(reason)));
      refusals.add(Refusal.ofRow(key, reason));
      return handling == InvalidRows.KEEP;
    }
    counts.add(new RowCounts.Kind(String.valueOf(split), name, method, "", software(made)));
    if (trains) {
      samples.offer(name, image, () -> polygons(image, boxes), made);
      inspected.offer(name, made, image, codec);
    }
    return true;
  }

  /** Counts what gates refused on the way to an image; says whether they refused it in the end. */
  private boolean isRefused(Row plan, String name, String refusedBy) {
    List<String> refused = plan.getList(2);
    for (int i = 0; i < refused.size(); i++) {
      boolean last = refusedBy != null && i == refused.size() - 1;
      gates.add(new GateCounts.Refused(plan.getString(1), name, refused.get(i), last));
    }
    return refusedBy != null;
  }

  /** Of all links of a chain; lineages without one are not parsed. */
  private static String software(Lineage made) {
    if (made.method().equals(Lineage.ORIGINAL)) {
      return "";
    }
    return made.steps().contains("\"from\"")
        ? made.before().map(before -> software(before) + "; ").orElse("") + made.software()
        : made.software();
  }

  private List<double[]> polygons(byte[] image, Object boxes) {
    if (boxes == null) {
      return List.of();
    }
    return columns.read(RowFactory.create(boxes), codec.header(image).size()).boxes().stream()
        .map(box -> box.shape().corners().points())
        .map(
            corners ->
                corners.stream().flatMapToDouble(p -> DoubleStream.of(p.x(), p.y())).toArray())
        .toList();
  }

  /** What is wrong with the header of an image that was passed on, or null. */
  private String headerError(byte[] image, Lineage made) {
    if (handling == InvalidRows.KEEP || !made.method().equals(Lineage.ORIGINAL)) {
      return null;
    }
    try {
      codec.header(image);
      return null;
    } catch (BadImageException e) {
      if (handling == InvalidRows.ERROR) {
        throw new IllegalArgumentException(
            "Row \"%s\" cannot be used: %s; fix it, or set handle-invalid to skip or keep"
                .formatted(made.sourceKey(), e.getMessage()),
            e);
      }
      return e.getMessage();
    }
  }

  /** The message of an error without its numbers and names, so that equal causes count together. */
  static String kind(String error) {
    return error.replaceAll("\"[^\"]*\"", "\"...\"").replaceAll("[0-9]+", "N").split(";", 2)[0];
  }
}
