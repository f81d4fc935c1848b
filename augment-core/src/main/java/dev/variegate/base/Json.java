package dev.variegate.base;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.variegate.base.ConfigNode.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
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

  private static final ObjectMapper PYTHON =
      JSON.rebuild().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

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
  public static JsonNode readEither(String text, Source source) {
    return text.stripLeading().startsWith("{") ? read(text, source) : readYaml(text, source);
  }

  public static JsonNode read(String json, Source source) {
    return read(JSON, json, "JSON", source);
  }

  /** Reads what Python writes, which knows NaN and infinite numbers. */
  public static JsonNode readPython(String json, Source source) {
    return read(PYTHON, json, "JSON", source);
  }

  public static JsonNode readYaml(String yaml, Source source) {
    var tree = read(YAML, yaml, "YAML", source);
    requireNoAlias(yaml, source);
    return tree;
  }

  /** Jackson takes an alias for the text of its name. */
  private static void requireNoAlias(String yaml, Source source) {
    try (var parser = YAML.getFactory().createParser(yaml)) {
      while (parser.nextToken() != null) {
        if (parser.isCurrentAlias()) {
          throw source.error(
              "",
              "has the alias *%s (line %d) but must be without any; write the value out"
                  .formatted(parser.getText(), parser.currentTokenLocation().getLineNr()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it was read before
    }
  }

  private static JsonNode read(ObjectMapper mapper, String text, String language, Source source) {
    try {
      return mapper.readTree(text);
    } catch (JsonProcessingException e) {
      throw source.error("", unreadable(e, language), e);
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

  private static String unreadable(JsonProcessingException e, String language) {
    var line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    var said = e.getOriginalMessage().lines().findFirst().orElse("");
    var twice = DUPLICATE.matcher(said);
    return twice.matches()
        ? "has the key \"%s\" twice (line %d) but must have it once; remove one"
            .formatted(twice.group(1), line)
        : "is not valid %s (line %d: %s) but must be readable; fix that line"
            .formatted(language, line, said);
  }
}
