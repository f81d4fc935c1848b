package dev.variegate.stage.method;

import dev.variegate.generate.ImageGenerator;
import dev.variegate.generate.fit.Framing;
import dev.variegate.generate.style.FixedStyles;
import dev.variegate.generate.style.StyleMixing;
import dev.variegate.model.ComputeOptions;
import java.util.List;
import java.util.stream.IntStream;

/** Opens networks of fixed styles, each with its weight. */
public record FixedOpener(
    List<ModelAddress> models, List<Double> weights, Framing framing, StyleMixing mixing)
    implements GeneratorOpener {

  private static final long serialVersionUID = 1L;

  @Override
  public ImageGenerator open(ComputeOptions compute) {
    var styles =
        IntStream.range(0, models.size())
            .mapToObj(i -> new FixedStyles.Weighted(models.get(i).open(), weights.get(i)))
            .toList();
    return FixedStyles.open(styles, compute, framing, mixing);
  }
}
