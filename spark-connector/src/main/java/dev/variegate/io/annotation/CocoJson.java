package dev.variegate.io.annotation;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.ContentReference;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.io.FileSystemPath;
import java.io.CharConversionException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/**
 * Reads the images, annotations and categories of a COCO file one by one, so that a large file
 * needs no memory.
 */
final class CocoJson implements Closeable {

  static final String IMAGES = "images";
  static final String ANNOTATIONS = "annotations";
  static final String CATEGORIES = "categories";

  private static final List<String> LISTS = List.of(IMAGES, ANNOTATIONS, CATEGORIES);
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private static final JsonLocation START = new JsonLocation(ContentReference.unknown(), 0, 1, 1);

  /**
   * An object of one of the lists.
   *
   * @param index its place in the list, from 0
   */
  record Element(String list, int index, ObjectNode tree) {}

  private final Path file;
  private final InputStream stream;
  private final CompressionCodec codec;
  private final Map<String, Set<String>> fields;
  private JsonParser parser;
  private String list;
  private int index;

  /**
   * @param fields of each list that are read; all where it has no entry
   */
  CocoJson(Configuration hadoop, Path file, Map<String, Set<String>> fields) throws IOException {
    this.file = file;
    this.fields = fields;
    this.codec = new CompressionCodecFactory(hadoop).getCodec(file);
    this.stream = new FileSystemPath(file.getFileSystem(hadoop), file).open();
  }

  /** Reads the first bytes already. */
  private void start() throws IOException {
    try {
      parser = JSON.createParser(codec == null ? stream : codec.createInputStream(stream));
    } catch (CharConversionException e) {
      throw new IllegalArgumentException(wrong("is not text in UTF-8").getMessage(), e);
    }
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw wrong("holds no object");
    }
  }

  /** The next object of any of the lists, none at the end. */
  Optional<Element> next() throws IOException {
    try {
      if (parser == null) {
        start();
      }
      while (list == null) {
        if (parser.nextToken() == JsonToken.END_OBJECT) {
          if (parser.nextToken() != null) { // at the end of the file the parser closes it
            throw wrong("has more after its object");
          }
          return Optional.empty();
        }
        enter(parser.currentName());
      }
      if (parser.nextToken() == JsonToken.END_ARRAY) {
        list = null;
        return next();
      }
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw wrong("has an entry %d of %s that is not an object".formatted(index, list));
      }
      var element = new Element(list, index, tree());
      index++;
      return Optional.of(element);
    } catch (IOException e) {
      boolean isText = e instanceof JsonProcessingException || e instanceof CharConversionException;
      if (!isText && codec == null) { // codecs have no exception of their own for damaged files
        throw e;
      }
      throw new IllegalArgumentException(
          wrong(
                  "cannot be read as JSON at line %d, column %d"
                      .formatted(at(e).getLineNr(), at(e).getColumnNr()))
              .getMessage(),
          e);
    }
  }

  private void enter(String name) throws IOException {
    parser.nextToken();
    if (!LISTS.contains(name)) {
      parser.skipChildren();
    } else if (parser.currentToken() == JsonToken.START_ARRAY) {
      list = name;
      index = 0;
    } else if (parser.currentToken() != JsonToken.VALUE_NULL) {
      throw wrong("has %s that are no list".formatted(name));
    }
  }

  private ObjectNode tree() throws IOException {
    var wanted = fields.get(list);
    if (wanted == null) {
      return JSON.readTree(parser);
    }
    var tree = JSON.createObjectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = parser.currentName();
      parser.nextToken();
      if (wanted.contains(name)) {
        tree.set(name, JSON.readTree(parser));
      } else {
        parser.skipChildren();
      }
    }
    return tree;
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(
        "COCO file \"%s\" %s but must be a JSON object with the lists images, annotations and categories; correct it, or download it again"
            .formatted(file, what));
  }

  private JsonLocation at(IOException e) {
    if (e instanceof JsonProcessingException json && json.getLocation() != null) {
      return json.getLocation();
    }
    return parser == null ? START : parser.currentLocation();
  }

  @Override
  public void close() throws IOException {
    if (parser != null) {
      parser.close();
    }
    stream.close();
  }
}
