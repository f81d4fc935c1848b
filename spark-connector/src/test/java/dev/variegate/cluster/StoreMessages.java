package dev.variegate.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What an {@link ObjectStore} reads of requests and writes into answers. */
final class StoreMessages {

  private StoreMessages() {}

  /** Answers with all bytes, or with those that the request asks for. */
  static void part(HttpExchange exchange, byte[] bytes) throws IOException {
    var range =
        Pattern.compile("bytes=(\\d+)-(\\d*)")
            .matcher(
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range")).orElse(""));
    int length = bytes.length;
    boolean part = range.matches();
    int from = part ? Integer.parseInt(range.group(1)) : 0;
    int to =
        part && !range.group(2).isEmpty()
            ? Math.min(length, Integer.parseInt(range.group(2)) + 1)
            : length;
    if (part) {
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes %d-%d/%d".formatted(from, to - 1, length));
    }
    answer(exchange, part ? 206 : 200, Arrays.copyOfRange(bytes, from, to));
  }

  static void say(HttpExchange exchange, int code, String xml) throws IOException {
    answer(exchange, code, xml.getBytes(UTF_8));
  }

  static void answer(HttpExchange exchange, int code, byte[] bytes) throws IOException {
    boolean none = bytes.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    exchange.sendResponseHeaders(code, none ? -1 : bytes.length);
    if (!none) {
      exchange.getResponseBody().write(bytes);
    }
  }

  /** The body; of signed chunks what they hold. */
  static byte[] body(HttpExchange exchange) throws IOException {
    var sent = exchange.getRequestBody().readAllBytes();
    var hash = exchange.getRequestHeaders().getFirst("x-amz-content-sha256");
    if (hash == null || !hash.startsWith("STREAMING")) {
      return sent;
    }
    var whole = new ByteArrayOutputStream();
    for (int at = 0; ; ) {
      int line = at;
      while (sent[line] != '\n') {
        line++;
      }
      var head = new String(sent, at, line - at, UTF_8).trim();
      int size = Integer.parseInt(head.split(";", 2)[0], 16);
      if (size == 0) {
        return whole.toByteArray();
      }
      whole.write(sent, line + 1, size);
      at = line + 1 + size + 2;
    }
  }

  static Map<String, String> query(String raw) {
    var query = new TreeMap<String, String>();
    for (var pair : raw.split("&", -1)) {
      var halves = pair.split("=", 2);
      query.put(halves[0], halves.length == 1 ? "" : URLDecoder.decode(halves[1], UTF_8));
    }
    return query;
  }

  static String decoded(String path) {
    return URLDecoder.decode(path.replace("+", "%2B"), UTF_8);
  }

  static List<String> all(String regex, String text) {
    return Pattern.compile(regex).matcher(text).results().map(found -> found.group(1)).toList();
  }

  static String xml(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  static String plain(String xml) {
    return xml.replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }
}
