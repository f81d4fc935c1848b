package dev.variegate.generate;

import dev.variegate.model.ModelDescription;
import java.util.Set;

/** An opened generative model. Thread-safe; closed by whoever opened it. */
public interface Generator extends AutoCloseable {

  /** The model, as its bundle describes it. */
  ModelDescription model();

  /** What this generator can be asked to do. */
  default Set<Capability> capabilities() {
    return Capability.of(model());
  }

  @Override
  void close();
}
