package dev.variegate.stage.param;

import dev.variegate.base.Choice;
import dev.variegate.base.KebabCase;
import dev.variegate.generate.Capability;
import dev.variegate.pixel.HoleFill;
import java.util.Optional;

/** What fills a hole. */
public enum FillMethod {
  TELEA,
  NAVIER_STOKES,
  NETWORK,
  REPAINT;

  public static FillMethod parse(String text) {
    return Choice.parse(FillMethod.class, text, "method");
  }

  /** The classical way that this is, if it needs no model. */
  public Optional<HoleFill.Method> classical() {
    return switch (this) {
      case TELEA -> Optional.of(HoleFill.Method.TELEA);
      case NAVIER_STOKES -> Optional.of(HoleFill.Method.NAVIER_STOKES);
      case NETWORK, REPAINT -> Optional.empty();
    };
  }

  /** What its model must be able to do. */
  public Capability capability() {
    return this == REPAINT ? Capability.IMAGE_TO_IMAGE : Capability.INPAINT;
  }

  @Override
  public String toString() {
    return KebabCase.kebab(this);
  }
}
