package dev.variegate.base;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.regex.Pattern;

/** Text to tree and back, for JSON and YAML, with duplicate keys and trailing text refused. */
public final class Json {

  /** A record is written by its components, not by what it can say beside them. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
          .build();
  private static final Pattern DUPLICATE = Pattern.compile("Duplicate field '(.*)'.*");

  private Json() {}

  /** Reads JSON where the text opens with a brace, else YAML. */
  public static JsonNode readEither(String text, SourceLocation place) {
    return text.stripLeading().startsWith("{")
        ? read(text, place)
        : read(YAML, text, "YAML", place);
  }

  public static JsonNode read(String json, SourceLocation place) {
    return read(JSON, json, "JSON", place);
  }

  private static JsonNode read(
      ObjectMapper mapper, String text, String language, SourceLocation place) {
    try {
      return mapper.readTree(text);
    } catch (JsonProcessingException e) {
      throw unreadable(e, language, place);
    }
  }

  public static String json(Object tree) {
    return write(JSON, tree);
  }

  public static String yaml(Object tree) {
    return write(YAML, tree);
  }

  private static String write(ObjectMapper mapper, Object tree) {
    try {
      return mapper.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values can always be written", e);
    }
  }

  private static IllegalArgumentException unreadable(
      JsonProcessingException e, String language, SourceLocation place) {
    var line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    var said = e.getOriginalMessage().lines().findFirst().orElse("");
    var twice = DUPLICATE.matcher(said);
    return twice.matches()
        ? place.error(
            "has the key \"%s\" twice (line %d) but must have it once; remove one"
                .formatted(twice.group(1), line))
        : place.error(
            "is not valid %s (line %d: %s) but must be readable; fix that line"
                .formatted(language, line, said));
  }
}
