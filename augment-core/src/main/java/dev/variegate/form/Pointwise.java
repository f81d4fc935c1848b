package dev.variegate.form;

import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import dev.variegate.pixel.AlphaChannel;
import dev.variegate.pixel.ColorMatrix;
import dev.variegate.pixel.ImageDependentMap;
import dev.variegate.pixel.PixelMap;
import dev.variegate.pixel.Require;
import dev.variegate.pixel.TypeDependentMap;
import dev.variegate.pixel.kernel.ColorKernelStep;
import dev.variegate.pixel.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A form that changes samples by their value alone; size kept, alpha never touched.
 *
 * <p>Two of them always merge into one that does the parts of both in order; neighboring parts
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

  /** Whether it takes the colors away and does nothing else (ITU-R BT.601). */
  public boolean isLuma() {
    return parts.size() == 1 && parts.get(0) instanceof ColorMatrix matrix && matrix.isLuma();
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
    if (parts.stream().anyMatch(PixelMap::needsColor)) {
      Require.colors(image, "An operation on colors");
    }
    UnaryOperator<Mat> change = colors -> run(Running.on(colors, image.type()));
    return parts.stream().anyMatch(PixelMap::isMeasured)
        ? AlphaChannel.surrounded(image, change)
        : AlphaChannel.aside(image, change);
  }

  /** The samples of RGB are changed where they lie. */
  @Override
  public Image consume(Image image) {
    return Kernels.canColor(image.mat())
        ? Image.own(run(Running.in(image.surrender())))
        : Form.super.consume(image);
  }

  private Mat run(Running running) {
    try {
      for (var part : parts) {
        if (running.image.channels() > 1 || !part.needsColor()) {
          running.add(part);
        }
      }
      return running.finish();
    } catch (RuntimeException | Error e) {
      running.drop();
      throw e;
    }
  }

  /** The image so far and the parts that wait to be done in one pass. */
  private static final class Running {
    private final SampleType type;
    private final List<PixelMap> waiting = new ArrayList<>();
    private Mat image;

    /** Whether the image is this object's, to be written to and closed. */
    private boolean own;

    private Running(Mat image, SampleType type, boolean own) {
      this.image = image;
      this.type = type;
      this.own = own;
    }

    /** Leaves the image as it is. */
    static Running on(Mat image, SampleType type) {
      return new Running(image, type, false);
    }

    /** Takes over an image of bytes. */
    static Running in(Mat image) {
      return new Running(image, SampleType.UINT8, true);
    }

    void add(PixelMap next) {
      if (next instanceof TypeDependentMap typed) {
        add(typed.fix(type));
        return;
      }
      if (next instanceof ImageDependentMap measured) {
        flush();
        add(measured.fix(image, type));
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
      return own ? image : image.clone();
    }

    void drop() {
      if (own) {
        image.close();
      }
    }

    private void flush() {
      while (!waiting.isEmpty()) {
        var together = together();
        if (together.size() > 1) {
          color(together);
          waiting.subList(0, together.size()).clear();
        } else {
          change(waiting.remove(0));
        }
      }
    }

    private void change(PixelMap part) {
      if (own) {
        own = false; // given up
        image = part.consume(image, type);
        own = true;
      } else {
        become(part.apply(image, type));
      }
    }

    /** The first parts, as far as one pass can do them. */
    private List<ColorKernelStep> together() {
      var parts = new ArrayList<ColorKernelStep>();
      if (waiting.size() > 1 && Kernels.canColor(image)) {
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

    private void color(List<ColorKernelStep> parts) {
      if (own) {
        Kernels.ofThisJvm().color(image, parts);
      } else {
        become(Kernels.ofThisJvm().colors(image, parts));
      }
    }

    private void become(Mat next) {
      drop();
      image = next;
      own = true;
    }
  }
}
