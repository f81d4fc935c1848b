package dev.variegate.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Comparator;
import java.util.List;

/** The order of packages from the ground up; a package uses those before it. */
final class Floors extends ArchCondition<JavaClass> {

  private static final String ROOT = "dev.variegate";

  /** A package that is not named belongs to the one that holds it. */
  static final List<String> ORDER =
      List.of(
          "base",
          "matrix",
          "random",
          "image",
          "label",
          "codec.bytes",
          "codec.tiff",
          "codec",
          "pixel.kernel",
          "pixel",
          "form",
          "op",
          "recipe",
          "op.geometric",
          "op.color",
          "op.blur",
          "op.noise",
          "op.dropout",
          "op.weather",
          "op.adaptation",
          "lineage",
          "policy",
          "policy.auto",
          "policy.text",
          "policy.imported",
          "mix",
          "model",
          "model.onnx",
          "model.torch",
          "model.describe",
          "generate",
          "generate.framing",
          "generate.schedule",
          "generate.latent",
          "generate.diffusion",
          "generate.autoregressive",
          "generate.sample",
          "generate.style",
          "generate.inpaint",
          "generate.upscale",
          "generate.segment",
          "generate.preview",
          "train.layer",
          "train",
          "train.network",
          "train.vae",
          "train.diffusion",
          "train.gan",
          "train.flow",
          "train.autoregressive",
          "quality",
          "quality.distribution",
          "quality.duplicate",
          "quality.source",
          "text",
          "file",
          "stage.param",
          "stage.row",
          "stage.check",
          "stage.duplicate",
          "stage.method",
          "stage.feature",
          "stage.balance",
          "stage.audit",
          "stage.measure",
          "stage",
          "stage.train",
          "io",
          "io.annotation",
          "job.count",
          "job.report",
          "job.training",
          "job",
          "examples",
          "benchmarks");

  Floors() {
    super("use no package of a floor above");
  }

  @Override
  public void check(JavaClass user, ConditionEvents events) {
    int own = floor(user.getPackageName());
    if (own < 0) {
      events.add(SimpleConditionEvent.violated(user, user.getName() + " stands on no floor"));
    }
    for (var use : user.getDirectDependenciesFromSelf()) {
      if (floor(use.getTargetClass().getPackageName()) > own) {
        events.add(SimpleConditionEvent.violated(user, use.getDescription()));
      }
    }
  }

  /** The place of a package of ours, -1 where it has none; foreign packages lie below all. */
  private static int floor(String name) {
    return ORDER.stream()
        .filter(floor -> (name + ".").startsWith("%s.%s.".formatted(ROOT, floor)))
        .max(Comparator.comparingInt(String::length))
        .map(ORDER::indexOf)
        .orElse(-1);
  }
}
