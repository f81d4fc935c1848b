package dev.variegate.form;

import dev.variegate.image.Size;
import java.util.Optional;

/**
 * A form that reads or writes pixels by their place: blur, noise, cutout. Never fused; size kept.
 */
@FunctionalInterface
public non-sealed interface Neighborhood extends Form {

  @Override
  default Size sizeAfter(Size before) {
    return before;
  }

  @Override
  default Optional<Form> then(Form next) {
    return Optional.empty();
  }

  @Override
  default boolean isIdentity() {
    return false;
  }
}
