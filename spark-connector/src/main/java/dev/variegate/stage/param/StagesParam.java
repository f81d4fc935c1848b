package dev.variegate.stage.param;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.DefaultParamsWritable;

/**
 * A Param of stages, which can be saved as JSON where Params are all that they have; so a
 * CrossValidator can save a grid of them.
 */
public final class StagesParam extends Param<PipelineStage[]> {

  private static final long serialVersionUID = 1L;

  public StagesParam(
      Params stage, String param, String doc, ParamSupport.Check<PipelineStage[]> check) {
    super(
        stage.uid(),
        param,
        doc,
        new Validated<>(param, PipelineStage[].class, check),
        PipelineStage[].class);
  }

  /** A stage as it is saved: the Params that are set, each as its own JSON. */
  private record Saved(String type, String uid, Map<String, String> params) {}

  @Override
  public String jsonEncode(PipelineStage[] stages) {
    return Json.write(Arrays.stream(stages).map(this::saved).toList());
  }

  @Override
  public PipelineStage[] jsonDecode(String json) {
    return Arrays.stream(Json.read(json, Saved[].class, name()))
        .map(this::loaded)
        .toArray(PipelineStage[]::new);
  }

  private Saved saved(PipelineStage stage) {
    if (!(stage instanceof DefaultParamsWritable)) {
      throw new UnsupportedOperationException(
          "%s has %s, which is more than its Params and cannot be saved as part of a grid; vary Params of the stage instead"
              .formatted(name(), stage.uid()));
    }
    var params = new LinkedHashMap<String, String>();
    for (Param<?> param : stage.params()) {
      if (stage.isSet(param)) {
        params.put(param.name(), encoded(stage, param));
      }
    }
    return new Saved(stage.getClass().getName(), stage.uid(), params);
  }

  private static <T> String encoded(PipelineStage stage, Param<T> param) {
    return param.jsonEncode(stage.getOrDefault(param));
  }

  private PipelineStage loaded(Saved saved) {
    try {
      var loader = Thread.currentThread().getContextClassLoader();
      var stage =
          Class.forName(saved.type(), true, loader)
              .asSubclass(PipelineStage.class)
              .getConstructor(String.class)
              .newInstance(saved.uid());
      saved.params().forEach((param, json) -> decode(stage, stage.getParam(param), json));
      return stage;
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          "%s has a stage of type %s, which must be on the class path; add its jar"
              .formatted(name(), saved.type()),
          e);
    }
  }

  private static <T> void decode(PipelineStage stage, Param<T> param, String json) {
    stage.set(param, param.jsonDecode(json));
  }
}
