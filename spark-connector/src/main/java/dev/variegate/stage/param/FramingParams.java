package dev.variegate.stage.param;

import dev.variegate.base.Choice;
import dev.variegate.generate.framing.Fit;
import dev.variegate.generate.framing.Framing;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/** The Params that say how images of any size go through a network. */
public interface FramingParams<S> extends Params {

  default Param<String> fit() {
    return ParamSupport.text(
        this,
        "fit",
        "how images of other sizes are fitted to the network: auto, resize, pad, tile or native; none changes the size of the result",
        FramingParams::parse);
  }

  default DoubleParam overlap() {
    return ParamSupport.real(
        this,
        "overlap",
        "minimum overlap of neighboring tiles, a fraction of a tile's side, 0 to 0.9",
        value -> new Framing(Fit.TILE, (double) value));
  }

  default S setFit(String value) {
    return ParamSupport.set(this, fit(), value);
  }

  default String getFit() {
    return getOrDefault(fit());
  }

  default S setOverlap(double value) {
    return ParamSupport.set(this, overlap(), value);
  }

  default double getOverlap() {
    return (double) getOrDefault(overlap());
  }

  /** What the two say together. */
  default Framing framing() {
    return new Framing(parse(getOrDefault(fit())), (double) getOrDefault(overlap()));
  }

  private static Fit parse(String text) {
    return Choice.parse(Fit.class, text, "fit");
  }
}
