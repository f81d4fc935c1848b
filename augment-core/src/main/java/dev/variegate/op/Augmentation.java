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
        Brightness,
        Contrast,
        Crop,
        Custom,
        Cutout,
        Dihedral,
        ElasticTransform,
        Flip,
        Gamma,
        GaussianBlur,
        GaussianNoise,
        GridDistortion,
        Hue,
        Letterbox,
        OpticalDistortion,
        Pad,
        Perspective,
        RandomResizedCrop,
        Resize,
        Rotate,
        Rotate90,
        Saturation,
        Scale,
        Shear,
        Shift,
        ThinPlateSpline,
        Transpose {

  /** Draws the numbers for one picture of this size. The only place where chance is used. */
  Step draw(RandomGenerator random, Size size);
}
