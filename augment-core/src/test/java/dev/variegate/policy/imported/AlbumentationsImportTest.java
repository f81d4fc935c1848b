package dev.variegate.policy.imported;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.policy.text.PolicyFile;
import org.junit.jupiter.api.Test;

class AlbumentationsImportTest {

  private static final String PIPELINE =
      """
      {"__version__": "1.3.1", "transform": {"__class_fullname__": "Compose", "p": 1.0, "transforms": [
        {"__class_fullname__": "RandomResizedCrop", "always_apply": false, "p": 1.0, "height": 224, "width": 192,
         "scale": [0.3, 1.0], "ratio": [0.75, 1.25], "interpolation": 2},
        {"__class_fullname__": "HorizontalFlip", "always_apply": false, "p": 0.5},
        {"__class_fullname__": "OneOf", "p": 0.4, "transforms": [
          {"__class_fullname__": "GaussNoise", "p": 0.5, "var_limit": [10.0, 40.0], "per_channel": true, "mean": 0},
          {"__class_fullname__": "albumentations.augmentations.blur.transforms.MotionBlur", "p": 0.2, "blur_limit": [3, 7], "allow_shifted": true}]},
        {"__class_fullname__": "Rotate", "p": 0.7, "limit": [-30, 30], "interpolation": 1, "border_mode": 0, "value": 51,
         "mask_value": null, "rotate_method": "largest_box", "crop_border": false},
        {"__class_fullname__": "Normalize", "p": 1.0, "mean": [0.485, 0.456, 0.406]}],
        "bbox_params": null, "keypoint_params": null, "additional_targets": {}}}
      """;

  @Test
  void carriesTransformsWithTheirNumbers() {
    var policy = AlbumentationsImport.read(PIPELINE, "pipeline.json").policy();
    assertThat(policy)
        .isEqualTo(
            PolicyFile.read(
                """
                name: albumentations
                steps:
                  - sequence:
                      - random-resized-crop: {width: 192, height: 224, area: [0.3, 1], ratio: [0.75, 1.25], interpolation: bicubic}
                      - flip: {axis: horizontal}
                        probability: 0.5
                      - one-of:
                          - gaussian-noise: {deviation: [%s, %s]}
                            weight: 0.5
                          - motion-blur: {radius: [1, 3]}
                            weight: 0.2
                        probability: 0.4
                      - rotate: {degrees: [-30, 30], interpolation: bilinear, border: constant, fill: 0.2}
                        probability: 0.7
                """
                    .formatted(Math.sqrt(10) / 255, Math.sqrt(40) / 255),
                "test"));
  }

  @Test
  void namesEveryTransformAndParameterThatStaysBehind() {
    var imported = AlbumentationsImport.read(PIPELINE, "pipeline.json");
    assertThat(imported.missing()).containsExactly("Normalize: no such operation here.");
    assertThat(imported.differences())
        .containsExactly(
            "GaussNoise: per_channel is not carried over.",
            "GaussNoise: mean is not carried over.",
            "MotionBlur: allow_shifted is not carried over.",
            "Rotate: rotate_method is not carried over.");
    assertThatThrownBy(imported::complete)
        .hasMessage(
            "Policy \"albumentations\" lacks what could not be carried over: Normalize: no such operation here.; take policy() to go without");
  }

  @Test
  void readsTheNamesOfVersionTwo() {
    var two =
        """
        {"__version__": "2.0.8", "transform": {"__class_fullname__": "Compose", "p": 1.0, "transforms": [
          {"__class_fullname__": "RandomResizedCrop", "p": 1.0, "size": [64, 96], "scale": [0.5, 1], "ratio": [1, 1], "interpolation": 1},
          {"__class_fullname__": "GaussNoise", "p": 1.0, "std_range": [0.1, 0.2]},
          {"__class_fullname__": "ImageCompression", "p": 1.0, "quality_range": [40, 60], "compression_type": "webp"},
          {"__class_fullname__": "MultiplicativeNoise", "p": 1.0, "multiplier": [0.8, 1.1], "per_channel": false, "elementwise": true},
          {"__class_fullname__": "SomeOf", "p": 1.0, "n": 1, "replace": false, "transforms": [
            {"__class_fullname__": "Solarize", "p": 1.0, "threshold_range": [0.4, 0.6]},
            {"__class_fullname__": "RandomFog", "p": 1.0, "fog_coef_range": [0.3, 0.5]}]}]}}
        """;
    var imported = AlbumentationsImport.read(two, "two.json");
    assertThat(imported.complete().steps()).hasSize(1);
    assertThat(PolicyFile.json(imported.policy()))
        .contains("\"width\":96", "\"height\":64", "webp-compression", "\"grain\":\"sample\"")
        .contains("\"threshold\":[0.4,0.6]", "\"fog\"", "\"number\":1");
    assertThat(imported.differences())
        .containsExactly("RandomFog: drawn with the numbers that fog has here.");
  }

