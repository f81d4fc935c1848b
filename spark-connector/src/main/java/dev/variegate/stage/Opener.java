package dev.variegate.stage;

import dev.variegate.generate.PictureGenerator;
import dev.variegate.model.Compute;
import java.io.Serializable;

/** Opens what remakes pictures, in the task that uses it; networks are shared by the tasks. */
@FunctionalInterface
interface Opener extends Serializable {
  PictureGenerator open(Compute compute);
}
