package dev.variegate.benchmarks.peers;

import dev.variegate.codec.ImageCodec;
import dev.variegate.image.BadImageException;
import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decodes every file below a folder and compares the samples with those of a peer, made by {@code
 * benchmarks/peers.py}: prints a line for each file that is not equal, and a table.
 *
 * <p>Equal is equal sample for sample; near is a largest difference of at most 3 of 255, as lossy
 * formats allow. What the peer gives in 8 bits is compared with the high bytes of 16.
 */
public final class PeerSuites {

  private static final int NEAR = 3;

  private final Path images;
  private final Path references;
  private final ImageCodec codec = new ImageCodec();
  private final Map<String, Map<String, Integer>> table = new TreeMap<>();

  private PeerSuites(Path images, Path references) {
    this.images = images;
    this.references = references;
  }

  /** Takes the folder of images and the folder of references. */
  public static void main(String[] folders) throws IOException {
    var suites = new PeerSuites(Path.of(folders[0]), Path.of(folders[1]));
    try (var files = Files.walk(suites.images)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        suites.count(file);
      }
    }
    suites.table.forEach((ending, counts) -> System.out.println(ending + " " + counts));
  }

  private void count(Path file) throws IOException {
    var name = images.relativize(file).toString();
    var verdict = verdict(Files.readAllBytes(file), references.resolve(name + ".ref"), name);
    var ending = name.substring(name.lastIndexOf('.') + 1);
    table.computeIfAbsent(ending, e -> new TreeMap<>()).merge(verdict, 1, Integer::sum);
    table.computeIfAbsent("ALL", e -> new TreeMap<>()).merge(verdict, 1, Integer::sum);
  }

  private String verdict(byte[] bytes, Path reference, String name) throws IOException {
    boolean peerReads = Files.exists(reference);
    try (var decoded = codec.decodeWithNotes(bytes)) {
      if (!peerReads) {
        return line("read by us only", name, decoded.image() + " " + decoded.notes());
      }
      var difference = difference(decoded.image(), Files.readAllBytes(reference));
      if (difference.isEmpty()) {
        return "equal";
      }
      return difference.startsWith("near")
          ? "near"
          : line("WRONG", name, difference + " " + decoded.notes());
    } catch (BadImageException e) {
      return peerReads
          ? line("refused by us only", name, e.reason() + " " + e.getMessage())
          : line("refused by both", name, e.reason() + " " + e.getMessage());
    } catch (RuntimeException e) {
      return line("FAILED", name, e.toString());
    }
  }

  private static String line(String verdict, String name, String words) {
    System.out.printf("%s | %s | %s%n", verdict, name, words);
    return verdict;
  }

  /** Empty where equal. */
  private static String difference(Image ours, byte[] reference) {
    int line = 0;
    while (reference[line] != '\n') {
      line++;
    }
    var head =
        new String(reference, 0, line, java.nio.charset.StandardCharsets.US_ASCII).split(" ", -1);
    int channels = Integer.parseInt(head[2]);
    int bits = Integer.parseInt(head[3]);
    if (!ours.size().toString().equals(head[0] + "x" + head[1])) {
      return "size %s, peer %sx%s".formatted(ours.size(), head[0], head[1]);
    }
    var theirs = ByteBuffer.wrap(reference, line + 1, reference.length - line - 1).slice();
    var mine = samples(ours);
    double largest = 0;
    long differing = 0;
    int pixels = ours.width() * ours.height();
    int most = Math.max(channels, ours.channels());
    for (int p = 0; p < pixels; p++) {
      for (int c = 0; c < most; c++) {
        double a = sample(i -> mine[i], p, c, ours.channels(), ours.type().white());
        double b = sample(i -> at(theirs, i, bits), p, c, channels, bits == 8 ? 255 : 65535);
        if (bits == 8 && ours.type() == SampleType.UINT16) {
          a = Math.floor(a / 256);
        } else if (bits == 16 && ours.type() == SampleType.UINT8) {
          a = a * 257;
        }
        double apart = Math.abs(a - b) / (bits == 16 ? 257 : 1);
        if (c < 3 && most == 4) { // weighed by alpha, as 8 bits hold little of faint colors
          apart *= sample(i -> mine[i], p, 3, ours.channels(), ours.type().white());
          apart /= ours.type().white();
        }
        largest = Math.max(largest, Double.isNaN(apart) ? 0 : apart);
        differing += apart > 0 ? 1 : 0;
      }
    }
    if (largest == 0) {
      return "";
    }
    return "%s: up to %.2f in %d of %d samples, %s, peer %d channels of %d bits"
        .formatted(
            largest <= NEAR ? "near" : "differs",
            largest,
            differing,
            (long) pixels * most,
            ours,
            channels,
            bits);
  }

  private interface Samples {
    double at(int index);
  }

  /** Gray as RGB, and no alpha as full alpha, so that any two numbers of channels compare. */
  private static double sample(Samples samples, int pixel, int c, int channels, double white) {
    if (c < channels && channels != 2) {
      return samples.at(pixel * channels + c);
    }
    if (c == 3 && channels == 2) {
      return samples.at(pixel * 2 + 1);
    }
    return c == 3 ? white : samples.at(pixel * channels);
  }

  private static double at(ByteBuffer samples, int i, int bits) {
    return switch (bits) {
      case 8 -> samples.get(i) & 0xff;
      case 16 -> samples.getShort(2 * i) & 0xffff;
      default -> samples.getFloat(4 * i);
    };
  }

  private static double[] samples(Image image) {
    var samples = new double[image.width() * image.height() * image.channels()];
    switch (image.type()) {
      case UINT8 -> {
        var bytes = image.toBytes();
        java.util.Arrays.setAll(samples, i -> bytes[i] & 0xff);
      }
      case UINT16 -> {
        var shorts = image.toShorts();
        java.util.Arrays.setAll(samples, i -> shorts[i] & 0xffff);
      }
      case FLOAT32 -> {
        var floats = image.toFloats();
        java.util.Arrays.setAll(samples, i -> floats[i]);
      }
    }
    return samples;
  }
}
