package dev.variegate.lineage;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.base.ConfigNode;
import dev.variegate.base.ConfigNode.Source;
import dev.variegate.base.Json;
import dev.variegate.random.DrawKey;
import dev.variegate.recipe.ParameterTree;
import dev.variegate.recipe.Recipe;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How one image was made: its source, method, drawn steps, seed, model and software; stored with
 * every output row. No component is null; "" stands for none.
 *
 * @param sourceKey what names the source image
 * @param sourceSha256 of the source's encoded bytes, in hexadecimal
 * @param copy number of the copy, 0 for the original
 * @param method {@code original}, {@code classic}, {@code oversample}, {@code sample} ...
 * @param steps the drawn steps, as {@link Recipe#json()} writes them
 * @param seed the job's seed
 * @param model name of the generative model
 * @param modelVersion its version
 * @param modelSha256 of its weights, in hexadecimal
 * @param license of what entered the image beside its source, such as the model's
 * @param encoding how the image was written, such as {@code jpeg:95}
 * @param software what made it, with its version; where a network did, also its engine and the kind
 *     of processor, such as {@code variegate 0.1.0, onnx on x86-64-v3}
 */
public record Lineage(
    String sourceKey,
    String sourceSha256,
    int copy,
    String method,
    String steps,
    long seed,
    String model,
    String modelVersion,
    String modelSha256,
    String license,
    String encoding,
    String software)
    implements Serializable {

  private static final String FROM = "from";
  private static final String LINK = "link";
  private static final String ATTEMPT = "attempt";
  private static final Source LINEAGE = Source.of("Lineage in JSON", IllegalArgumentException::new);
  private static final Source STEPS =
      Source.of("Steps of a lineage", IllegalArgumentException::new);

  public static final String ORIGINAL = "original";
  public static final String OVERSAMPLE = "oversample";
  public static final String CLASSIC = "classic";
  public static final String SAMPLE = "sample";
  public static final String STYLE_TRANSFER = "style-transfer";
  public static final String IMAGE_TRANSLATE = "image-translate";
  public static final String SUPER_RESOLVE = "super-resolve";
  public static final String INPAINT = "inpaint";
  public static final String IMAGE_TO_IMAGE = "image-to-image";
  public static final String LATENT = "latent";
  public static final String MIX = "mix";

  public Lineage {
    Objects.requireNonNull(sourceKey, "sourceKey");
    Objects.requireNonNull(sourceSha256, "sourceSha256");
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(steps, "steps");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(modelVersion, "modelVersion");
    Objects.requireNonNull(modelSha256, "modelSha256");
    Objects.requireNonNull(license, "license");
    Objects.requireNonNull(encoding, "encoding");
    Objects.requireNonNull(software, "software");
  }

  /** The lineage of an image made without a model. */
  public static Lineage withoutModel(
      DrawKey key, String sourceSha256, String method, String steps, String encoding) {
    return new Lineage(
            key.key(),
            sourceSha256,
            key.copy(),
            method,
            steps,
            key.seed(),
            "",
            "",
            "",
            "",
            encoding,
            Software.name())
        .ofAttempt(key.attempt());
  }

  /** The lineage of a row that is passed on unchanged. */
  public static Lineage original(String key, String sourceSha256, long seed) {
    return withoutModel(new DrawKey(seed, key, 0), sourceSha256, ORIGINAL, "", "");
  }

  /** The lineage of a copy with its source's exact bytes. */
  public static Lineage oversample(DrawKey key, String sourceSha256) {
    return withoutModel(key, sourceSha256, OVERSAMPLE, "", "");
  }

  /** Whether the image is an unchanged source. */
  @JsonIgnore // by its name it would be a part of the record
  public boolean isOriginal() {
    return method.equals(ORIGINAL);
  }

  /**
   * This lineage, of an image whose source was itself made and written to a file: the source's
   * lineage becomes the first step, {@code {"from": {...}}}.
   */
  public Lineage after(Lineage earlier) {
    var first = first();
    first.set(FROM, tree(before().map(b -> b.after(earlier)).orElse(earlier)));
    return beginning(first);
  }

  /**
   * This lineage, of an image that was made in a chain from the result of the method before it,
   * which no file holds: {@code {"from": {...}, "link": 1}}.
   *
   * @param link place in the chain, 1 for the second method
   */
  public Lineage chainedAfter(Lineage earlier, int link) {
    var first = first();
    first.set(FROM, tree(earlier));
    return beginning(link > 0 ? first.put(LINK, link) : first);
  }

  /**
   * This lineage, of an image that was drawn again because gates refused those before it: {@code
   * {"attempt": 2}}.
   *
   * @param attempt number of the try at this copy; 0, which nothing says, for the first
   */
  public Lineage ofAttempt(int attempt) {
    return attempt == 0 ? this : beginning(first().put(ATTEMPT, attempt));
  }

  /**
   * What comes before the steps of the method itself: {@code from}, {@code link}, {@code attempt}.
   */
  private ObjectNode first() {
    return stepTree().path(0) instanceof ObjectNode step && isContext(step)
        ? step.deepCopy()
        : JsonNodeFactory.instance.objectNode();
  }

  private static boolean isContext(JsonNode step) {
    return step.has(FROM) || step.has(ATTEMPT);
  }

  private Lineage beginning(ObjectNode first) {
    return with(Json.json(JsonNodeFactory.instance.arrayNode().add(first).addAll(own())), encoding);
  }

  private static JsonNode tree(Lineage lineage) {
    return Json.read(lineage.json(), STEPS);
  }

  /** Place of the method in a chain; 0 for the first, and where there is no chain. */
  public int link() {
    return stepTree().path(0).path(LINK).asInt();
  }

  /** Number of the try at this copy; 0 for the first. */
  public int attempt() {
    return stepTree().path(0).path(ATTEMPT).asInt();
  }

  /** The key that fixed all random draws. */
  public DrawKey draw() {
    return new DrawKey(seed, sourceKey, copy, attempt(), link());
  }

  /** The lineage of the source, if the source was itself made. */
  public Optional<Lineage> before() {
    var first = stepTree().path(0).path(FROM);
    return first.isMissingNode() ? Optional.empty() : Optional.of(fromJson(first.toString()));
  }

  /** The steps that led from the source to the image, without how the source was made. */
  public String ownSteps() {
    return isContext(stepTree().path(0)) ? Json.json(own()) : steps;
  }

  private ArrayNode own() {
    var own = JsonNodeFactory.instance.arrayNode();
    stepTree().forEach(step -> own.add(step));
    if (isContext(own.path(0))) {
      own.remove(0);
    }
    return own;
  }

  private JsonNode stepTree() {
    return steps.isEmpty() ? JsonNodeFactory.instance.arrayNode() : Json.read(steps, STEPS);
  }

  /** This lineage with the encoding that the image is written in, such as {@code jpeg:95}. */
  public Lineage encoded(String how) {
    return with(steps, how);
  }

  private Lineage with(String otherSteps, String otherEncoding) {
    return new Lineage(
        sourceKey,
        sourceSha256,
        copy,
        method,
        otherSteps,
        seed,
        model,
        modelVersion,
        modelSha256,
        license,
        otherEncoding,
        software);
  }

  /** This lineage as one line of JSON; {@link #fromJson} gives an equal one. */
  public String json() {
    return Json.json(this);
  }

  /** Reads what {@link #json} wrote. */
  public static Lineage fromJson(String json) {
    var values =
        ParameterTree.readAll(new ConfigNode(Json.read(json, LINEAGE), "", LINEAGE), types());
    return new Lineage(
        (String) values.get("sourceKey"),
        (String) values.get("sourceSha256"),
        (Integer) values.get("copy"),
        (String) values.get("method"),
        (String) values.get("steps"),
        (Long) values.get("seed"),
        (String) values.get("model"),
        (String) values.get("modelVersion"),
        (String) values.get("modelSha256"),
        (String) values.get("license"),
        (String) values.get("encoding"),
        (String) values.get("software"));
  }

  private static Map<String, Class<?>> types() {
    var types = new LinkedHashMap<String, Class<?>>();
    for (var component : Lineage.class.getRecordComponents()) {
      types.put(component.getName(), component.getType());
    }
    return types;
  }
}
