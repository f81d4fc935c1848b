package dev.variegate.stage.param;

import dev.variegate.base.Choice;
import dev.variegate.generate.latent.Direction;
import dev.variegate.generate.latent.LatentEdit;
import dev.variegate.generate.latent.LatentInterpolation;
import dev.variegate.random.Range;
import dev.variegate.recipe.ParameterTree;
import dev.variegate.stage.param.LatentParams.HasLatentOperation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The operation on latents that a stage's Params name. */
public final class LatentOperations {

  public static final String RECONSTRUCT = "reconstruct";
  public static final String INTERPOLATE = "interpolate";
  static final String EDIT = "edit";

  private static final List<String> KNOWN =
      List.of(RECONSTRUCT, "perturb", "turn", INTERPOLATE, EDIT);

  private LatentOperations() {}

  /** Sets the defaults of the mix-in. */
  public static void defaults(HasLatentOperation<?> stage, String operation) {
    stage.setDefault(stage.operation(), operation);
    stage.setDefault(stage.amount(), "0.3");
    stage.setDefault(stage.interpolation(), LatentInterpolation.SLERP.toString());
  }

  /**
   * The operation.
   *
   * @param hadoop where a direction's file is read
   */
  public static LatentEdit of(HasLatentOperation<?> stage, Configuration hadoop) {
    var amount = range(stage.getOrDefault(stage.amount()));
    return switch (stage.getOrDefault(stage.operation())) {
      case RECONSTRUCT -> new LatentEdit.Reconstruct();
      case "perturb" -> new LatentEdit.Perturb(amount);
      case "turn" -> new LatentEdit.Turn(amount);
      case INTERPOLATE ->
          new LatentEdit.Interpolate(
              amount, interpolation(stage.getOrDefault(stage.interpolation())));
      default -> new LatentEdit.Edit(direction(stage, hadoop), amount);
    };
  }

  /** Refuses what no file has to be read for. */
  public static void require(HasLatentOperation<?> stage) {
    if (stage.getOrDefault(stage.operation()).equals(EDIT)) {
      ParamSupport.requireSet(
          stage, stage.direction(), "give it a direction, as a LatentEditor has found it");
    }
  }

  static void requireKnown(String text) {
    Choice.require(KNOWN, text, "operation");
  }

  static LatentInterpolation interpolation(String text) {
    return Choice.parse(LatentInterpolation.class, text, "interpolation");
  }

  public static Range range(String text) {
    return ParameterTree.range(Json.read(text, "amount"));
  }

  private static Direction direction(HasLatentOperation<?> stage, Configuration hadoop) {
    var text = stage.getOrDefault(stage.direction());
    return Direction.fromJson(text.stripLeading().startsWith("{") ? text : file(text, hadoop));
  }

  private static String file(String address, Configuration hadoop) {
    var path = new Path(address);
    try (var stream = path.getFileSystem(hadoop).open(path)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "direction \"%s\" cannot be read but must be the JSON of a direction or a file of it; check the path"
              .formatted(address),
          e);
    }
  }
}
