package dev.variegate.pixel.kernel;

import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses native or Java kernels, once per JVM, so that it warns once. */
final class KernelChoice {

  private static final Logger LOG = LoggerFactory.getLogger(KernelChoice.class);

  private static final String PROPERTY = "variegate.kernels";
  private static final String AUTO = "auto";

  /** Throws each time in the same words where the choice cannot be followed. */
  static final Supplier<Kernels> OF_THIS_JVM = of(System.getProperty(PROPERTY, AUTO));

  private KernelChoice() {}

  static Supplier<Kernels> of(String setting) {
    return switch (setting) {
      case AUTO -> nativeOrElseJava();
      case "native" -> NativeKernels::ofThisMachine;
      case "java" -> always(new JavaKernels());
      default ->
          () -> {
            throw new IllegalArgumentException(
                "System property %s is \"%s\" but must be auto, native or java; leave it out for auto"
                    .formatted(PROPERTY, setting));
          };
    };
  }

  private static Supplier<Kernels> nativeOrElseJava() {
    try {
      return always(NativeKernels.ofThisMachine());
    } catch (IllegalStateException e) {
      LOG.warn(
          "{}. Until then kernels in Java give the same samples, slower; -D{}=java says that this is meant, -D{}=native refuses it",
          e.getMessage(),
          PROPERTY,
          PROPERTY);
      return always(new JavaKernels());
    }
  }

  private static Supplier<Kernels> always(Kernels kernels) {
    return () -> kernels;
  }
}
