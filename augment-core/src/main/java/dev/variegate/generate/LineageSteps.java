package dev.variegate.generate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.base.KebabCase;
import dev.variegate.base.Processor;
import dev.variegate.lineage.Lineage;
import dev.variegate.lineage.Software;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelDescription;
import dev.variegate.random.DrawKey;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes lineages of generated images, with one step that names the method and its settings: {@code
 * [{"super-resolve":{"factor":2}}]}.
 */
public final class LineageSteps {

  private LineageSteps() {}

  /** The lineage of an image that a model made from another. */
  public static Lineage lineage(
      ImageRequest request, String method, Consumer<ObjectNode> settings, ModelBundle bundle) {
    return lineage(request.draw(), request.sourceSha256(), method, settings, Optional.of(bundle));
  }

  /** The lineage of an image made from another without a model. */
  public static Lineage lineage(
      ImageRequest request, String method, Consumer<ObjectNode> settings) {
    return lineage(request.draw(), request.sourceSha256(), method, settings, Optional.empty());
  }

  /** The lineage of an image sampled from a model. */
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
            Software.name() + model.map(LineageSteps::engine).orElse(""))
        .ofAttempt(key.attempt());
  }

  /** On another kind of processor the engine may round otherwise. */
  private static String engine(ModelDescription model) {
    return ", %s on %s".formatted(KebabCase.kebab(model.engine()), Processor.level());
  }

  private static String steps(String method, Consumer<ObjectNode> settings) {
    var steps = JsonNodeFactory.instance.arrayNode();
    settings.accept(steps.addObject().putObject(method));
    return steps.toString();
  }
}
