package dev.variegate.policy.imported;

import dev.variegate.testing.fuzz.TextTarget;
import java.util.List;

/** Imports pipelines of Albumentations. */
public final class AlbumentationsFuzz extends TextTarget {

  public AlbumentationsFuzz() {
    super(
        "albumentations",
        List.of(
            "\"p\"",
            "\"transforms\"",
            "\"limit\"",
            "\"__class_fullname__\"",
            "Affine",
            "CLAHE",
            "Perspective",
            "CoarseDropout",
            "ElasticTransform"),
        """
            {"__version__": "1.3.1", "transform": {"__class_fullname__": "Compose", "p": 1.0, "transforms": [
              {"__class_fullname__": "RandomResizedCrop", "p": 1.0, "height": 224, "width": 192, "scale": [0.3, 1.0], "ratio": [0.75, 1.25], "interpolation": 2},
              {"__class_fullname__": "OneOf", "p": 0.4, "transforms": [
                {"__class_fullname__": "GaussNoise", "p": 0.5, "var_limit": [10.0, 40.0]},
                {"__class_fullname__": "MotionBlur", "p": 0.2, "blur_limit": [3, 7]}]},
              {"__class_fullname__": "Rotate", "p": 0.7, "limit": [-30, 30], "border_mode": 0, "value": 51}]}}
            """,
        """
            {"transform": {"__class_fullname__": "HorizontalFlip", "p": 0.5}}
            """);
  }

  @Override
  protected void read(String text) {
    var unused = AlbumentationsImport.read(text, "fuzz.json");
  }
}
