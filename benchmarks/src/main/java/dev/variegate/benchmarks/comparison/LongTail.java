package dev.variegate.benchmarks.comparison;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Cuts the long-tailed set in {@code examples/data/fashion-longtail} from the full Fashion-MNIST.
 *
 * <p>Training images of a class fall exponentially from {@value #LARGEST} (label 0) to {@value
 * #SMALLEST} (label 9), in the order of the set's own label numbers, so that nobody chose which
 * class is rare (the rule of Cui et al., "Class-Balanced Loss", arXiv:1901.05555, section 5.1). The
 * first images of each class are taken, in the order of the file; so are {@value #TEST} test images
 * of each class from the real test split.
 */
public final class LongTail {

  static final int CLASSES = 10;
  static final int LARGEST = 300;
  static final int SMALLEST = 10;
  static final int TEST = 100;

  private static final int IMAGES = 0x0803;
  private static final int LABELS = 0x0801;

  private LongTail() {}

  /** Takes the folder of the four files of Fashion-MNIST and the folder to write to. */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: LongTail FOLDER_OF_FASHION_MNIST FOLDER_TO_WRITE");
      System.exit(2);
    }
    cut(Path.of(args[0]), Path.of(args[1]));
  }

  static void cut(Path full, Path target) throws IOException {
    Files.createDirectories(target);
    cutSplit(full, target, "train", trainSizes());
    int[] test = new int[CLASSES];
    Arrays.fill(test, TEST);
    cutSplit(full, target, "t10k", test);
  }

  /** How many training images each label keeps. */
  static int[] trainSizes() {
    int[] sizes = new int[CLASSES];
    for (int label = 0; label < CLASSES; label++) {
      double fraction = StrictMath.pow((double) SMALLEST / LARGEST, label / (CLASSES - 1.0));
      sizes[label] = (int) Math.round(LARGEST * fraction);
    }
    return sizes;
  }

  private static void cutSplit(Path full, Path target, String split, int[] wanted)
      throws IOException {
    String images = split + "-images-idx3-ubyte.gz";
    String labels = split + "-labels-idx1-ubyte.gz";
    int total = Arrays.stream(wanted).sum();
    int[] left = wanted.clone();
    try (var imagesIn = reader(full.resolve(images));
        var labelsIn = reader(full.resolve(labels));
        var imagesOut = writer(target.resolve(images));
        var labelsOut = writer(target.resolve(labels))) {
      int count = requireHeader(imagesIn, IMAGES, images);
      int height = imagesIn.readInt();
      int width = imagesIn.readInt();
      requireHeader(labelsIn, LABELS, labels);
      writeInts(imagesOut, IMAGES, total, height, width);
      writeInts(labelsOut, LABELS, total);
      byte[] image = new byte[height * width];
      for (int i = 0; i < count; i++) {
        imagesIn.readFully(image);
        int label = labelsIn.readUnsignedByte();
        if (left[label]-- > 0) {
          imagesOut.write(image);
          labelsOut.writeByte(label);
        }
      }
    }
    for (int label = 0; label < CLASSES; label++) {
      if (left[label] > 0) {
        throw new IOException(
            "%s holds %d images of label %d but must hold at least %d; pass the full Fashion-MNIST"
                .formatted(
                    full.resolve(images), wanted[label] - left[label], label, wanted[label]));
      }
    }
  }

  private static int requireHeader(DataInputStream in, int magic, String file) throws IOException {
    int given = in.readInt();
    if (given != magic) {
      throw new IOException(
          "%s starts with %#010x but must start with %#010x; pass the IDX files of Fashion-MNIST"
              .formatted(file, given, magic));
    }
    return in.readInt();
  }

  private static DataInputStream reader(Path file) throws IOException {
    return new DataInputStream(new GZIPInputStream(Files.newInputStream(file), 1 << 16));
  }

  private static DataOutputStream writer(Path file) throws IOException {
    return new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file), 1 << 16));
  }

  private static void writeInts(DataOutputStream out, int... values) throws IOException {
    for (int value : values) {
      out.writeInt(value);
    }
  }
}
