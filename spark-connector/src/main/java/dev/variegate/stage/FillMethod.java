package dev.variegate.stage;

import dev.variegate.generate.Capability;
import dev.variegate.op.HoleFill;
import dev.variegate.op.Words;
import dev.variegate.policy.DidYouMean;
import java.util.Arrays;
import java.util.Optional;

/** What fills a hole. */
enum FillMethod {
  TELEA,
  NAVIER_STOKES,
  NETWORK,
  REPAINT;

  static FillMethod parse(String text) {
    return Arrays.stream(values())
        .filter(method -> method.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "method is \"%s\"; %s"
                        .formatted(
                            text,
                            DidYouMean.among(
                                String.valueOf(text),
                                Arrays.stream(values()).map(FillMethod::toString).toList()))));
  }

  /** The classical way that this is, if it needs no model. */
  Optional<HoleFill.Method> classical() {
    return switch (this) {
      case TELEA -> Optional.of(HoleFill.Method.TELEA);
      case NAVIER_STOKES -> Optional.of(HoleFill.Method.NAVIER_STOKES);
      case NETWORK, REPAINT -> Optional.empty();
    };
  }

  /** What its model must be able to do. */
  Capability capability() {
    return this == REPAINT ? Capability.REDRAW : Capability.INPAINT;
  }

  @Override
  public String toString() {
    return Words.kebab(this);
  }
}
