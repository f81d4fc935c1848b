package dev.variegate.cluster;

import static dev.variegate.cluster.StoreMessages.all;
import static dev.variegate.cluster.StoreMessages.body;
import static dev.variegate.cluster.StoreMessages.decoded;
import static dev.variegate.cluster.StoreMessages.part;
import static dev.variegate.cluster.StoreMessages.plain;
import static dev.variegate.cluster.StoreMessages.query;
import static dev.variegate.cluster.StoreMessages.say;
import static dev.variegate.cluster.StoreMessages.xml;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * The part of S3 that Hadoop's S3A asks for, in memory and on the loopback address: one bucket,
 * objects, listings and multipart uploads, by Amazon's API reference. It takes any credentials.
 *
 * <p>Of Adobe's S3Mock (4.1.1, 4.11.0, 5.0.0) an upload that is ended takes the object of its name
 * with it, and an object that is deleted the uploads of its name: S3 keeps both, and the commits of
 * jobs that were killed depend on it.
 */
final class ObjectStore implements AutoCloseable {

  static final String BUCKET = "s3a://images/";

  private static final String ROOT = "/images";

  static {
    System.setProperty("sun.net.httpserver.nodelay", "true"); // else 40 ms for each answer
  }

  private static final class Stored {

    private final byte[] bytes;
    private final Map<String, String> metadata;
    private final Instant changed = Instant.now();

    Stored(byte[] bytes, Map<String, String> metadata) {
      this.bytes = bytes;
      this.metadata = metadata;
    }

    String etag() {
      return '"' + Integer.toHexString(Arrays.hashCode(bytes)) + "-" + bytes.length + '"';
    }
  }

  private record Upload(String key, SortedMap<Integer, byte[]> parts, Instant begun) {}

  private final ConcurrentSkipListMap<String, Stored> objects = new ConcurrentSkipListMap<>();
  private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  ObjectStore() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** What a user sets. */
  Map<String, String> settings() {
    return new TreeMap<>(
        Map.of(
            "fs.s3a.endpoint", "http://127.0.0.1:" + server.getAddress().getPort(),
            "fs.s3a.endpoint.region", "us-east-1",
            "fs.s3a.path.style.access", "true",
            "fs.s3a.access.key", "any",
            "fs.s3a.secret.key", "any"));
  }

  /** The same for {@code spark-submit}, with the jars that S3A needs. */
  List<String> arguments() {
    var jars = System.getProperty("variegate.s3a.jars") + "/*";
    var all = new TreeMap<>(Map.of("spark.driver.extraClassPath", jars));
    all.put("spark.executor.extraClassPath", jars);
    all.put("spark.hadoop.fs.s3a.committer.magic.track.commits.in.memory.enabled", "true");
    settings().forEach((key, value) -> all.put("spark.hadoop." + key, value));
    return all.entrySet().stream()
        .flatMap(setting -> Stream.of("--conf", setting.getKey() + "=" + setting.getValue()))
        .toList();
  }

  /** The names below a folder, of all that lies there but the markers of empty folders. */
  List<String> below(String folder) {
    var prefix = prefix(folder);
    return under(prefix).keySet().stream()
        .filter(key -> !key.endsWith("/"))
        .map(key -> key.substring(prefix.length()))
        .toList();
  }

  /** Those that Hadoop shows. */
  List<String> visible(String folder) {
    return below(folder).stream().filter(path -> !path.matches("(.*/)?[_.].*")).toList();
  }

  void put(String path, byte[] bytes) {
    objects.put(path.substring(BUCKET.length()), new Stored(bytes, Map.of()));
  }

  /** Names of the uploads below a folder that are neither completed nor ended. */
  List<String> uploads(String folder) {
    var prefix = prefix(folder);
    return uploads.values().stream().map(Upload::key).filter(k -> k.startsWith(prefix)).toList();
  }

  private static String prefix(String folder) {
    return (folder + "/").substring(BUCKET.length());
  }

  private SortedMap<String, Stored> under(String prefix) {
    return objects.subMap(prefix, prefix + Character.MAX_VALUE);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var key = decoded(exchange.getRequestURI().getRawPath()).substring(ROOT.length());
      var query = query(Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
      if (key.length() <= 1) {
        bucket(exchange, query);
      } else if (query.containsKey("uploads") || query.containsKey("uploadId")) {
        upload(exchange, key.substring(1), query);
      } else {
        object(exchange, key.substring(1));
      }
    } catch (RuntimeException e) {
      throw new IOException(e);
    }
  }

  private void bucket(HttpExchange exchange, Map<String, String> query) throws IOException {
    if (query.containsKey("delete")) {
      var sent = new String(body(exchange), UTF_8);
      all("<Key>([^<]*)</Key>", sent).forEach(key -> objects.remove(plain(key)));
      say(exchange, 200, "<DeleteResult/>");
    } else if (query.containsKey("uploads")) {
      var listed =
          new StringBuilder("<ListMultipartUploadsResult><IsTruncated>false</IsTruncated>");
      uploads.forEach(
          (id, upload) -> {
            if (upload.key().startsWith(query.getOrDefault("prefix", ""))) {
              listed.append(
                  "<Upload><Key>%s</Key><UploadId>%s</UploadId><Initiated>%s</Initiated></Upload>"
                      .formatted(xml(upload.key()), id, upload.begun()));
            }
          });
      say(exchange, 200, listed + "</ListMultipartUploadsResult>");
    } else {
      list(exchange, query);
    }
  }

