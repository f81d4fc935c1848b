package dev.variegate.model;

import dev.variegate.model.Meaning.Features;
import dev.variegate.model.Meaning.Label;
import dev.variegate.model.Meaning.Latent;
import dev.variegate.model.Meaning.Pixels;
import dev.variegate.model.Meaning.Scores;
import dev.variegate.op.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Which tensors a task needs and may have, and which types and sizes each meaning asks for. */
final class TaskRules {

  private final Task task;
  private final int labels;
  private final int batch;

  TaskRules(Task task, int labels, int batch) {
    this.task = task;
    this.labels = labels;
    this.batch = batch;
  }

  void check(List<TensorDescription> inputs, List<TensorDescription> outputs) {
    switch (task) {
      case SAMPLE -> {
        requireMeanings("inputs", inputs, Latent.class, List.of(Label.class));
        requireMeanings("outputs", outputs, Pixels.class, List.of());
      }
      case CLASSIFY -> {
        requireMeanings("inputs", inputs, Pixels.class, List.of());
        requireMeanings("outputs", outputs, Scores.class, List.of(Features.class));
      }
    }
    Stream.concat(inputs.stream(), outputs.stream()).forEach(this::checkTensor);
  }

  private void requireMeanings(
      String key,
      List<TensorDescription> tensors,
      Class<? extends Meaning> needed,
      List<Class<? extends Meaning>> allowed) {
    var places = new ArrayList<>(allowed);
    places.add(needed);
    for (var tensor : tensors) {
      if (!places.remove(tensor.meaning().getClass())) {
        throw new IllegalArgumentException(
            "Key \"%s\" has \"%s\" of meaning \"%s\", task \"%s\" has no place for it; remove it or correct the meaning"
                .formatted(
                    key, tensor.name(), word(tensor.meaning().getClass()), Words.kebab(task)));
      }
    }
    if (places.contains(needed)) {
      throw new IllegalArgumentException(
          "Key \"%s\" has none of meaning \"%s\", task \"%s\" needs one; describe it"
              .formatted(key, word(needed), Words.kebab(task)));
    }
  }

  private void checkTensor(TensorDescription tensor) {
    var meaning = tensor.meaning();
    var type = meaning instanceof Label ? ElementType.INT64 : ElementType.FLOAT32;
    require(tensor.type() == type, tensor, "must be of type %s; correct it".formatted(type));
    if (meaning instanceof Label) {
      require(labels > 0, tensor, "needs the names of the classes; list them under \"labels\"");
      requireSizes(tensor, 1, "[batch]");
    } else if (meaning instanceof Pixels pixels) {
      requireSizes(tensor, 4, "[batch, channel, height, width]");
      requireSecond(tensor, pixels.channels().count(), "channels");
    } else {
      requireSizes(tensor, 2, "[batch, count]");
    }
    if (meaning instanceof Scores) {
      requireSecond(tensor, labels, "labels");
    }
  }

  private void requireSizes(TensorDescription tensor, int count, String sizes) {
    var shape = tensor.shape();
    require(shape.size() == count, tensor, "must have the sizes %s; write each".formatted(sizes));
    require(
        shape.get(0) == TensorDescription.FREE || shape.get(0) == batch,
        tensor,
        "must have -1 or the batch of %d as its first size; correct one of them".formatted(batch));
    require(
        shape.stream().skip(1).allMatch(size -> size > 0),
        tensor,
        "may leave only its first size free; write the others");
  }

  private static void requireSecond(TensorDescription tensor, int count, String of) {
    require(
        tensor.shape().get(1) == count,
        tensor,
        "must have %d as its second size, the number of %s; correct one of them"
            .formatted(count, of));
  }

  private static void require(boolean holds, TensorDescription tensor, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(
          "Tensor \"%s\" is %s %s, %s"
              .formatted(tensor.name(), tensor.type(), tensor.shape(), rule));
    }
  }

  private static String word(Class<? extends Meaning> meaning) {
    return meaning == Pixels.class ? "image" : meaning.getSimpleName().toLowerCase(Locale.ROOT);
  }
}
