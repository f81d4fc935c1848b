package dev.variegate.op;

import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    return Alpha.aside(image, colours -> run(colours, image.type()));
  }

  private Mat run(Mat source, SampleType type) {
    var running = new Running(source, type);
    for (var part : parts) {
      if (source.channels() > 1 || !part.needsColour()) {
        running.add(part);
      }
    }
    return running.finish();
  }

  /** The picture so far and the parts that wait to be done in one pass. */
  private static final class Running {
    private final SampleType type;
    private final Mat source;
    private final List<PixelMap> waiting = new ArrayList<>();
    private Optional<Mat> made = Optional.empty();

    Running(Mat source, SampleType type) {
      this.source = source;
      this.type = type;
    }

    void add(PixelMap next) {
      if (next instanceof Typed typed) {
        add(typed.fix(type));
        return;
      }
      if (next instanceof Measured measured) {
        flush();
        add(measured.fix(made.orElse(source), type));
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
      return made.orElseGet(source::clone);
    }

    private void flush() {
      while (!waiting.isEmpty()) {
        var together = together();
        if (together.size() > 1) {
          colour(together);
          waiting.subList(0, together.size()).clear();
        } else {
          var before = made;
          made = Optional.of(waiting.remove(0).apply(before.orElse(source), type));
          before.ifPresent(Mat::close);
        }
      }
    }

    /** The first parts, as far as one pass can do them. */
    private List<ColourPart> together() {
      var parts = new ArrayList<ColourPart>();
      if (NativeKernels.canColour(source)) {
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

    private void colour(List<ColourPart> parts) {
      if (made.isEmpty()) {
        made = Optional.of(NativeKernels.ofThisMachine().colours(source, parts));
      } else {
        NativeKernels.ofThisMachine().colour(made.get(), parts);
      }
    }
  }
}
