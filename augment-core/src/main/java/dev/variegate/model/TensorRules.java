package dev.variegate.model;

import static dev.variegate.model.TensorDescription.FREE;

import dev.variegate.model.TensorRole.Channels;
import dev.variegate.model.TensorRole.Codes;
import dev.variegate.model.TensorRole.Constant;
import dev.variegate.model.TensorRole.Embedding;
import dev.variegate.model.TensorRole.Features;
import dev.variegate.model.TensorRole.Label;
import dev.variegate.model.TensorRole.Latent;
import dev.variegate.model.TensorRole.Mask;
import dev.variegate.model.TensorRole.Pixels;
import dev.variegate.model.TensorRole.Score;
import dev.variegate.model.TensorRole.Scores;
import dev.variegate.model.TensorRole.Segmentation;
import dev.variegate.model.TensorRole.Source;
import dev.variegate.model.TensorRole.Strength;
import dev.variegate.model.TensorRole.Timestep;
import dev.variegate.model.TensorRole.Truncation;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which types and sizes a tensor has by what it means.
 *
 * @param labels how many classes the bundle names
 * @param batch rows of every run
 */
record TensorRules(int labels, int batch) {

  private static final Set<ElementType> FLOATS =
      EnumSet.of(ElementType.FLOAT32, ElementType.FLOAT16, ElementType.FLOAT64);

  /** Whole numbers that a double holds, and classes that narrow types number exactly. */
  private static final double MAX_EXACT = 1L << 53;

  private static final int MAX_CLASSES_OF_UINT8 = 256;
  private static final int MAX_CLASSES_OF_FLOAT16 = 2049;

  /** Refuses a network with a tensor of another type or size than its meaning asks for. */
  void check(NetworkDescription network) {
    Stream.concat(network.inputs().stream(), network.outputs().stream()).forEach(this::check);
    network.inputs(Features.class).forEach(TensorRules::requireNoneFree);
    if (network.role() == NetworkRole.DENOISER) {
      network.input(Latent.class).ifPresent(this::checkPlaces);
    }
  }

  private void checkPlaces(TensorDescription latent) {
    requireSizes(latent, 4, "[batch, channel, height, width]");
    requireNoneFree(latent);
  }

  private void check(TensorDescription tensor) {
    var meaning = tensor.meaning();
    if (meaning instanceof Label label) {
      tensor.require(labels > 0, "needs the names of the classes; list them under \"labels\"");
      checkLabel(tensor, label);
    } else if (meaning instanceof Timestep timestep) {
      requireType(tensor, EnumSet.complementOf(EnumSet.of(ElementType.UINT8)));
      requireSizes(tensor, 1, "[batch] or [1]");
      tensor.require(
          FLOATS.contains(tensor.type()) || timestep.scale() == 1,
          "has a \"scale\" of %s, which whole numbers cannot have; correct one of them"
              .formatted(timestep.scale()));
    } else if (meaning instanceof Truncation) {
      requireType(tensor, FLOATS);
      requireSizes(tensor, 1, "[batch] or [1]");
    } else if (meaning instanceof Segmentation segmentation) {
      checkSegmentation(tensor, segmentation);
    } else if (meaning instanceof Constant constant) {
      checkConstant(tensor, constant);
    } else if (meaning instanceof Codes) {
      requireType(tensor, EnumSet.of(ElementType.INT64, ElementType.INT32));
      requireRows(tensor);
    } else if (meaning instanceof Pixels || meaning instanceof Mask || meaning instanceof Source) {
      requireType(
          tensor,
          EnumSet.copyOf(Stream.of(ElementType.values()).filter(ElementType::isReal).toList()));
      checkReal(tensor);
    } else {
      requireType(tensor, FLOATS);
      checkReal(tensor);
    }
  }

