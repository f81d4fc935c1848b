package dev.variegate.generate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.model.ModelBundle;
import dev.variegate.policy.Lineage;
import dev.variegate.policy.Software;
import java.util.function.Consumer;

/**
 * The step of a remade picture as it stands in a lineage: the method, and with what settings, as in
 * {@code [{"super-resolve":{"factor":2}}]}.
 */
final class RemakeSteps {

  private RemakeSteps() {}

  static String of(String method, Consumer<ObjectNode> settings) {
    var steps = JsonNodeFactory.instance.arrayNode();
    settings.accept(steps.addObject().putObject(method));
    return steps.toString();
  }

  /** How a picture was made by a model. */
  static Lineage lineage(
      PictureRequest request, String method, Consumer<ObjectNode> settings, ModelBundle bundle) {
    var model = bundle.description();
    return lineage(
        request,
        method,
        of(method, settings),
        model.name(),
        model.version(),
        bundle.sha256(),
        model.licence());
  }

  /** How a picture was made without a model. */
  static Lineage lineage(PictureRequest request, String method, Consumer<ObjectNode> settings) {
    return lineage(request, method, of(method, settings), "", "", "", "");
  }

  private static Lineage lineage(
      PictureRequest request,
      String method,
      String steps,
      String model,
      String version,
      String sha256,
      String licence) {
    return new Lineage(
        request.key(),
        request.sourceSha256(),
        request.copy(),
        method,
        steps,
        request.seed(),
        model,
        version,
        sha256,
        licence,
        "",
        Software.name());
  }
}
