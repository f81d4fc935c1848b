package dev.variegate.job.check;

import dev.variegate.codec.ColorProfiles;
import dev.variegate.io.ImageSource;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.param.SharedParams.HasDecoding;
import dev.variegate.stage.param.SharedParams.HasImageInput;

/**
 * How checks read the images of a job: as its plan does.
 *
 * @param labeled whether the input has a column of classes
 * @param maxPixels an image with more is refused
 * @param errorCol column that says why a row is refused, where these stay
 */
public record Reading(
    boolean labeled,
    long seed,
    long maxPixels,
    ColorProfiles profiles,
    InvalidRows invalid,
    String errorCol) {

  <S extends HasDecoding<S> & HasImageInput<S>> S setOn(S stage) {
    stage.setInputCol(ImageSource.IMAGE);
    return stage
        .setMaxPixels(maxPixels)
        .setColorProfile(profiles.word())
        .setHandleInvalid(invalid.word())
        .setErrorCol(errorCol);
  }
}
