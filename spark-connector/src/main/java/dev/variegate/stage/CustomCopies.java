package dev.variegate.stage;

import dev.variegate.base.ConfigNode;
import dev.variegate.generate.CustomMethod;
import dev.variegate.generate.LabelEffect;
import dev.variegate.recipe.RecordFields;
import dev.variegate.stage.method.Companions;
import dev.variegate.stage.method.CopyLabels;
import dev.variegate.stage.method.GeneratedCopies;
import dev.variegate.stage.param.Device;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.param.UnlabeledParams;
import dev.variegate.stage.row.CopyMethod;
import dev.variegate.stage.row.Layout;
import dev.variegate.stage.row.StaleLabels;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Copies by a method of a user's own, as a method of a plan. */
final class CustomCopies extends CopyTransformer<CustomCopies>
    implements UnlabeledParams<CustomCopies> {

  private static final long serialVersionUID = 1L;

  private final String uid;
  private CustomMethod method;

  CustomCopies(String uid, CustomMethod method) {
    this.uid = uid;
    this.method = method;
    ParamSupport.defaults(this);
  }

  /**
   * The methods that this thread's class loader knows, by their words.
   *
   * @throws IllegalArgumentException if one is no record, or two have one word
   */
  static Map<String, CustomMethod> listed() {
    var listed = new TreeMap<String, CustomMethod>();
    for (var method : ServiceLoader.load(CustomMethod.class)) {
      if (!method.getClass().isRecord()) {
        throw new IllegalArgumentException(
            "Method \"%s\" is given by %s but must be a record, whose components are its keys; make it one"
                .formatted(method.name(), method.getClass().getName()));
      }
      var taken = listed.putIfAbsent(method.name(), method);
      if (taken != null) {
        throw taken(method, taken.getClass());
      }
    }
    return listed;
  }

  /** The refusal of a method whose word another class has. */
  static IllegalArgumentException taken(CustomMethod method, Class<?> by) {
    return new IllegalArgumentException(
        "Method \"%s\" is given by %s and by %s but must be one of them; rename yours"
            .formatted(method.name(), by.getName(), method.getClass().getName()));
  }

  /** Sets the components of the method's record. */
  void set(ConfigNode params) {
    method = RecordFields.read(method.getClass(), params);
  }

  @Override
  public String uid() {
    return uid;
  }

  private boolean losesLabels() {
    return method.labels() == LabelEffect.LOST;
  }

  @Override
  Layout layout(StructType given) {
    var layout = Layout.of(this, given, InvalidRows.errorColumn(this));
    if (losesLabels()) {
      StaleLabels.requireNone(this, given);
    }
    return layout;
  }

  @Override
  CopyMethod copyMethod(StructType given, Layout layout, SparkSession spark) {
    var opened = method;
    return new GeneratedCopies(
        opened::open,
        Companions.NONE,
        method.labels() == LabelEffect.SCALED
            ? CopyLabels.scaled(annotating(given).rules())
            : CopyLabels.SAME,
        losesLabels() ? StaleLabels.of(this, given) : List.of(),
        Device.CPU,
        outputEncoding(layout));
  }
}
