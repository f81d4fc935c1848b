package dev.variegate.policy;

import dev.variegate.testing.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Imports pipelines of Albumentations. */
public final class AlbumentationsFuzz implements FuzzTarget {

  @Override
  public String name() {
    return "albumentations";
  }

  @Override
  public List<byte[]> seeds() {
    return Stream.of(
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
            """)
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  @Override
  public List<String> words() {
    return List.of(
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "null",
        "true",
        "-1",
        "1e999",
        "2147483648",
        "\"p\"",
        "\"transforms\"",
        "\"limit\"",
        "\"__class_fullname__\"",
        "Affine",
        "CLAHE",
        "Perspective",
        "CoarseDropout",
        "ElasticTransform");
  }

  @Override
  public void read(byte[] input) {
    var unused = AlbumentationsImport.read(new String(input, StandardCharsets.UTF_8), "fuzz.json");
  }
}
