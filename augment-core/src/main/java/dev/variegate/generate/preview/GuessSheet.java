package dev.variegate.generate.preview;

import dev.variegate.base.KebabCase;
import dev.variegate.codec.ContactSheet;
import dev.variegate.codec.ContactSheet.Row;
import dev.variegate.codec.ContactSheet.Scale;
import dev.variegate.codec.ContactSheet.Tile;
import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.codec.Thumbnail;
import dev.variegate.generate.ImageGenerator;
import dev.variegate.generate.ImageRequest;
import dev.variegate.generate.SampleRequest;
import dev.variegate.generate.framing.Framing;
import dev.variegate.generate.inpaint.Inpainter;
import dev.variegate.generate.latent.LatentSpace;
import dev.variegate.generate.sample.LatentSampler;
import dev.variegate.generate.segment.ClassOverlay;
import dev.variegate.generate.segment.Segmenter;
import dev.variegate.generate.style.Translator;
import dev.variegate.generate.upscale.OutputSize;
import dev.variegate.generate.upscale.SuperResolver;
import dev.variegate.image.BadImageException;
import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.Task;
import dev.variegate.model.TensorRole.Label;
import dev.variegate.pixel.Hole;
import dev.variegate.pixel.HoleMask;
import dev.variegate.random.DrawKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a network makes of an image under each guess of its range and the order of its colors, on
 * one sheet: people see at once which is right.
 */
public final class GuessSheet {

  /** Tasks whose results are images. */
  private static final Set<Task> SHOWN =
      Set.of(
          Task.SAMPLE,
          Task.SEGMENT,
          Task.TRANSLATE,
          Task.SUPER_RESOLVE,
          Task.INPAINT,
          Task.AUTOENCODE);

  private static final Logger LOG = LoggerFactory.getLogger(GuessSheet.class);

  private static final int LONGEST = 384;
  private static final int TILE = 256;
  private static final int TITLES = 250;
  private static final int FRAME = 0x9aa0a6;
  private static final ImageCodec CODEC = new ImageCodec();
  private static final ComputeOptions COMPUTE = ComputeOptions.threads(1);

  private final Path folder;
  private final Image image;
  private final List<String> reasons = new ArrayList<>();

  private GuessSheet(Path folder, Image image) {
    this.folder = folder;
    this.image = image;
  }

  /**
   * The sheet as a PNG, or why there is none: the task makes no images, a number is missing that
   * nobody can guess, or the network fails under every guess.
   */
  public record Result(Optional<byte[]> png, String reason) {}

  /**
   * Runs the network under every guess.
   *
   * @param draft of {@code model.yaml}
   * @param home folder of the networks
   * @param file the image
   * @throws BadImageException if it is none
   */
  public static Result of(String draft, Task task, Path home, Path file) throws IOException {
    var guesses = DescriptionGuess.of(draft);
    if (!SHOWN.contains(task)) {
      var word = KebabCase.kebab(task);
      return new Result(Optional.empty(), "networks of task %s are not shown".formatted(word));
    }
    if (guesses.isEmpty()) {
      return new Result(Optional.empty(), "not before model.yaml is filled in");
    }
    var small = Thumbnail.png(Files.readAllBytes(file), LONGEST, CODEC);
    var folder = Files.createTempDirectory("guesses");
    try (var image = CODEC.decode(small)) {
      var sheet = new GuessSheet(folder, image);
      var rows = new LinkedHashMap<String, List<List<Tile>>>();
      for (var guess : guesses) {
        rows.computeIfAbsent(guess.range(), any -> new ArrayList<>())
            .add(List.of(sheet.tile(guess, home)));
      }
      if (sheet.reasons.size() == guesses.size()) {
        return new Result(Optional.empty(), sheet.reasons.get(0));
      }
      return new Result(Optional.of(png(file, rows)), "");
    } finally {
      delete(folder);
    }
  }

