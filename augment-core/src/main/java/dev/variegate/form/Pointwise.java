package dev.variegate.form;

import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import dev.variegate.pixel.AlphaChannel;
import dev.variegate.pixel.ColorKernelStep;
import dev.variegate.pixel.ImageDependentMap;
import dev.variegate.pixel.NativeKernels;
import dev.variegate.pixel.PixelMap;
import dev.variegate.pixel.Require;
import dev.variegate.pixel.TypeDependentMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A form that changes samples by their value alone; size kept, alpha never touched.
 *
 * <p>Two of them always merge into one that does the parts of both in order; neighbouring parts
 * become one where that loses no clamping, the others follow one another.
 *
 * @param parts done in order
 */
public record Pointwise(List<PixelMap> parts) implements Form {

  public Pointwise {
    parts = List.copyOf(parts);
  }

  /** A form of one part. */
  public static Pointwise of(PixelMap part) {
    return new Pointwise(List.of(part));
  }

  @Override
  public Size sizeAfter(Size before) {
    return before;
  }

  @Override
  public Optional<Form> then(Form next) {
    return next instanceof Pointwise other
        ? Optional.of(new Pointwise(Stream.concat(parts.stream(), other.parts.stream()).toList()))
        : Optional.empty();
  }

  @Override
  public boolean isIdentity() {
    return parts.isEmpty();
  }

  @Override
  public Image apply(Image image) {
    if (parts.stream().anyMatch(PixelMap::needsColour)) {
      Require.colours(image, "An operation on colours");
    }
    UnaryOperator<Mat> change = colours -> run(Running.on(colours, image.type()));
    return parts.stream().anyMatch(PixelMap::isMeasured)
        ? AlphaChannel.surrounded(image, change)
        : AlphaChannel.aside(image, change);
  }

  /** The samples of RGB are changed where they lie. */
  @Override
  public Image consume(Image image) {
    return NativeKernels.canColour(image.mat())
        ? Image.own(run(Running.in(image.surrender())))
        : Form.super.consume(image);
  }

  private Mat run(Running running) {
    try {
      for (var part : parts) {
        if (running.picture.channels() > 1 || !part.needsColour()) {
          running.add(part);
        }
      }
      return running.finish();
    } catch (RuntimeException | Error e) {
      running.drop();
      throw e;
    }
  }

  /** The picture so far and the parts that wait to be done in one pass. */
  private static final class Running {
    private final SampleType type;
    private final List<PixelMap> waiting = new ArrayList<>();
    private Mat picture;

    /** Whether the picture is this object's, to be written to and closed. */
    private boolean own;

    private Running(Mat picture, SampleType type, boolean own) {
      this.picture = picture;
      this.type = type;
      this.own = own;
    }

    /** Leaves the picture as it is. */
    static Running on(Mat picture, SampleType type) {
      return new Running(picture, type, false);
    }

    /** Takes over a picture of bytes. */
    static Running in(Mat picture) {
      return new Running(picture, SampleType.UINT8, true);
    }

    void add(PixelMap next) {
      if (next instanceof TypeDependentMap typed) {
        add(typed.fix(type));
        return;
      }
      if (next instanceof ImageDependentMap measured) {
        flush();
        add(measured.fix(picture, type));
        return;
      }
      int last = waiting.size() - 1;
      var joined = last < 0 ? Optional.<PixelMap>empty() : waiting.get(last).then(next);
      if (joined.isPresent()) {
        waiting.set(last, joined.get());
      } else {
        waiting.add(next);
      }
    }

    Mat finish() {
      flush();
      return own ? picture : picture.clone();
    }

    void drop() {
      if (own) {
        picture.close();
      }
    }

    private void flush() {
      while (!waiting.isEmpty()) {
        var together = together();
        if (together.size() > 1) {
          colour(together);
          waiting.subList(0, together.size()).clear();
        } else {
          become(waiting.remove(0).apply(picture, type));
        }
      }
    }

    /** The first parts, as far as one pass can do them. */
    private List<ColorKernelStep> together() {
      var parts = new ArrayList<ColorKernelStep>();
      if (waiting.size() > 1 && NativeKernels.canColour(picture)) {
        for (var part : waiting) {
          var kernel = part.kernel();
          if (kernel.isEmpty()) {
            break;
          }
          parts.add(kernel.get());
        }
      }
      return parts;
    }

    private void colour(List<ColorKernelStep> parts) {
      if (own) {
        NativeKernels.ofThisMachine().colour(picture, parts);
      } else {
        become(NativeKernels.ofThisMachine().colours(picture, parts));
      }
    }

    private void become(Mat next) {
      drop();
      picture = next;
      own = true;
    }
  }
}