  private void list(HttpExchange exchange, Map<String, String> query) throws IOException {
    var prefix = query.getOrDefault("prefix", "");
    var delimiter = query.getOrDefault("delimiter", "");
    var after = query.getOrDefault("continuation-token", query.getOrDefault("start-after", ""));
    int most = Integer.parseInt(query.getOrDefault("max-keys", "1000"));
    var names = new TreeSet<String>();
    for (var key : under(prefix).keySet()) {
      int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
      names.add(end < 0 ? key : key.substring(0, end + 1));
    }
    var page = names.tailSet(after, false).stream().limit(most).toList();
    var listed = new StringBuilder("<ListBucketResult>");
    for (var name : page) {
      var stored = objects.get(name);
      boolean folder = !delimiter.isEmpty() && name.endsWith("/") && !name.equals(prefix);
      if (folder || stored == null) {
        listed.append("<CommonPrefixes><Prefix>%s</Prefix></CommonPrefixes>".formatted(xml(name)));
      } else {
        listed.append(
            "<Contents><Key>%s</Key><LastModified>%s</LastModified><ETag>%s</ETag><Size>%d</Size></Contents>"
                .formatted(xml(name), stored.changed, xml(stored.etag()), stored.bytes.length));
      }
    }
    boolean more = !page.isEmpty() && !page.get(page.size() - 1).equals(names.last());
    listed.append("<IsTruncated>%s</IsTruncated>".formatted(more));
    if (more) {
      var last = xml(page.get(page.size() - 1));
      listed.append("<NextContinuationToken>%s</NextContinuationToken>".formatted(last));
    }
    say(exchange, 200, listed + "</ListBucketResult>");
  }

  private void upload(HttpExchange exchange, String key, Map<String, String> query)
      throws IOException {
    var id = query.get("uploadId");
    if (id == null) {
      id = UUID.randomUUID().toString();
      uploads.put(id, new Upload(key, new ConcurrentSkipListMap<>(), Instant.now()));
      say(
          exchange,
          200,
          "<InitiateMultipartUploadResult><UploadId>%s</UploadId></InitiateMultipartUploadResult>"
              .formatted(id));
      return;
    }
    var sent = body(exchange);
    var upload = exchange.getRequestMethod().equals("PUT") ? uploads.get(id) : uploads.remove(id);
    if (upload == null) {
      say(exchange, 404, "<Error><Code>NoSuchUpload</Code><Message>no upload</Message></Error>");
      return;
    }
    switch (exchange.getRequestMethod()) {
      case "PUT" -> {
        upload.parts().put(Integer.valueOf(query.get("partNumber")), sent);
        exchange.getResponseHeaders().set("ETag", new Stored(sent, Map.of()).etag());
        say(exchange, 200, "");
      }
      case "DELETE" -> say(exchange, 204, "");
      default -> {
        var whole = new ByteArrayOutputStream();
        upload.parts().values().forEach(whole::writeBytes);
        var stored = new Stored(whole.toByteArray(), Map.of());
        objects.put(key, stored);
        say(
            exchange,
            200,
            "<CompleteMultipartUploadResult><ETag>%s</ETag></CompleteMultipartUploadResult>"
                .formatted(xml(stored.etag())));
      }
    }
  }

  private void object(HttpExchange exchange, String key) throws IOException {
    var stored = objects.get(key);
    switch (exchange.getRequestMethod()) {
      case "PUT" -> put(exchange, key, stored);
      case "DELETE" -> {
        objects.remove(key);
        say(exchange, 204, "");
      }
      default -> get(exchange, stored);
    }
  }

  private void put(HttpExchange exchange, String key, Stored there) throws IOException {
    var headers = exchange.getRequestHeaders();
    var metadata = new TreeMap<String, String>();
    headers.forEach(
        (name, values) -> {
          if (name.toLowerCase(java.util.Locale.ROOT).startsWith("x-amz-meta-")) {
            metadata.put(name, values.get(0));
          }
        });
    var source = headers.getFirst("x-amz-copy-source");
    var from = source == null ? null : objects.get(decoded(source).replaceFirst("^/?images/", ""));
    var stored =
        from == null ? new Stored(body(exchange), metadata) : new Stored(from.bytes, from.metadata);
    if (there != null && headers.containsKey("If-None-Match")) {
      say(
          exchange,
          412,
          "<Error><Code>PreconditionFailed</Code><Message>it is there</Message></Error>");
      return;
    }
    objects.put(key, stored);
    exchange.getResponseHeaders().set("ETag", stored.etag());
    say(
        exchange,
        200,
        source == null
            ? ""
            : "<CopyObjectResult><ETag>%s</ETag></CopyObjectResult>".formatted(xml(stored.etag())));
  }

  private static void get(HttpExchange exchange, Stored stored) throws IOException {
    if (stored == null) {
      say(exchange, 404, "<Error><Code>NoSuchKey</Code><Message>no object</Message></Error>");
      return;
    }
    var headers = exchange.getResponseHeaders();
    stored.metadata.forEach(headers::set);
    headers.set("ETag", stored.etag());
    headers.set(
        "Last-Modified",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(stored.changed.atZone(ZoneOffset.UTC)));
    if (exchange.getRequestMethod().equals("HEAD")) {
      headers.set("Content-Length", Integer.toString(stored.bytes.length));
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    part(exchange, stored.bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