  private static byte[] png(Path file, Map<String, List<List<Tile>>> rows) {
    return ContactSheet.png(
        "What the network makes of " + file.getFileName(),
        "by the range of its values and the order of its colors: write the right ones into model.yaml",
        rows.entrySet().stream().map(row -> new Row(row.getKey(), "", row.getValue())).toList(),
        new Scale(TILE, TITLES),
        CODEC);
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  private Tile tile(DescriptionGuess guess, Path home) throws IOException {
    var place = Files.createTempDirectory(folder, "bundle");
    Files.writeString(place.resolve(ModelBundle.DESCRIPTION), guess.text());
    try {
      var description = ModelDescription.read(place.resolve(ModelBundle.DESCRIPTION));
      for (var file : description.files()) {
        var copy = place.resolve(file.path());
        Files.createDirectories(copy.getParent());
        link(home.resolve(file.path()), copy);
      }
      try (var made = made(ModelBundle.open(place))) {
        return new Tile(CODEC.encode(made, Encoding.of(ImageFormat.PNG)), guess.colors(), FRAME);
      }
    } catch (RuntimeException e) {
      LOG.debug("The network fails with {}", guess.text(), e);
      reasons.add(String.valueOf(e.getMessage()));
      try (var nothing = Image.ofBytes(1, 1, 1, (byte) 255)) {
        var blank = CODEC.encode(nothing, Encoding.of(ImageFormat.PNG));
        return new Tile(blank, guess.colors() + ": fails", FRAME);
      }
    }
  }

  /** Weights may be large. */
  private static void link(Path file, Path copy) throws IOException {
    try {
      Files.createLink(copy, file.toRealPath()); // a link of a link would lead out
    } catch (IOException | UnsupportedOperationException e) {
      Files.copy(file, copy);
    }
  }

  private Image made(ModelBundle bundle) {
    var model = bundle.description();
    boolean asks = model.networks().stream().anyMatch(of -> of.input(Label.class).isPresent());
    var label = asks ? model.labels().get(0) : "";
    return switch (model.task()) {
      case SAMPLE -> sampled(bundle, label);
      case SEGMENT -> segmented(bundle);
      case AUTOENCODE -> decoded(bundle, label);
      case SUPER_RESOLVE ->
          remade(SuperResolver.open(bundle, COMPUTE, Framing.AUTO, OutputSize.FACTOR));
      case INPAINT -> remade(Inpainter.open(bundle, COMPUTE, Framing.AUTO));
      default ->
          remade(Translator.open(bundle, COMPUTE, new Translator.Settings(Framing.AUTO, label, 1)));
    };
  }

  private Image remade(ImageGenerator generator) {
    var size = image.size();
    var middle =
        new Hole(size.width() / 3, size.height() / 3, 1 + size.width() / 3, 1 + size.height() / 3);
    try (generator;
        var mask = HoleMask.of(List.of(middle), size)) {
      var request = new ImageRequest(image, "", new DrawKey(0, "guess", 1), Optional.of(mask));
      return generator.make(List.of(request)).get(0).image();
    }
  }

  private static Image sampled(ModelBundle bundle, String label) {
    try (var sampler = LatentSampler.open(bundle, COMPUTE)) {
      return sampler.sample(List.of(new SampleRequest("guess", 1, 0, label))).get(0).image();
    }
  }

  private Image decoded(ModelBundle bundle, String label) {
    try (var space = LatentSpace.open(bundle, COMPUTE, label)) {
      return space.decode(space.encode(List.of(image)), List.of(image)).get(0);
    }
  }

  private Image segmented(ModelBundle bundle) {
    try (var segmenter = Segmenter.open(bundle, COMPUTE, Segmenter.Settings.DEFAULT);
        var entering = segmenter.entering(image);
        var classes = segmenter.segment(List.of(entering)).get(0)) {
      return ClassOverlay.of(image, classes);
    }
  }
}
