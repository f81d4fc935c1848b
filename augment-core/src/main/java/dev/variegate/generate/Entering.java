package dev.variegate.generate;

import dev.variegate.image.Image;
import dev.variegate.op.Colouring;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Lends the pictures of requests to a network, with the channels that it takes. */
final class Entering {

  private Entering() {}

  static <T> T with(
      List<PictureRequest> requests, int channels, Function<List<List<Image>>, T> use) {
    var entering = new ArrayList<List<Image>>();
    try {
      for (var request : requests) {
        entering.add(List.of(Colouring.entering(request.picture(), channels)));
      }
      return use.apply(entering);
    } finally {
      entering.forEach(layers -> layers.forEach(Image::close));
    }
  }
}
