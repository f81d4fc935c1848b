package dev.variegate.generate.framing;

import dev.variegate.generate.ImageRequest;
import dev.variegate.image.Image;
import dev.variegate.pixel.NetworkColors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Lends the images of requests to a network, with the channels that it takes. */
public final class NetworkInput {

  private NetworkInput() {}

  public static <T> T with(
      List<ImageRequest> requests, int channels, Function<List<List<Image>>, T> use) {
    var entering = new ArrayList<List<Image>>();
    try {
      for (var request : requests) {
        entering.add(List.of(NetworkColors.entering(request.image(), channels)));
      }
      return use.apply(entering);
    } finally {
      entering.forEach(layers -> layers.forEach(Image::close));
    }
  }
}
