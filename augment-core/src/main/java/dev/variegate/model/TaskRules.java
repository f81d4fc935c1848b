package dev.variegate.model;

import static dev.variegate.model.TensorDescription.FREE;

import dev.variegate.base.KebabCase;
import dev.variegate.model.TensorRole.Constant;
import dev.variegate.model.TensorRole.Content;
import dev.variegate.model.TensorRole.Features;
import dev.variegate.model.TensorRole.Label;
import dev.variegate.model.TensorRole.Latent;
import dev.variegate.model.TensorRole.Layout;
import dev.variegate.model.TensorRole.Mask;
import dev.variegate.model.TensorRole.Noise;
import dev.variegate.model.TensorRole.Pixels;
import dev.variegate.model.TensorRole.Prediction;
import dev.variegate.model.TensorRole.Scores;
import dev.variegate.model.TensorRole.Strength;
import dev.variegate.model.TensorRole.Style;
import dev.variegate.model.TensorRole.Timestep;
import dev.variegate.model.TensorRole.Truncation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which networks a task needs, which tensors each has, and which types and sizes those ask for. */
public final class TaskRules {

  private static final Set<ElementType> FLOATS =
      EnumSet.of(ElementType.FLOAT32, ElementType.FLOAT16, ElementType.FLOAT64);

  /** Whole numbers that a double holds, and classes that narrow types number exactly. */
  private static final double MAX_EXACT = 1L << 53;

  private static final int MAX_CLASSES_OF_UINT8 = 256;
  private static final int MAX_CLASSES_OF_FLOAT16 = 2049;

  private final Task task;
  private final int labels;
  private final int batch;

  TaskRules(Task task, int labels, int batch) {
    this.task = task;
    this.labels = labels;
    this.batch = batch;
  }

  void check(List<NetworkDescription> networks) {
    var given = networks.stream().map(NetworkDescription::role).collect(Collectors.toSet());
    var allowed = EnumSet.copyOf(needed(task));
    if (task == Task.SAMPLE) {
      allowed.add(NetworkRole.ENCODER);
    }
    if (!given.containsAll(needed(task)) || !allowed.containsAll(given)) {
      throw new IllegalArgumentException(
          "Key \"networks\" has %s, task \"%s\" needs %s and may have %s; correct the roles"
              .formatted(new TreeSet<>(given), KebabCase.kebab(task), needed(task), allowed));
    }
    networks.forEach(this::check);
  }

  public static Set<NetworkRole> needed(Task task) {
    return switch (task) {
      case STYLIZE, AUTOENCODE -> EnumSet.of(NetworkRole.ENCODER, NetworkRole.DECODER);
      default -> EnumSet.of(task.main());
    };
  }

  private void check(NetworkDescription network) {
    var places = Places.of(task, network.role());
    requireMeanings("inputs", network, network.inputs(), places.inputs, places.furtherInputs);
    requireMeanings("outputs", network, network.outputs(), places.outputs, places.furtherOutputs);
    Stream.concat(network.inputs().stream(), network.outputs().stream()).forEach(this::checkTensor);
    network.inputs(Constant.class).forEach(constant -> checkFree(network, constant));
    if (network.role() == NetworkRole.DENOISER) {
      checkPrediction(network);
    }
  }

  /** Height and width of a constant may be free beside an image, whose they are. */
  private static void checkFree(NetworkDescription network, TensorDescription constant) {
    long free = constant.shape().stream().skip(1).filter(size -> size == FREE).count();
    require(
        free == 0 || (free == 2 && network.input(Pixels.class).isPresent()),
        constant,
        "may leave only its first size free, or height and width too where the network takes an image; write the others");
  }

  /** As many channels as the image has, or twice as many, of which the others are variances. */
  private static void checkPrediction(NetworkDescription network) {
    var image = network.input(Pixels.class).orElseThrow();
    var prediction = network.output(Prediction.class).orElseThrow();
    int axis = ((Pixels) image.meaning()).layout() == Layout.NHWC ? 3 : 1;
    var twice = new ArrayList<>(image.shape());
    twice.set(axis, 2 * image.shape().get(axis));
    require(
        prediction.shape().equals(image.shape()) || prediction.shape().equals(twice),
        prediction,
        "must have the shape of the image, %s, or twice its channels; correct one of them"
            .formatted(image.shape()));
  }