  @Test
  void carriesWhatMakesImagesLikeReferencesWithoutTheReferences() {
    var imported =
        AlbumentationsImport.read(
            """
            {"__version__": "2.0.8", "transform": {"__class_fullname__": "Compose", "p": 1.0, "transforms": [
              {"__class_fullname__": "HistogramMatching", "p": 0.5, "blend_ratio": [0.4, 0.9], "metadata_key": "hm_metadata"},
              {"__class_fullname__": "FDA", "p": 1.0, "beta_limit": [0, 0.1], "reference_images": ["a.jpg"], "read_fn": "f"},
              {"__class_fullname__": "PixelDistributionAdaptation", "p": 0.5, "blend_ratio": [0.25, 1.0]}]}}
            """,
            "pipeline.json");
    assertThat(imported.policy())
        .isEqualTo(
            PolicyFile.read(
                """
                name: albumentations
                steps:
                  - sequence:
                      - histogram-matching: {strength: [0.4, 0.9]}
                        probability: 0.5
                      - fourier-domain-adaptation: {beta: [0, 0.1]}
                """,
                "test"));
    assertThat(imported.differences())
        .containsExactly(
            "HistogramMatching: reference images are those of the stage, by references or referencesCol.",
            "FDA: its square of frequencies lacks the last row and column, and so the mean at least beta.",
            "FDA: reference images are those of the stage, by references or referencesCol.");
    assertThat(imported.missing())
        .containsExactly("PixelDistributionAdaptation: no such operation here.");
  }

  @Test
  void numbersBeyond32BitsAreNotCutToSmallOnes() {
    var some =
        """
        {"transform": {"__class_fullname__": "SomeOf", "n": 4294967297, "transforms": [
          {"__class_fullname__": "HorizontalFlip", "p": 1}, {"__class_fullname__": "VerticalFlip", "p": 1}]}}
        """;
    assertThat(AlbumentationsImport.read(some, "a.json").policy().toString())
        .isEqualTo(
            AlbumentationsImport.read(some.replace("4294967297", "2"), "a.json")
                .policy()
                .toString());
    var resize =
        """
        {"transform": {"__class_fullname__": "Resize", "height": 1e30, "width": 20, "p": 1}}
        """;
    assertThatThrownBy(() -> AlbumentationsImport.read(resize, "a.json"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1.0E30");
  }

  @Test
  void refusesWhatIsNoPipeline() {
    assertThatThrownBy(() -> AlbumentationsImport.read("{\"steps\": []}", "policy.json"))
        .hasMessageContaining("has no \"__class_fullname__\"");
    assertThatThrownBy(
            () ->
                AlbumentationsImport.read(
                    "{\"__class_fullname__\": \"Compose\", \"transforms\": [{\"__class_fullname__\": \"Normalize\"}]}",
                    "n.json"))
        .hasMessage(
            "Albumentations pipeline in n.json has nothing that could be carried over: Normalize: no such operation here.; write a policy by hand");
  }

  @Test
  void namesWhatAPipelineSaysOfShapesAndAlwaysAppliesWhatSaysSo() {
    var imported =
        AlbumentationsImport.read(
            """
            {"transform": {"__class_fullname__": "Compose", "p": 1.0,
              "bbox_params": {"format": "coco", "min_visibility": 0.3},
              "transforms": [
                {"__class_fullname__": "HorizontalFlip", "always_apply": true, "p": 0.5}]}}
            """,
            "pipeline.json");
    assertThat(imported.differences())
        .containsExactly(
            "Compose: bbox_params is not carried over, set the Params of labels on the stage.");
    assertThat(imported.policy())
        .isEqualTo(PolicyFile.read("name: albumentations\nsteps: [{sequence: [flip]}]", "test"));
  }
}
