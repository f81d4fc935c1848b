package dev.variegate.generate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.lineage.Lineage;
import dev.variegate.lineage.Software;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelDescription;
import dev.variegate.random.DrawKey;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The step of a made image as it stands in a lineage: the method, and with what settings, as in
 * {@code [{"super-resolve":{"factor":2}}]}.
 */
public final class LineageSteps {

  private LineageSteps() {}

  /** How an image was remade by a model. */
  public static Lineage lineage(
      ImageRequest request, String method, Consumer<ObjectNode> settings, ModelBundle bundle) {
    return lineage(request.draw(), request.sourceSha256(), method, settings, Optional.of(bundle));
  }

  /** How an image was remade without a model. */
  public static Lineage lineage(
      ImageRequest request, String method, Consumer<ObjectNode> settings) {
    return lineage(request.draw(), request.sourceSha256(), method, settings, Optional.empty());
  }

  /** How an image was made of nothing by a model. */
  public static Lineage lineage(
      SampleRequest request, Consumer<ObjectNode> settings, ModelBundle bundle) {
    return lineage(request.draw(), "", Lineage.SAMPLE, settings, Optional.of(bundle));
  }

  private static Lineage lineage(
      DrawKey key,
      String sourceSha256,
      String method,
      Consumer<ObjectNode> settings,
      Optional<ModelBundle> bundle) {
    var model = bundle.map(ModelBundle::description);
    return new Lineage(
        key.key(),
        sourceSha256,
        key.copy(),
        method,
        steps(method, settings),
        key.seed(),
        model.map(ModelDescription::name).orElse(""),
        model.map(ModelDescription::version).orElse(""),
        bundle.map(ModelBundle::sha256).orElse(""),
        model.map(ModelDescription::license).orElse(""),
        "",
        Software.name());
  }

  private static String steps(String method, Consumer<ObjectNode> settings) {
    var steps = JsonNodeFactory.instance.arrayNode();
    settings.accept(steps.addObject().putObject(method));
    return steps.toString();
  }
}