  /** The meanings that a network's tensors must and may have. */
  private record Places(
      List<Class<? extends TensorRole>> inputs,
      List<Class<? extends TensorRole>> furtherInputs,
      List<Class<? extends TensorRole>> outputs,
      List<Class<? extends TensorRole>> furtherOutputs) {

    static Places of(Task task, NetworkRole role) {
      return switch (role) {
        case GENERATOR ->
            of(
                List.of(Latent.class),
                List.of(Label.class, Noise.class, Truncation.class),
                Pixels.class);
        case ENCODER ->
            task == Task.STYLIZE
                ? of(List.of(Pixels.class), List.of(), Features.class)
                : of(List.of(Pixels.class), List.of(Label.class), Latent.class);
        case DECODER ->
            task == Task.STYLIZE
                ? of(List.of(Content.class, Style.class), List.of(Strength.class), Pixels.class)
                : of(List.of(Latent.class), List.of(), Pixels.class);
        case CLASSIFIER ->
            new Places(
                List.of(Pixels.class), List.of(), List.of(Scores.class), List.of(Features.class));
        case TRANSLATOR ->
            of(List.of(Pixels.class), List.of(Label.class, Strength.class), Pixels.class);
        case UPSCALER -> of(List.of(Pixels.class), List.of(), Pixels.class);
        case INPAINTER -> of(List.of(Pixels.class, Mask.class), List.of(), Pixels.class);
        case DENOISER ->
            of(List.of(Pixels.class, Timestep.class), List.of(Label.class), Prediction.class);
      };
    }

    private static Places of(
        List<Class<? extends TensorRole>> inputs,
        List<Class<? extends TensorRole>> further,
        Class<? extends TensorRole> output) {
      return new Places(inputs, further, List.of(output), List.of());
    }
  }

  private void requireMeanings(
      String key,
      NetworkDescription network,
      List<TensorDescription> tensors,
      List<Class<? extends TensorRole>> needed,
      List<Class<? extends TensorRole>> further) {
    var places = new ArrayList<>(further);
    places.addAll(needed);
    for (var tensor : tensors) {
      boolean anyNumber =
          tensor.meaning() instanceof Constant
              || (tensor.meaning() instanceof Noise && places.contains(Noise.class));
      if (anyNumber && key.equals("inputs")) {
        continue;
      }
      if (!places.remove(tensor.meaning().getClass())) {
        throw new IllegalArgumentException(
            "Key \"%s\" has \"%s\" of meaning \"%s\", %s has no place for it; remove it or correct the meaning"
                .formatted(key, tensor.name(), word(tensor.meaning().getClass()), owner(network)));
      }
    }
    for (var meaning : needed) {
      if (places.contains(meaning)) {
        throw new IllegalArgumentException(
            "Key \"%s\" has none of meaning \"%s\", %s needs one; describe it"
                .formatted(key, word(meaning), owner(network)));
      }
    }
  }

  private String owner(NetworkDescription network) {
    return needed(task).size() == 1 && network.role() == task.main()
        ? "task \"%s\"".formatted(KebabCase.kebab(task))
        : "the %s of task \"%s\"".formatted(network.role(), KebabCase.kebab(task));
  }

