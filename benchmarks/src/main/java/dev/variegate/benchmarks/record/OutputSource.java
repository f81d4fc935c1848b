package dev.variegate.benchmarks.record;

import java.util.stream.Stream;

/**
 * Outputs that are recorded, so that a change of the structure can be shown to change no byte.
 * Implementations are listed in {@code META-INF/services}, so that {@link Recorder} reaches what is
 * not public.
 */
public interface OutputSource {

  /** What the lines of the record begin with. */
  String name();

  /** One line for each output: what it is, and its {@link Recorder#image}. */
  Stream<String> lines() throws Exception;
}
