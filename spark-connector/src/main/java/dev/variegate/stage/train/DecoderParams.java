package dev.variegate.stage.train;

import dev.variegate.stage.param.ParamSupport;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Params;

/** The Params of trainers whose model makes an image from a latent at once: its sizes. */
public interface DecoderParams<S> extends Params {

  default IntParam latentSize() {
    return ParamSupport.whole(
        this,
        "latentSize",
        "length of the latent",
        value -> ParamSupport.requirePositive((int) value, "latentSize"));
  }

  default IntParam width() {
    return ParamSupport.whole(
        this,
        "width",
        "channels of the convolutions at the whole size of the image; smaller sizes have up to four times as many",
        value -> ParamSupport.requirePositive((int) value, "width"));
  }

  default IntParam hiddenSize() {
    return ParamSupport.whole(
        this,
        "hiddenSize",
        "units of the dense layers",
        value -> ParamSupport.requirePositive((int) value, "hiddenSize"));
  }

  default S setLatentSize(int value) {
    return ParamSupport.set(this, latentSize(), value);
  }

  default int getLatentSize() {
    return (int) getOrDefault(latentSize());
  }

  default S setWidth(int value) {
    return ParamSupport.set(this, width(), value);
  }

  default int getWidth() {
    return (int) getOrDefault(width());
  }

  default S setHiddenSize(int value) {
    return ParamSupport.set(this, hiddenSize(), value);
  }

  default int getHiddenSize() {
    return (int) getOrDefault(hiddenSize());
  }
}
