package dev.variegate.stage.method;

import dev.variegate.generate.ImageGenerator;
import dev.variegate.model.ComputeOptions;
import java.io.Serializable;

/** Opens what remakes images, in the task that uses it; networks are shared by the tasks. */
@FunctionalInterface
public interface GeneratorOpener extends Serializable {
  ImageGenerator open(ComputeOptions compute);
}
