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
        AugMix,
        AutoContrast,
        BoxBlur,
        BoxSafeCrop,
        Brightness,
        ChannelDropout,
        ChannelShuffle,
        Clahe,
        CoarseDropout,
        ColorJitter,
        ColorTransfer,
        Contrast,
        Crop,
        Custom,
        Cutout,
        Defocus,
        Dihedral,
        Downscale,
        ElasticTransform,
        Emboss,
        Equalize,
        FancyPca,
        Flip,
        Fog,
        FourierDomainAdaptation,
        Gamma,
        GaussianBlur,
        GaussianNoise,
        Grayscale,
        GridDistortion,
        GridDropout,
        GridShuffle,
        HistogramMatching,
        Hue,
        Invert,
        IsoNoise,
        JpegCompression,
        Letterbox,
        MedianBlur,
        MotionBlur,
        MultiplicativeNoise,
        OpticalDistortion,
        Pad,
        Perspective,
        PlanckianJitter,
        Posterize,
        Rain,
        RandomErasing,
        RandomResizedCrop,
        Resize,
        RgbShift,
        Ringing,
        Rotate,
        Rotate90,
        SaltAndPepper,
        Saturation,
        Scale,
        Sepia,
        Shadow,
        Sharpen,
        Sharpness,
        Shear,
        Shift,
        ShotNoise,
        Snow,
        Solarize,
        SunFlare,
        ThinPlateSpline,
        ToneCurve,
        Transpose,
        UnsharpMask,
        WebpCompression,
        ZoomBlur {

  /** Draws the numbers for one picture of this size. The only place where chance is used. */
  Step draw(RandomGenerator random, Size size);

  /**
   * As {@link #draw(RandomGenerator, Size)}, for an operation that must know more than the size:
   * what is in the picture, or what it may be made like.
   *
   * @param subject the picture as it is now
   */
  default Step draw(RandomGenerator random, Subject subject) {
    return draw(random, subject.size());
  }
}