  private void checkTensor(TensorDescription tensor) {
    var meaning = tensor.meaning();
    if (meaning instanceof Label label) {
      require(labels > 0, tensor, "needs the names of the classes; list them under \"labels\"");
      checkLabel(tensor, label);
    } else if (meaning instanceof Timestep) {
      requireType(tensor, EnumSet.complementOf(EnumSet.of(ElementType.UINT8)));
      requireSizes(tensor, 1, "[batch] or [1]");
    } else if (meaning instanceof Truncation) {
      requireType(tensor, FLOATS);
      requireSizes(tensor, 1, "[batch] or [1]");
    } else if (meaning instanceof Constant constant) {
      checkConstant(tensor, constant);
    } else if (meaning instanceof Pixels || meaning instanceof Mask) {
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
      require(
          classes == needed,
          tensor,
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
    require(
        labels <= most,
        tensor,
        "numbers only %d classes exactly, and there are %d; correct the type"
            .formatted(most, labels));
  }

  private void checkConstant(TensorDescription tensor, Constant constant) {
    boolean whole = !FLOATS.contains(tensor.type());
    double most = tensor.type() == ElementType.UINT8 ? 255 : MAX_EXACT;
    double least = tensor.type() == ElementType.UINT8 ? 0 : -MAX_EXACT;
    require(
        !whole
            || constant.values().stream()
                .allMatch(value -> value == Math.rint(value) && value >= least && value <= most),
        tensor,
        "is given %s but must be given whole numbers that the type holds; correct the key \"value\""
            .formatted(constant.values()));
    long each =
        tensor.shape().stream().skip(1).filter(size -> size > 0).reduce(1L, Math::multiplyExact);
    boolean one = constant.values().size() == 1;
    require(
        one
            || (each == constant.values().size()
                && tensor.shape().stream().skip(1).allMatch(size -> size > 0)),
        tensor,
        "is given %d values but must be given one, or one for each number of a row; correct the key \"value\""
            .formatted(constant.values().size()));
  }

  private void checkReal(TensorDescription tensor) {
    var meaning = tensor.meaning();
    if (meaning instanceof Pixels pixels) {
      requirePlane(tensor, pixels.layout(), pixels.channels().count());
      require(
          tensor.type() != ElementType.UINT8 || isOfBytes(pixels),
          tensor,
          "must have the \"range\" [0, 255], without \"mean\" and \"deviation\"; correct one of them");
    } else if (meaning instanceof Mask mask) {
      requirePlane(tensor, mask.layout(), 1);
      require(
          tensor.type() != ElementType.UINT8 || (isByte(mask.hole()) && isByte(mask.kept())),
          tensor,
          "must have a \"hole\" and a \"kept\" within 0 to 255; correct one of them");
    } else if (meaning instanceof Strength) {
      requireSizes(tensor, 1, "[batch] or [1]");
    } else if (meaning instanceof Scores) {
      requireBatch(tensor);
      requireNoneFree(tensor);
      long count = tensor.shape().stream().skip(1).reduce(1L, Math::multiplyExact);
      require(
          labels == 0 || count == labels,
          tensor,
          "must hold %d numbers a row, the number of labels; correct one of them"
              .formatted(labels));
    } else {
      requireBatch(tensor);
      require(tensor.shape().size() >= 2, tensor, "must have 2 sizes or more; write each");
      if (meaning instanceof Latent latent
          && latent.distribution() != TensorRole.Distribution.NONE) {
        requireNoneFree(tensor);
      }
    }
  }

  private static boolean isOfBytes(Pixels pixels) {
    return pixels.low() == 0
        && pixels.high() == 255
        && pixels.mean().stream().allMatch(mean -> mean == 0)
        && pixels.deviation().stream().allMatch(deviation -> deviation == 1);
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
    int place = last ? 3 : 1;
    require(
        shape.get(place) == channels,
        tensor,
        "must have %d as its %s size, the number of channels; correct one of them"
            .formatted(channels, last ? "last" : "second"));
    int height = last ? 1 : 2;
    require(
        (shape.get(height) == FREE) == (shape.get(height + 1) == FREE),
        tensor,
        "must leave both height and width free, or none; write -1 for both");
  }

  private void requireSizes(TensorDescription tensor, int count, String sizes) {
    require(
        tensor.shape().size() == count,
        tensor,
        "must have the sizes %s; write each".formatted(sizes));
    boolean one =
        tensor.meaning() instanceof Strength
            || tensor.meaning() instanceof Timestep
            || tensor.meaning() instanceof Truncation;
    if (!one || tensor.shape().get(0) != 1) {
      requireBatch(tensor);
    } else {
      require(
          batch == 1 || !(tensor.meaning() instanceof Strength),
          tensor,
          "serves a whole batch, so that \"batch\" must be 1; a strength of its own would go to every image's neighbors");
    }
  }

  private void requireBatch(TensorDescription tensor) {
    boolean alone = tensor.stored().size() == 3 && tensor.shape().size() == 4;
    require(
        batch == 1 || !alone,
        tensor,
        "has no batch axis, so that \"batch\" must be 1; correct one of them");
    long first = tensor.shape().isEmpty() ? 0 : tensor.shape().get(0);
    require(
        first == FREE || first == batch,
        tensor,
        "must have -1 or the batch of %d as its first size; correct one of them".formatted(batch));
  }

  private static void requireNoneFree(TensorDescription tensor) {
    require(
        tensor.shape().stream().skip(1).allMatch(size -> size > 0),
        tensor,
        "may leave only its first size free; write the others");
  }

  private static void requireType(TensorDescription tensor, Set<ElementType> types) {
    require(
        types.contains(tensor.type()),
        tensor,
        "must be of type %s; correct it"
            .formatted(
                types.stream().map(ElementType::toString).collect(Collectors.joining(" or "))));
  }

  private static void require(boolean holds, TensorDescription tensor, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(
          "Tensor \"%s\" is %s %s but %s"
              .formatted(tensor.name(), tensor.type(), tensor.stored(), rule));
    }
  }

  private static String word(Class<? extends TensorRole> meaning) {
    return meaning == Pixels.class ? "image" : meaning.getSimpleName().toLowerCase(Locale.ROOT);
  }
}