  private void checkLabel(TensorDescription tensor, Label label) {
    requireSizes(tensor, 1, "[batch] or [batch, 1], or [batch, classes] of encoding one-hot");
    if (label.oneHot()) {
      int needed = Math.max(labels, label.unconditional().orElse(0) + 1);
      long classes = tensor.stored().get(tensor.stored().size() - 1);
      tensor.require(
          classes == needed,
          "must have %d as its last size, the number of classes; correct one of them"
              .formatted(needed));
      return;
    }
    int most =
        switch (tensor.type()) {
          case UINT8 -> MAX_CLASSES_OF_UINT8;
          case FLOAT16 -> MAX_CLASSES_OF_FLOAT16;
          default -> Integer.MAX_VALUE;
        };
    tensor.require(
        labels <= most,
        "numbers only %d classes exactly, and there are %d; correct the type"
            .formatted(most, labels));
  }

  private void checkSegmentation(TensorDescription tensor, Segmentation segmentation) {
    if (segmentation.form().isEmpty()) {
      tensor.require(labels > 0, "needs the names of the classes; list them under \"labels\"");
      tensor.require(
          labels >= 2 && labels <= MAX_CLASSES_OF_UINT8,
          "tells %d classes apart but must tell 2 to %d; correct \"labels\""
              .formatted(labels, MAX_CLASSES_OF_UINT8));
      requirePlane(tensor, segmentation.layout(), 1);
      return;
    }
    requireType(tensor, FLOATS);
    requireBatch(tensor);
    int place = segmentation.layout().channel();
    long classes = tensor.shape().size() > place ? tensor.shape().get(place) : 1;
    tensor.require(
        classes > 0 && classes <= MAX_CLASSES_OF_UINT8,
        "must have 1 to %d channels, one for each class; write them"
            .formatted(MAX_CLASSES_OF_UINT8));
    requirePlane(tensor, segmentation.layout(), (int) classes);
    long named = classes == 1 ? 2 : classes;
    tensor.require(
        labels == 0 || labels == named,
        "has %d channels, so that \"labels\" must name %d classes and not %d; correct one of them"
            .formatted(classes, named, labels));
  }

  private void checkConstant(TensorDescription tensor, Constant constant) {
    boolean whole = !FLOATS.contains(tensor.type());
    double most = tensor.type() == ElementType.UINT8 ? 255 : MAX_EXACT;
    double least = tensor.type() == ElementType.UINT8 ? 0 : -MAX_EXACT;
    tensor.require(
        !whole
            || constant.values().stream()
                .allMatch(value -> value == Math.rint(value) && value >= least && value <= most),
        "is given %s but must be given whole numbers that the type holds; correct the key \"value\""
            .formatted(constant.values()));
    long each =
        tensor.shape().stream().skip(1).filter(size -> size > 0).reduce(1L, Math::multiplyExact);
    boolean one = constant.values().size() == 1;
    tensor.require(
        one
            || (each == constant.values().size()
                && tensor.shape().stream().skip(1).allMatch(size -> size > 0)),
        "is given %d values but must be given one, or one for each number of a row; correct the key \"value\""
            .formatted(constant.values().size()));
  }

