package dev.variegate.stage;

/** Balancers with the methods of a plan. */
final class Plans {

  static final String ALL =
      """
      {"soft": {"method": "classic", "policy": "steps: [{rotate: {degrees: [-20, 20]}}]"},
       "hard": {"method": "classic", "policy": {"steps": ["invert"]}, "except": ["bag"]},
       "mix": {"mixture": "cut-mix", "partners": "same-class"},
       "oversample": {},
       "sample": {"model": "%s"},
       "style-transfer": {"model": "%s", "styles": "%s", "style-size": 8,
         "then": [{"method": "classic", "policy": "steps: [{rotate: {degrees: [-20, 20]}}]"},
                  {"method": "image-translate", "model": "%s"}]},
       "image-translate": {"model": "%s", "classes": ["coat"]},
       "image-to-image": {"model": "%s", "label": "square", "steps": 2},
       "latent": {"model": "%s", "operation": "interpolate"},
       "inpaint": {"erase-area": [0.1, 0.3]},
       "super-resolve": {"model": "%s", "weight": 2}}"""
          .formatted(
              Specimens.model(),
              Specimens.STYLIZER,
              Specimens.STYLES,
              Specimens.TRANSLATOR,
              Specimens.TRANSLATOR,
              Specimens.DENOISER,
              Specimens.AUTOENCODER,
              Specimens.UPSCALER);

  private Plans() {}

  static ClassBalancer balancer(String methods) {
    return new ClassBalancer().setMethods(methods).setKeyCol("key").setSplitCol("split").setSeed(3);
  }

  static ClassBalancer filled(String methods) {
    return balancer(methods).setTarget("40");
  }
}
