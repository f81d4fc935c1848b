package dev.variegate.image;

import dev.variegate.codec.ImageCodec;
import dev.variegate.testing.fuzz.FuzzTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Decodes images twice, other images between, and compares every sample. */
public final class ImageFuzz implements FuzzTarget {

  /** Small, so that a forged size takes no time. */
  private static final ImageCodec CODEC = new ImageCodec(1 << 20);

  private final List<byte[]> seeds = new ArrayList<>();

  @Override
  public String name() {
    return "image";
  }

  @Override
  public List<byte[]> seeds() {
    if (seeds.isEmpty()) {
      try (var files =
          Files.walk(Path.of(ImageFuzz.class.getResource("rgb.bmp").toURI()).getParent())) {
        for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
          if (!file.toString().endsWith(".class") && Files.size(file) < 20_000) {
            seeds.add(Files.readAllBytes(file));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (URISyntaxException e) {
        throw new IllegalStateException(e);
      }
    }
    return seeds;
  }

  @Override
  public void read(byte[] input) {
    Image first;
    try {
      first = CODEC.decode(input);
    } catch (BadImageException e) {
      requireRefusedAgain(input, e);
      throw e;
    }
    try (first) {
      dirty(first.size());
      try (var second = CODEC.decode(input)) {
        if (!first.sameSamples(second)) {
          throw new AssertionError("two decodes differ");
        }
      }
    }
  }

  private static void requireRefusedAgain(byte[] input, BadImageException first) {
    try (var image = CODEC.decode(input)) {
      throw new AssertionError("refused once, then read: " + first.getMessage() + image.width());
    } catch (BadImageException second) {
      if (!second.getMessage().equals(first.getMessage())) {
        throw new AssertionError("two words for one input", second);
      }
    }
  }

  /** Leaves memory of the image's size full of another image. */
  private static void dirty(Size size) {
    for (int channels = 1; channels <= 4; channels++) {
      var samples = new byte[size.width() * size.height() * channels];
      Arrays.fill(samples, (byte) 0xA5);
      Image.ofBytes(size.width(), size.height(), channels, samples).close();
    }
  }
}
