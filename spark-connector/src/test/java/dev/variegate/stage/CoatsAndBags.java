package dev.variegate.stage;

import dev.variegate.testing.TinyModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** A tiny classifier of clothes; what it says has little to do with what images show. */
final class CoatsAndBags {

  private static final String FOLDER = written();

  private CoatsAndBags() {}

  static String classifier() {
    return FOLDER;
  }

  private static String written() {
    try {
      var folder = TinyModels.classifier(TinyModels.folder("coats-and-bags"));
      var description = folder.resolve("model.yaml");
      var text = Files.readString(description);
      Files.writeString(
          description, text.replace("[circle, square, cross]", "[coat, bag, sandal]"));
      return folder.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
