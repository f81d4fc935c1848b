package dev.variegate.op;

import dev.variegate.image.Size;
import java.io.Serializable;
import java.util.random.RandomGenerator;

/**
 * One kind of change. Holds ranges only, never a random source; safe to share between threads and
 * to send to executors.
 */
public sealed interface Augmentation extends Serializable
    permits Affine,
        AutoContrast,
        Brightness,
        ChannelDropout,
        ChannelShuffle,
        Clahe,
        ColorJitter,
        Contrast,
        Crop,
        Custom,
        Cutout,
        Dihedral,
        ElasticTransform,
        Equalize,
        FancyPca,
        Flip,
        Gamma,
        GaussianBlur,
        GaussianNoise,
        Grayscale,
        GridDistortion,
        Hue,
        Invert,
        Letterbox,
        OpticalDistortion,
        Pad,
        Perspective,
        PlanckianJitter,
        Posterize,
        RandomResizedCrop,
        Resize,
        RgbShift,
        Rotate,
        Rotate90,
        Saturation,
        Scale,
        Sepia,
        Sharpness,
        Shear,
        Shift,
        Solarize,
        ThinPlateSpline,
        ToneCurve,
        Transpose {

  /** Draws the numbers for one picture of this size. The only place where chance is used. */
  Step draw(RandomGenerator random, Size size);
}
