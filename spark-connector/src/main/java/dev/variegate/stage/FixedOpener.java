package dev.variegate.stage;

import dev.variegate.generate.FixedStyles;
import dev.variegate.generate.Framing;
import dev.variegate.generate.PictureGenerator;
import dev.variegate.generate.StyleMixing;
import dev.variegate.model.Compute;
import java.util.List;
import java.util.stream.IntStream;

/** Opens networks of fixed styles, each with its weight. */
record FixedOpener(
    List<ModelAddress> models, List<Double> weights, Framing framing, StyleMixing mixing)
    implements Opener {

  private static final long serialVersionUID = 1L;

  @Override
  public PictureGenerator open(Compute compute) {
    var styles =
        IntStream.range(0, models.size())
            .mapToObj(i -> new FixedStyles.Weighted(models.get(i).open(), weights.get(i)))
            .toList();
    return FixedStyles.open(styles, compute, framing, mixing);
  }
}