  private void checkReal(TensorDescription tensor) {
    var meaning = tensor.meaning();
    if (meaning instanceof Source source) {
      checkPixels(tensor, source.pixels());
      tensor.require(
          source.pixels().channels() != Channels.RGBA,
          "has channels \"rgba\", which a source cannot have; take a network of colors alone");
    } else if (meaning instanceof Pixels pixels) {
      checkPixels(tensor, pixels);
      tensor.require(
          pixels.channels() != Channels.RGBA || pixels.levels() == TensorRole.Levels.FIXED,
          "has channels \"rgba\" and \"levels\" that stretch, alpha too; correct one of them");
    } else if (meaning instanceof Mask mask) {
      requirePlane(tensor, mask.layout(), 1);
      tensor.require(
          tensor.type() != ElementType.UINT8 || (isByte(mask.hole()) && isByte(mask.kept())),
          "must have a \"hole\" and a \"kept\" within 0 to 255; correct one of them");
    } else if (meaning instanceof Strength) {
      requireSizes(tensor, 1, "[batch] or [1]");
    } else if (meaning instanceof Scores) {
      requireBatch(tensor);
      requireNoneFree(tensor);
      long count = tensor.shape().stream().skip(1).reduce(1L, Math::multiplyExact);
      tensor.require(
          labels == 0 || count == labels,
          "must hold %d numbers a row, the number of labels; correct one of them"
              .formatted(labels));
    } else if (meaning instanceof Score) {
      requireBatch(tensor);
      tensor.require(
          tensor.shape().stream().skip(1).allMatch(size -> size == 1),
          "must hold one number a row; describe another network as a classifier");
    } else {
      requireRows(tensor);
      if (meaning instanceof Embedding) {
        requireNoneFree(tensor);
      }
      if (meaning instanceof Latent latent
          && latent.distribution() != TensorRole.Distribution.NONE) {
        requireNoneFree(tensor);
      }
    }
  }

  private void checkPixels(TensorDescription tensor, Pixels pixels) {
    requirePlane(tensor, pixels.layout(), pixels.channels().count());
    tensor.require(
        tensor.type() != ElementType.UINT8 || pixels.areBytes(),
        "must have the \"range\" [0, 255], without \"mean\" and \"deviation\"; correct one of them");
  }

  private void requireRows(TensorDescription tensor) {
    requireBatch(tensor);
    tensor.require(tensor.shape().size() >= 2, "must have 2 sizes or more; write each");
  }

  private static boolean isByte(double value) {
    return value >= 0 && value <= 255 && value == Math.rint(value);
  }

  /** Four sizes, the channels where the layout has them, height and width both free or neither. */
  private void requirePlane(TensorDescription tensor, Layout layout, int channels) {
    boolean last = layout == Layout.NHWC;
    requireSizes(
        tensor, 4, last ? "[batch, height, width, channel]" : "[batch, channel, height, width]");
    var shape = tensor.shape();
    int place = layout.channel();
    tensor.require(
        shape.get(place) == channels,
        "must have %d as its %s size, the number of channels; correct one of them"
            .formatted(channels, last ? "last" : "second"));
    int height = layout.height();
    tensor.require(
        (shape.get(height) == FREE) == (shape.get(height + 1) == FREE),
        "must leave both height and width free, or none; write -1 for both");
  }

  private void requireSizes(TensorDescription tensor, int count, String sizes) {
    tensor.require(
        tensor.shape().size() == count, "must have the sizes %s; write each".formatted(sizes));
    boolean one =
        tensor.meaning() instanceof Strength
            || tensor.meaning() instanceof Timestep
            || tensor.meaning() instanceof Truncation;
    if (!one || tensor.shape().get(0) != 1) {
      requireBatch(tensor);
    } else {
      tensor.require(
          batch == 1 || !(tensor.meaning() instanceof Strength),
          "serves a whole batch, so that \"batch\" must be 1; a strength of its own would go to every image's neighbors");
    }
  }

  private void requireBatch(TensorDescription tensor) {
    tensor.require(
        batch == 1 || !tensor.lacksBatch(),
        "has no batch axis, so that \"batch\" must be 1; correct one of them");
    long first = tensor.shape().isEmpty() ? 0 : tensor.shape().get(0);
    tensor.require(
        first == FREE || first == batch,
        "must have -1 or the batch of %d as its first size; correct one of them".formatted(batch));
  }

  private static void requireNoneFree(TensorDescription tensor) {
    tensor.require(
        tensor.shape().stream().skip(1).allMatch(size -> size > 0),
        "may leave only its first size free; write the others");
  }

  private static void requireType(TensorDescription tensor, Set<ElementType> types) {
    tensor.require(
        types.contains(tensor.type()),
        "must be of type %s; correct it"
            .formatted(
                types.stream().map(ElementType::toString).collect(Collectors.joining(" or "))));
  }
}
