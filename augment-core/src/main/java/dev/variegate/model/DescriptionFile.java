package dev.variegate.model;

import static java.util.Collections.nCopies;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.variegate.model.Meaning.Channels;
import dev.variegate.model.Meaning.Distribution;
import dev.variegate.model.Meaning.Form;
import dev.variegate.model.Meaning.Layout;
import dev.variegate.model.Meaning.Pixels;
import dev.variegate.op.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads {@code model.yaml}; whatever it does not know is an error. */
final class DescriptionFile {

  static final List<String> KEYS =
      List.of(
          "name", "version", "task", "family", "engine", "licence", "labels", "batch", "files",
          "inputs", "outputs");
  static final List<String> FILE_KEYS = List.of("path", "sha256");
  static final List<String> TENSOR_KEYS = List.of("name", "meaning", "type", "shape");

  /** The further keys of a tensor, by what it means. */
  static final Map<String, List<String>> MEANINGS =
      new TreeMap<>(
          Map.of(
              "image", List.of("layout", "channels", "range", "mean", "deviation"),
              "latent", List.of("distribution", "scale", "truncation"),
              "label", List.of(),
              "scores", List.of("form"),
              "features", List.of()));

  private static final double USUAL_TRUNCATION = 2;

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private DescriptionFile() {}

  /** Reads the text of a description; messages call it {@code where}. */
  static ModelDescription read(String text, String where) {
    var fields = Fields.of(parse(text, where), where);
    fields.refuseOthersThan(KEYS);
    var engine = fields.text("engine");
    if (!engine.equals("onnx")) {
      throw fields.unknown("engine", engine, List.of("onnx"));
    }
    return fields.check(
        () ->
            new ModelDescription(
                fields.text("name"),
                fields.text("version"),
                fields.word("task", Task.class),
                fields.textOr("family", ""),
                fields.textOr("licence", ""),
                fields.has("labels") ? fields.texts("labels") : List.of(),
                fields.whole("batch"),
                fields.objects("files").stream().map(DescriptionFile::file).toList(),
                fields.objects("inputs").stream().map(DescriptionFile::tensor).toList(),
                fields.objects("outputs").stream().map(DescriptionFile::tensor).toList()));
  }

  private static JsonNode parse(String text, String where) {
    try {
      return YAML.readTree(text);
    } catch (JsonProcessingException e) {
      throw new BadModelException(
          "%s is no YAML: %s; correct line %d"
              .formatted(
                  where,
                  e.getOriginalMessage(),
                  e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
          e);
    }
  }

  private static ModelFile file(Fields fields) {
    fields.refuseOthersThan(FILE_KEYS);
    return fields.check(() -> new ModelFile(fields.text("path"), fields.text("sha256")));
  }

  private static TensorDescription tensor(Fields fields) {
    var word = fields.text("meaning");
    if (!MEANINGS.containsKey(word)) {
      throw fields.unknown("meaning", word, List.copyOf(MEANINGS.keySet()));
    }
    var known = new ArrayList<>(TENSOR_KEYS);
    known.addAll(MEANINGS.get(word));
    fields.refuseOthersThan(known);
    return fields.check(
        () ->
            new TensorDescription(
                fields.text("name"),
                fields.word("type", ElementType.class),
                fields.wholes("shape"),
                meaning(word, fields)));
  }

  private static Meaning meaning(String word, Fields fields) {
    return switch (word) {
      case "image" -> pixels(fields);
      case "latent" -> latent(fields);
      case "label" -> new Meaning.Label();
      case "scores" -> new Meaning.Scores(fields.word("form", Form.class));
      case "features" -> new Meaning.Features();
      default -> throw new IllegalStateException("No reader for the meaning " + word);
    };
  }

  private static Pixels pixels(Fields fields) {
    var layout = fields.text("layout");
    if (!layout.equals(Layout.NCHW.name())) {
      throw fields.unknown("layout", layout, List.of(Layout.NCHW.name()));
    }
    var channels = fields.word("channels", Channels.class);
    var range = fields.numbers("range");
    if (range.size() != 2) {
      throw new IllegalArgumentException(
          "Key \"range\" is %s, must be two numbers, black and white; write [0, 1]"
              .formatted(range));
    }
    return new Pixels(
        Layout.NCHW,
        channels,
        range.get(0),
        range.get(1),
        fields.has("mean") ? fields.numbers("mean") : nCopies(channels.count(), 0.0),
        fields.has("deviation") ? fields.numbers("deviation") : nCopies(channels.count(), 1.0));
  }

  private static Meaning.Latent latent(Fields fields) {
    var distribution = fields.word("distribution", Distribution.class);
    boolean cut = distribution == Distribution.TRUNCATED_NORMAL;
    if (!cut && fields.has("truncation")) {
      throw new IllegalArgumentException(
          "Key \"truncation\" needs the distribution \"truncated-normal\", given is \"%s\"; change one of them"
              .formatted(Words.kebab(distribution)));
    }
    return new Meaning.Latent(
        distribution,
        fields.number("scale").orElse(1.0),
        cut ? fields.number("truncation").orElse(USUAL_TRUNCATION) : Double.POSITIVE_INFINITY);
  }
}
