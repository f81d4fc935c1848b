package dev.variegate.stage.param;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.variegate.base.ConfigNode;
import dev.variegate.base.ConfigNode.Source;

/** The texts of Params that hold more than one value. */
public final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /** The value that the text of a Param holds. */
  public static ConfigNode read(String text, String param) {
    var tree = dev.variegate.base.Json.read(text, Source.of(param, IllegalArgumentException::new));
    return new ConfigNode(tree, param, Source.PARAMS);
  }

  public static <T> T read(String text, Class<T> type, String param) {
    try {
      return MAPPER.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s is not valid JSON: %s; fix it".formatted(param, e.getOriginalMessage()), e);
    }
  }

  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
